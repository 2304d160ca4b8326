import { go } from '../../routes.ts';
import { useWords } from '../../strings/words.ts';
import { NetworkMark } from '../../ui/Avatar.tsx';
import { shortDuration } from '../../ui/duration.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { IconName } from '../../ui/icons.ts';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import table from '../../ui/Table.module.css';
import { nowMs } from '../../ui/tick.ts';
import styles from './Channels.module.css';
import type { Channel } from './channel.ts';

const STATE_ICONS: Record<Channel['state'], IconName> = {
  active: 'check',
  paused: 'pause',
  broken: 'bell',
  left: 'close',
};

/** One line a channel: does it hear, how late, how much, can it speak. */
export function ChannelTable({ channels, chosen }: { channels: readonly Channel[]; chosen: string | null }) {
  const { t, language } = useWords();
  const number = new Intl.NumberFormat(language);
  const seconds = new Intl.NumberFormat(language, { style: 'unit', unit: 'second', maximumFractionDigits: 1 });
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
                <span className={channel.state === 'broken' ? `${styles.state} ${styles.broken}` : styles.state}>
                  <Icon name={STATE_ICONS[channel.state]} size={16} />
                  {t(`channels.state.${channel.state}`)}
                </span>
              </td>
              <td className={table.number}>
                {channel.lastHeardAt
                  ? shortDuration(nowMs() - Date.parse(channel.lastHeardAt), language)
                  : t('channels.never')}
              </td>
              <td className={table.number}>
                {channel.hearingDelayMs === null ? '–' : seconds.format(channel.hearingDelayMs / 1000)}
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
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
