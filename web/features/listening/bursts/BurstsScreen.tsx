import { useEffect } from 'react';
import { go } from '../../../routes.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { spokenDuration } from '../../../ui/duration.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import type { Asked } from '../../../use-asked.ts';
import { FoundPost } from '../FoundPost.tsx';
import { dayOf, percent, rounded } from '../figures/percent.ts';
import list from '../Listening.module.css';
import { nameOf, type QueryRow } from '../QueryList.tsx';
import styles from './Bursts.module.css';
import type { Burst, Bursts } from './use-bursts.ts';

type Props = { asked: Asked<Bursts>; again: () => void; queries: readonly QueryRow[] };

/** Where much more is said than usual: what, where, how many more, since when, with examples. */
export function BurstsScreen({ asked, again, queries }: Props) {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${t('burst.title')} · Heed`;
  }, [t]);
  return (
    <main className={list.main}>
      <header className={list.head}>
        <RouteLink className={list.back} to={{ screen: 'listening', query: null }}>
          <Icon name="back" size={16} /> {t('listening.queries')}
        </RouteLink>
        <h2>{t('burst.title')}</h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={list.scroll} tabIndex={0} aria-label={t('burst.title')}>
        <p className={styles.means}>{t('burst.means')}</p>
        <AskedView asked={asked} again={again}>
          {({ rows, learning }) => (
            <>
              {learning.length > 0 && <p className={styles.means}>{t('burst.learning', { n: learning.length })}</p>}
              {rows.length === 0 && (
                <Empty icon="flame" title={t('burst.none')}>
                  {t('burst.noneWhy')}
                </Empty>
              )}
              {rows.map(burst => (
                <BurstView key={burst.id} burst={burst} query={queries.find(({ id }) => id === burst.queryId)} />
              ))}
            </>
          )}
        </AskedView>
      </section>
    </main>
  );
}

function BurstView({ burst, query }: { burst: Burst; query: QueryRow | undefined }) {
  const { t, language } = useWords();
  const { endedAt, total, words, networks, read, examples, mostCopied } = burst;
  const name = query === undefined ? t('burst.addressed') : nameOf(query);
  const from = dayOf(burst.beganAt, language, true);
  return (
    <article className={styles.burst} aria-label={name}>
      <header className={styles.top}>
        <h3>
          {query === undefined ? (
            name
          ) : (
            <RouteLink to={{ screen: 'listening', query: query.id }}>
              <bdi>{name}</bdi>
            </RouteLink>
          )}
        </h3>
        <Badge meaning={endedAt === null ? 'soon' : 'plain'}>
          {t('burst.times', { times: rounded(burst.times, language) })}
        </Badge>
        <Badge meaning={endedAt === null ? 'soon' : 'plain'}>
          {t(endedAt === null ? 'burst.goesOn' : 'burst.over')}
        </Badge>
        <span className={styles.when}>
          {endedAt === null
            ? t('burst.since', { from })
            : t('burst.fromTo', { from, to: dayOf(endedAt, language, true) })}
        </span>
      </header>
      <p className={styles.said}>{saidOf(burst, t, language)}</p>
      <p className={styles.means2}>
        {t('burst.total', { posts: total.posts, usual: rounded(total.usual, language) })}{' '}
        {mostCopied !== null && t('burst.copied', { n: mostCopied.posts })}
      </p>
      <dl className={styles.facts}>
        {words.length > 0 && (
          <>
            <dt>{t('burst.words')}</dt>
            <dd>
              {words.map(({ word, posts, of }) => (
                <span key={word} className={styles.word} title={`${posts} / ${of}`}>
                  <bdi>{oneLine(word)}</bdi> <small>{`${Math.round((100 * posts) / Math.max(1, of))} %`}</small>
                </span>
              ))}
            </dd>
          </>
        )}
        {read !== null && (
          <>
            <dt>{t('burst.read')}</dt>
            <dd>
              {[
                t('burst.complain', { share: percent(read.complaints, language) }),
                ...(read.angry === null ? [] : [t('burst.angry', { share: percent(read.angry, language) })]),
              ].join(' · ')}
            </dd>
          </>
        )}
        <dt>{t('burst.where')}</dt>
        <dd>
          {networks
            .map(({ network, posts }) => `${networkName(network)} ${posts.toLocaleString(language)}`)
            .join(' · ')}
        </dd>
      </dl>
      <h4 className={styles.examples}>{t('burst.examples')}</h4>
      {examples.length === 0 && <p className={styles.means2}>{t('burst.forgotten')}</p>}
      {examples.map(example => {
        const { conversationId } = example;
        return (
          <FoundPost
            key={example.id}
            found={example}
            acts={
              conversationId !== null && (
                <LinkButton onClick={() => go({ screen: 'desk', conversation: conversationId })}>
                  {t('listening.onDesk')}
                </LinkButton>
              )
            }
          />
        );
      })}
    </article>
  );
}

const WINDOW_MS: Record<string, number> = {
  '15 min': 900_000,
  '1 h': 3_600_000,
  '3 h': 10_800_000,
  '12 h': 43_200_000,
};

function saidOf(
  { posts, window, word, expected, times }: Burst,
  t: ReturnType<typeof useWords>['t'],
  language: string,
) {
  const ms = WINDOW_MS[window];
  const values = {
    posts,
    window: ms === undefined ? window : spokenDuration(ms, language),
    usual: rounded(expected, language),
    times: rounded(times, language),
  };
  return word === null ? t('burst.said', values) : t('burst.saidWord', { ...values, word: oneLine(word) });
}
