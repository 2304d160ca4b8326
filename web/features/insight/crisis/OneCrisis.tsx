import { usePerson } from '../../../session.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { fullTime } from '../../../ui/time.ts';
import { Card, One, Two } from '../Card.tsx';
import { Bars } from '../charts/Bars.tsx';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { count, percent } from '../numbers.ts';
import { useInsightWords } from '../words.ts';
import { Alike } from './Alike.tsx';
import styles from './Crisis.module.css';
import type { CrisisView } from './Crisis.tsx';
import { StateBadge } from './CrisisList.tsx';
import { Deeds } from './Deeds.tsx';
import { Holding } from './Holding.tsx';
import { Learnt } from './Learnt.tsx';
import { Short } from './Short.tsx';
import { Spread } from './Spread.tsx';
import { Timeline } from './Timeline.tsx';
import { Voices } from './Voices.tsx';

type Props = {
  crisis: CrisisView;
  again: () => void;
  /** The posts behind a figure. */
  onPosts: (which: string) => void;
  /** To another crisis, or to all of them (null). */
  onLeave: (other: string | null) => void;
};

/** One storm on one page, from its first voice to what we learnt. */
export function OneCrisis({ crisis, again, onPosts, onLeave }: Props) {
  const { t } = useInsightWords();
  const { may } = usePerson();
  const isGoing = crisis.state === 'watching' || crisis.state === 'open';
  return (
    <>
      <section className={figure.hero}>
        <Head crisis={crisis} onPosts={onPosts} />
        <div className={styles.stack}>
          {isGoing && crisis.staffing?.since && <Short staffing={crisis.staffing} />}
          <Spread crisis={crisis} onPosts={onPosts} />
          {may('lead') && <Deeds key={crisis.version} crisis={crisis} again={again} onLeave={onLeave} />}
        </div>
      </section>
      <One>
        <Holding crisis={crisis} again={again} />
      </One>
      <Two>
        <Alike crisis={crisis} onPosts={onPosts} />
        <Voices crisis={crisis} />
      </Two>
      <Two>
        <Card title={t('crisis.where')} says={crisis.networks.length === 0 ? t('crisis.spreadNone') : undefined}>
          <Networks crisis={crisis} onPosts={onPosts} />
        </Card>
        <Learnt crisis={crisis} again={again} onPosts={onPosts} />
      </Two>
      <One>
        <Timeline crisis={crisis} />
      </One>
    </>
  );
}

function Head({ crisis, onPosts }: Pick<Props, 'crisis' | 'onPosts'>) {
  const { t, language } = useInsightWords();
  const { conversations, mood, voices, posts } = crisis;
  return (
    <div>
      <p className={styles.back}>
        <RouteLink to={{ screen: 'insight', part: 'crisis', search: '' }}>
          <Icon name="back" size={16} /> {t('crisis.all')}
        </RouteLink>
      </p>
      <h2>
        <bdi>{oneLine(crisis.name)}</bdi>
      </h2>
      <p className={styles.state}>
        <StateBadge state={crisis.state} />
      </p>
      <p className={figure.number}>{count(conversations.waiting, language)}</p>
      <p className={figure.name}>{t('crisis.waitingName')}</p>
      <p>
        {t('crisis.headSays', { posts, voices: count(voices, language), since: fullTime(crisis.beganAt, language) })}{' '}
        {mood.angry !== null && t('crisis.angry', { share: percent(mood.angry, language), n: mood.read })}
      </p>
      <p className={figure.opens}>
        <LinkButton onClick={() => onPosts('waiting')}>
          {t('crisis.openWaiting', { n: conversations.waiting })}
        </LinkButton>
        {conversations.broken > 0 && (
          <LinkButton onClick={() => onPosts('broken')}>
            {t('crisis.openBroken', { n: conversations.broken })}
          </LinkButton>
        )}
      </p>
      {crisis.isMore && <p className={figure.def}>{t('crisis.isMore')}</p>}
      <Definition name="crisisPosts" barred />
    </div>
  );
}

function Networks({ crisis, onPosts }: Pick<Props, 'crisis' | 'onPosts'>) {
  const { t, language } = useInsightWords();
  const most = Math.max(1, ...crisis.networks.map(({ posts }) => posts));
  return (
    <Bars
      label={t('crisis.where')}
      lines={crisis.networks.map(({ network, posts, voices }) => ({
        key: network,
        name: networkName(network),
        share: posts / most,
        words: count(posts, language),
        opens: (
          <LinkButton onClick={() => onPosts(`network ${network}`)}>{t('crisis.ofVoices', { n: voices })}</LinkButton>
        ),
      }))}
    />
  );
}
