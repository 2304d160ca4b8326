import { go } from '../../routes.ts';
import { useWords } from '../../strings/words.ts';
import { NetworkMark } from '../../ui/Avatar.tsx';
import { shortDuration } from '../../ui/duration.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { IconName } from '../../ui/icons.ts';
import { Meter } from '../../ui/Meter.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import table from '../../ui/Table.module.css';
import { nowMs } from '../../ui/tick.ts';
import { shortTime } from '../../ui/time.ts';
import styles from './Channels.module.css';
import type { Channel } from './channel.ts';
import { delayWords } from './health/delay-words.ts';

type Shown = Channel['state'] | 'silent' | 'unattended' | 'trouble';

const STATE_ICONS: Record<Shown, IconName> = {
  silent: 'bell',
  unattended: 'warn',
  trouble: 'retry',
  active: 'check',
  paused: 'pause',
  broken: 'bell',
  left: 'close',
};

/** One line a channel: does it hear, how late, how much, can it speak. */
export function ChannelTable({ channels, chosen }: { channels: readonly Channel[]; chosen: string | null }) {
  const { t, language } = useWords();
  const number = new Intl.NumberFormat(language);
  return (
    <div className={styles.wide}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('channels.channel')}</th>
            <th scope="col">{t('channels.hears')}</th>
            <th scope="col" className={table.number}>
              {t('channels.lastHeard')}
            </th>
            <th scope="col" className={table.number}>
              {t('channels.delay')}
            </th>
            <th scope="col" className={table.number}>
              {t('channels.received')}
            </th>
            <th scope="col" className={table.number}>
              {t('channels.kept')}
            </th>
            <th scope="col" className={table.number}>
              {t('channels.failed')}
            </th>
            <th scope="col">{t('channels.speaks')}</th>
            <th scope="col">{t('health.column.left')}</th>
          </tr>
        </thead>
        <tbody>
          {channels.map(channel => (
            <tr
              key={channel.id}
              aria-selected={channel.id === chosen}
              onClick={() => go({ screen: 'channels', channel: channel.id })}
            >
              <td>
                <RouteLink className={styles.channel} to={{ screen: 'channels', channel: channel.id }}>
                  <NetworkMark network={channel.network} hidden />
                  <span>
                    <b>
                      <bdi>{oneLine(channel.name)}</bdi>
                    </b>
                    <span className={styles.quiet}>
                      {channel.networkName}
                      {channel.handle && ` · ${oneLine(channel.handle)}`}
                    </span>
                  </span>
                </RouteLink>
              </td>
              <td>
                <Hears channel={channel} />
              </td>
              <td className={table.number}>
                {channel.lastHeardAt
                  ? shortDuration(nowMs() - Date.parse(channel.lastHeardAt), language)
                  : t('channels.never')}
              </td>
              <td className={table.number}>
                {channel.hearingDelayMs === null ? '–' : delayWords(channel.hearingDelayMs, language)}
              </td>
              <td className={table.number}>{number.format(channel.today.received)}</td>
              <td className={table.number}>{number.format(channel.today.kept)}</td>
              <td className={channel.today.failed > 0 ? `${table.number} ${styles.broken}` : table.number}>
                {number.format(channel.today.failed)}
              </td>
              <td>
                <span className={styles.state}>
                  {channel.speaks && <Icon name="check" size={16} />}
                  {t(channel.speaks ? 'channels.yes' : 'channels.readsOnly')}
                </span>
              </td>
              <td>
                <LeftToSpend channel={channel} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Hearing, or what is the matter with it. */
function Hears({ channel }: { channel: Channel }) {
  const { t, language } = useWords();
  const shown = shownOf(channel);
  const isGrave = shown === 'broken' || shown === 'silent' || shown === 'unattended';
  const words =
    shown === 'silent' || shown === 'unattended' || shown === 'trouble'
      ? t(`health.state.${shown}`)
      : t(`channels.state.${shown}`);
  return (
    <span className={isGrave ? `${styles.state} ${styles.broken}` : styles.state}>
      <Icon name={STATE_ICONS[shown]} size={16} />
      <span>
        {words}
        {shown === 'silent' && channel.silence && (
          <small className={styles.small}>{shortTime(channel.silence.since, language, nowMs())}</small>
        )}
      </span>
    </span>
  );
}

function shownOf({ state, silence, isUnattended, said }: Channel): Shown {
  if (state !== 'active') return state;
  if (silence) return 'silent';
  if (isUnattended) return 'unattended';
  return said === null ? 'active' : 'trouble';
}

/** Of the allowance that runs out first. */
function LeftToSpend({ channel: { left } }: { channel: Channel }) {
  const { t, language } = useWords();
  if (left === null) return <span className={styles.quiet}>{t('health.noLimit')}</span>;
  const number = new Intl.NumberFormat(language);
  const figures = { left: number.format(left.left), of: number.format(left.of) };
  const isNamed = left.by === 'us' && left.name !== 'requests';
  return (
    <span className={styles.left}>
      <span>
        {isNamed ? t('health.left.named', { ...figures, name: left.name }) : t('health.left.requests', figures)}
      </span>
      <Meter share={left.of === 0 ? 0 : left.left / left.of} thin />
    </span>
  );
}
