import { useState } from 'react';
import { ask } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { NetworkMark } from '../../ui/Avatar.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { DialogBox } from '../../ui/overlay/lazy.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { complain } from '../../ui/toast.ts';
import { asRefusal } from '../../use-asked.ts';
import tabs from '../settings/Settings.module.css';
import styles from './Channels.module.css';
import { addsUp, type Channel } from './channel.ts';
import { useOutsideWords } from './connect/outside-words.ts';
import { SIGN_IN } from './connect/places.ts';
import { TestChannel } from './connect/TestChannel.tsx';
import { Cost } from './cost/Cost.tsx';
import { Days } from './health/Days.tsx';
import { Facts } from './health/Facts.tsx';
import { Letters } from './health/Letters.tsx';
import { type Health, useHealth } from './health/use-health.ts';
import { reasonWords } from './reasons.ts';

type Props = { channel: Channel; onChange: () => void; onClose: () => void };
type DetailProps = Props & { /** Just connected: what works is shown without asking for it. */ testsAtOnce: boolean };

/** One channel: how it fares, its ledger by reason, what its network does not let us hear, what could not be read. */
export function ChannelDetail({ channel, testsAtOnce, onChange, onClose }: DetailProps) {
  const { t } = useWords();
  const { may } = usePerson();
  const outside = useOutsideWords();
  const [asked, again] = useHealth(channel.id);
  const health = asked.kind === 'ready' ? asked.value.health : null;
  return (
    <aside className={styles.detail} aria-label={oneLine(channel.name)}>
      <div className={styles.detailHead}>
        <NetworkMark network={channel.network} hidden />
        <h2>
          <bdi>{oneLine(channel.name)}</bdi>
          {channel.handle && channel.handle !== channel.name && (
            <span className={styles.quiet}>
              {' '}
              <bdi>{oneLine(channel.handle)}</bdi>
            </span>
          )}
        </h2>
        <IconButton icon="close" label={t('common.close')} onClick={onClose} />
      </div>
      <div className={styles.scroll}>
        <Standing channel={channel} onChange={onChange} onClose={onClose} />
        {health && <Facts channel={channel} health={health} />}
        <Cost channel={channel} />
        {may('lead') && channel.state !== 'left' && <TestChannel channel={channel} atOnce={testsAtOnce} />}
        <ChannelLedger channel={channel} days={health?.days ?? []} />
        {channel.cannotHear.length > 0 && (
          <section className={styles.section}>
            <h3>{t('channels.cannotHear', { network: channel.networkName })}</h3>
            <ul className={styles.list}>
              {channel.cannotHear.map(sentence => (
                <li key={sentence}>{outside(sentence)}</li>
              ))}
            </ul>
          </section>
        )}
        {may('lead') && health && <Letters channel={channel} health={health} again={again} />}
      </div>
    </aside>
  );
}

function Standing({ channel, onChange, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const outside = useOutsideWords();
  const { brand, may } = usePerson();
  const [leaving, setLeaving] = useState(false);
  /** What only a person can still do at the network, once the channel is left. */
  const [toDo, setToDo] = useState<string | null>(null);
  async function attempt(deed: () => Promise<unknown>) {
    try {
      await deed();
      onChange();
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  const turn = (state: 'active' | 'paused') =>
    attempt(() => ask('changeChannel', { brand: brand.id, id: channel.id, body: { state } }));
  return (
    <section className={styles.section}>
      {channel.said && (
        <Banner meaning={channel.state === 'broken' ? 'broken' : 'plain'}>{oneLine(channel.said)}</Banner>
      )}
      {toDo && <Banner meaning="soon">{outside(toDo)}</Banner>}
      <p>{t(`channels.stateMeans.${channel.state}`, { network: channel.networkName })}</p>
      <div className={styles.acts}>
        {may('lead') && channel.state === 'active' && (
          <Button onClick={() => turn('paused')}>
            <Icon name="pause" size={16} /> {t('channels.pause')}
          </Button>
        )}
        {may('lead') && (channel.state === 'paused' || channel.state === 'broken') && (
          <Button onClick={() => turn('active')}>
            <Icon name="play" size={16} /> {t('channels.goOn')}
          </Button>
        )}
        {may('lead') && channel.signsIn && channel.state !== 'left' && (
          <Button onClick={() => go({ screen: 'channels', channel: channel.id, step: SIGN_IN })}>
            <Icon name="key" size={16} /> {t('mend.go')}
          </Button>
        )}
        {may('own') && channel.state !== 'left' && (
          <Button look="danger" onClick={() => setLeaving(true)}>
            {t('channels.leave')}
          </Button>
        )}
      </div>
      {leaving && (
        <DialogBox title={t('channels.leaveAsk', { name: oneLine(channel.name) })} onClose={() => setLeaving(false)}>
          <p>{t('channels.leaveMeans')}</p>
          <div className={styles.acts}>
            <Button onClick={() => setLeaving(false)} autoFocus>
              {t('channels.keep')}
            </Button>
            <Button
              look="danger"
              onClick={async () => {
                setLeaving(false);
                await attempt(async () => {
                  const { said } = await ask('leaveChannel', { brand: brand.id, id: channel.id });
                  setToDo(said);
                  if (said === null) onClose();
                });
              }}
            >
              {t('channels.leave')}
            </Button>
          </div>
        </DialogBox>
      )}
    </section>
  );
}

function ChannelLedger({ channel, days }: { channel: Channel; days: Health['days'] }) {
  const { t, language } = useWords();
  const [span, setSpan] = useState<'today' | 'ever'>('today');
  const tally = channel[span];
  const number = new Intl.NumberFormat(language);
  const whole = Math.max(1, tally.received);
  const right = addsUp(tally);
  return (
    <section className={styles.section}>
      <h3>{t('ledger.title')}</h3>
      <Tabs
        label={t('ledger.title')}
        className={tabs.segments}
        value={span}
        onChange={setSpan}
        tabs={[
          { value: 'today', label: t('ledger.today') },
          { value: 'ever', label: t('ledger.ever') },
        ]}
      />
      <ul className={styles.ledger}>
        <li className={styles.total}>
          <span>{t('ledger.received')}</span>
          <span />
          <b>{number.format(tally.received)}</b>
        </li>
        {tally.lines.map(line => (
          <li key={`${line.outcome} ${line.reason}`}>
            <span className={line.outcome === 'failed' ? styles.broken : undefined}>
              {t(`ledger.line.${line.outcome}`)}
              {line.reason && `: ${reasonWords(line.reason, t)}`}
            </span>
            <Meter share={line.n / whole} thin />
            <span className={styles.n}>{number.format(line.n)}</span>
          </li>
        ))}
        <li className={styles.total}>
          <span>{t(right ? 'ledger.addsUp' : 'ledger.doesNot')}</span>
          <span />
          <b>{number.format(tally.kept + tally.ignored + tally.failed)}</b>
        </li>
      </ul>
      <Days days={days} />
    </section>
  );
}
