import { count } from '../numbers.ts';
import { useInsightWords } from '../words.ts';
import styles from './Charts.module.css';
import { Drawing } from './Drawing.tsx';
import { useCursor } from './use-cursor.ts';

/** One stretch of time, such as half an hour. */
export type StepSlot = {
  key: string;
  /** Its time as it is read: `11:00`. */
  words: string;
  /** Null: nobody knows, or no number would do. */
  needed: number | null;
  there: number;
  /** Stands at the axis. */
  tick?: string;
};

type Props = {
  width: number;
  name: string;
  slots: readonly StepSlot[];
  neededName: string;
  thereName: string;
  height?: number;
};

const PLACE = { left: 28, right: 4, top: 20, bottom: 24 };

/** How many are needed and how many are there; where too few are, the gap is red. */
export function Steps({ width, name, slots, neededName, thereName, height = 188 }: Props) {
  const { t, language } = useInsightWords();
  const most = Math.max(3, ...slots.map(({ needed, there }) => Math.max(needed ?? 0, there)));
  const wide = (width - PLACE.left - PLACE.right) / Math.max(1, slots.length);
  const x = (place: number) => PLACE.left + place * wide;
  const y = (n: number) => height - PLACE.bottom - (n / most) * (height - PLACE.bottom - PLACE.top);
  const tell = (place: number) => {
    const slot = slots[place];
    if (!slot) return '';
    const needed = slot.needed === null ? '–' : count(slot.needed, language);
    return t('chart.step', { time: slot.words, needed, there: count(slot.there, language) });
  };
  const cursor = useCursor(
    name,
    width,
    slots.map((_, place) => x(place + 0.5)),
    tell,
  );
  const line = (of: (slot: StepSlot) => number | null) =>
    slots
      .map((slot, place) => {
        const value = of(slot);
        return value === null
          ? ''
          : `${place === 0 || of(slots[place - 1] ?? slot) === null ? 'M' : 'L'}${x(place)},${y(value)}H${x(place + 1)}`;
      })
      .join('');
  const step = Math.max(1, Math.ceil(most / 4));
  const grid = Array.from({ length: Math.floor(most / step) + 1 }, (_, n) => n * step);
  return (
    <>
      <Drawing width={width} height={height} cursor={cursor}>
        {grid.map(n => (
          <g key={n}>
            <path className={n === 0 ? styles.axis : styles.grid} d={`M${PLACE.left},${y(n)}H${width - PLACE.right}`} />
            <text x={PLACE.left - 8} y={y(n) + 4} textAnchor="end">
              {n}
            </text>
          </g>
        ))}
        {slots.map((slot, place) => (
          <g key={slot.key}>
            <rect
              className={styles.thereArea}
              x={x(place)}
              width={wide + 0.4}
              y={y(slot.there)}
              height={y(0) - y(slot.there)}
            />
            {slot.needed !== null && slot.needed > slot.there && (
              <rect
                className={styles.short}
                x={x(place)}
                width={wide}
                y={y(slot.needed)}
                height={y(slot.there) - y(slot.needed)}
              />
            )}
            {slot.tick && (
              <text x={x(place)} y={height - 6} textAnchor={place === 0 ? 'start' : 'middle'}>
                {slot.tick}
              </text>
            )}
          </g>
        ))}
        <path className={styles.there} d={line(slot => slot.there)} />
        <path className={styles.needed} d={line(slot => slot.needed)} />
        {cursor.at !== null && (
          <path className={styles.cursor} d={`M${x(cursor.at + 0.5)},${PLACE.top}V${height - PLACE.bottom}`} />
        )}
      </Drawing>
      <p className={styles.telling} aria-hidden="true">
        {cursor.at === null ? (
          <>
            <b>━</b> {neededName} · <span>─</span> {thereName}
          </>
        ) : (
          tell(cursor.at)
        )}
      </p>
    </>
  );
}
