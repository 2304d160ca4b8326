import { LinkButton } from '../../../ui/Button.tsx';
import { Chart } from '../charts/Chart.tsx';
import charts from '../charts/Charts.module.css';
import { Drawing } from '../charts/Drawing.tsx';
import { useCursor } from '../charts/use-cursor.ts';
import { count, span } from '../numbers.ts';
import { useInsightWords } from '../words.ts';
import styles from './Crisis.module.css';
import type { CrisisView } from './Crisis.tsx';

type Slot = CrisisView['spread']['slots'][number];
type Props = { crisis: CrisisView; onPosts: (which: string) => void };

/** Posts over time beside what is usual; new voices apart from repeats. */
export function Spread({ crisis, onPosts }: Props) {
  const { t, language } = useInsightWords();
  const { spread, peak, posts, voices } = crisis;
  const time = timeWords(language, spread.slots);
  const says =
    peak === null
      ? t('crisis.spreadNone')
      : t('crisis.spreadSays', {
          posts,
          voices: count(voices, language),
          peak: count(peak.posts, language),
          minutes: span(spread.minutes * 60, language),
          at: time(peak.at),
        });
  return (
    <Chart
      title={t('crisis.spread')}
      aside={t('crisis.perSlot', { minutes: span(spread.minutes * 60, language) })}
      says={says}
      definition="crisisSpread"
      table={{
        caption: t('crisis.spread'),
        file: 'crisis-spread',
        rows: spread.slots,
        keyOf: slot => slot.at,
        columns: [
          { id: 'at', label: t('crisis.col.time'), value: slot => slot.at, show: slot => time(slot.at) },
          { id: 'fresh', label: t('crisis.fresh'), value: slot => slot.fresh, kind: 'number' },
          { id: 'repeats', label: t('crisis.repeats'), value: slot => slot.repeats, kind: 'number' },
          {
            id: 'usual',
            label: t('crisis.usual'),
            value: slot => slot.usual,
            show: slot => rounded(slot.usual),
            kind: 'number',
          },
          {
            id: 'usual_high',
            label: t('crisis.usualHigh'),
            value: slot => slot.usualHigh,
            show: slot => rounded(slot.usualHigh),
            kind: 'number',
          },
        ],
      }}
      opens={
        <>
          <LinkButton onClick={() => onPosts('all')}>{t('crisis.openPosts', { n: posts })}</LinkButton>
          {peak !== null && (
            <LinkButton onClick={() => onPosts(`at ${peak.at} ${spread.minutes}`)}>{t('crisis.openPeak')}</LinkButton>
          )}
        </>
      }
    >
      {width => <Columns width={width} slots={spread.slots} time={time} />}
    </Chart>
  );
}

function rounded(value: number | null): string {
  return value === null ? '–' : value.toFixed(1);
}

/** On one day the hour says it; over several the day belongs to it. */
function timeWords(language: string, slots: readonly Slot[]): (at: string) => string {
  const [first, last] = [slots[0], slots.at(-1)];
  const isOneDay =
    first === undefined || last === undefined || new Date(first.at).toDateString() === new Date(last.at).toDateString();
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const format = new Intl.DateTimeFormat(language, isOneDay ? clock : { weekday: 'short', ...clock });
  return at => format.format(new Date(at));
}

const PLACE = { left: 32, right: 4, top: 12, bottom: 24 };
const HEIGHT = 220;
/** As wide as a time at the axis. */
const TICK = 40;

type ColumnsProps = { width: number; slots: readonly Slot[]; time: (at: string) => string };

function Columns({ width, slots, time }: ColumnsProps) {
  const { t } = useInsightWords();
  const most = Math.max(4, ...slots.map(({ fresh, repeats, usualHigh }) => Math.max(fresh + repeats, usualHigh ?? 0)));
  const wide = (width - PLACE.left - PLACE.right) / Math.max(1, slots.length);
  const x = (place: number) => PLACE.left + place * wide;
  const y = (n: number) => HEIGHT - PLACE.bottom - (n / most) * (HEIGHT - PLACE.bottom - PLACE.top);
  const tell = (place: number) => {
    const slot = slots[place];
    if (!slot) return '';
    const { at, fresh, repeats, usual } = slot;
    const values = { time: time(at), fresh, repeats };
    return usual === null ? t('crisis.slot', values) : t('crisis.slotUsual', { ...values, usual: usual.toFixed(1) });
  };
  const middles = slots.map((_, place) => x(place + 0.5));
  const cursor = useCursor(t('crisis.spread'), width, middles, tell);
  const every = Math.max(1, Math.ceil(slots.length / (width / 90)));
  const step = Math.max(1, Math.ceil(most / 4));
  const grid = Array.from({ length: Math.floor(most / step) + 1 }, (_, n) => n * step);
  return (
    <>
      <Drawing width={width} height={HEIGHT} cursor={cursor}>
        {grid.map(n => (
          <g key={n}>
            <path className={n === 0 ? charts.axis : charts.grid} d={`M${PLACE.left},${y(n)}H${width - PLACE.right}`} />
            <text x={PLACE.left - 8} y={y(n) + 4} textAnchor="end">
              {n}
            </text>
          </g>
        ))}
        {slots.map((slot, place) => (
          <g key={slot.at}>
            {slot.usualHigh !== null && (
              <rect
                className={charts.band}
                x={x(place)}
                width={wide + 0.4}
                y={y(slot.usualHigh)}
                height={y(0) - y(slot.usualHigh)}
              />
            )}
            <rect
              className={styles.repeats}
              x={x(place) + 0.5}
              width={Math.max(1, wide - 1)}
              y={y(slot.fresh + slot.repeats)}
              height={y(slot.fresh) - y(slot.fresh + slot.repeats)}
            />
            <rect
              className={styles.fresh}
              x={x(place) + 0.5}
              width={Math.max(1, wide - 1)}
              y={y(slot.fresh)}
              height={y(0) - y(slot.fresh)}
            />
            {place % every === 0 && (
              <text x={Math.min(x(place), width)} y={HEIGHT - 6} textAnchor={x(place) > width - TICK ? 'end' : 'start'}>
                {time(slot.at)}
              </text>
            )}
          </g>
        ))}
        {cursor.at !== null && (
          <path className={charts.cursor} d={`M${x(cursor.at + 0.5)},${PLACE.top}V${HEIGHT - PLACE.bottom}`} />
        )}
      </Drawing>
      <p className={charts.telling} aria-hidden="true">
        {cursor.at === null ? (
          <span className={styles.legend}>
            <i className={styles.freshMark} /> {t('crisis.fresh')} <i className={styles.repeatsMark} />{' '}
            {t('crisis.repeats')} <i className={styles.usualMark} /> {t('crisis.usualBand')}
          </span>
        ) : (
          tell(cursor.at)
        )}
      </p>
    </>
  );
}
