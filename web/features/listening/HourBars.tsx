import { useWords } from '../../strings/words.ts';
import { Hidden } from '../../ui/Hidden.tsx';
import styles from './HourBars.module.css';

type Hour = { hour: string; matched: number; untagged: number };

const HOUR_MS = 3_600_000;
/** More would be thinner than a line. */
const BARS_LIMIT = 72;

/** Matches by the hour, those that tagged nobody at the foot of each bar; as a table for those who listen to it. */
export function HourBars({ hours }: { hours: readonly Hour[] }) {
  const { t, language } = useWords();
  const bars = everyHour(hours);
  if (bars.length < 2) return null;
  const most = Math.max(1, ...bars.map(bar => bar.matched));
  const time = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const first = bars[0];
  const last = bars.at(-1);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.legend}>
        <span>
          <i className={styles.tagged} /> {t('listening.legendTagged')}
        </span>
        <span>
          <i className={styles.untagged} /> {t('listening.legendUntagged')}
        </span>
        <span className={styles.most}>{t('listening.mostInHour', { n: most })}</span>
      </figcaption>
      {/* As wide as its hours, so that each end stands over its time. */}
      <div style={{ inlineSize: `min(100%, max(16rem, ${bars.length}rem))` }}>
        <div className={styles.bars} aria-hidden="true">
          {bars.map(({ hour, matched, untagged }) => (
            <span
              key={hour}
              className={styles.bar}
              style={{ blockSize: `${(100 * matched) / most}%` }}
              title={`${time.format(new Date(hour))}: ${matched}`}
            >
              <span
                className={styles.untagged}
                style={{ blockSize: matched === 0 ? 0 : `${(100 * untagged) / matched}%` }}
              />
            </span>
          ))}
        </div>
        <div className={styles.axis} aria-hidden="true">
          <span>{first && time.format(new Date(first.hour))}</span>
          <span>{last && time.format(new Date(last.hour))}</span>
        </div>
      </div>
      <Hidden>
        <table>
          <caption>{t('listening.byHour')}</caption>
          <tbody>
            {hours.map(({ hour, matched, untagged }) => (
              <tr key={hour}>
                <th scope="row">{time.format(new Date(hour))}</th>
                <td>{t('listening.posts', { n: matched })}</td>
                <td>{t('listening.taggedNobody', { n: untagged })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Hidden>
    </figure>
  );
}

/** Hours in which nothing matched stand there too, as nothing. */
function everyHour(hours: readonly Hour[]): Hour[] {
  const times = hours.map(({ hour }) => Date.parse(hour));
  const [from, until] = [Math.min(...times), Math.max(...times)];
  const known = new Map(hours.map(one => [Date.parse(one.hour), one]));
  const out: Hour[] = [];
  for (let at = Math.max(from, until - (BARS_LIMIT - 1) * HOUR_MS); at <= until; at += HOUR_MS) {
    out.push(known.get(at) ?? { hour: new Date(at).toISOString(), matched: 0, untagged: 0 });
  }
  return out;
}
