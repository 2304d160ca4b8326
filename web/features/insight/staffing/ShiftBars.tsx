import { type KeyboardEvent, type PointerEvent, useId, useRef } from 'react';
import { HALF_HOURS_OF_DAY } from '../../../../src/core/insight/half-hours.ts';
import type { WallShift } from '../../../../src/core/insight/wall-shifts.ts';
import { announce } from '../../../ui/announcer.ts';
import { Hidden } from '../../../ui/Hidden.tsx';
import { type InsightWords, useInsightWords } from '../words.ts';
import styles from './Staffing.module.css';
import { type Drawn, moved, within } from './use-shifts.ts';
import { clock } from './view.ts';

type Props = { day: string; drawn: Drawn; mayDraw: boolean };

/** A day's shifts on the day's hours: dragged by pointer, moved by keys, each told as it changes. */
export function ShiftBars({ day, drawn, mayDraw }: Props) {
  const { t } = useInsightWords();
  const help = useId();
  // They keep their places while they are drawn: whoever drags one past another holds on to it.
  const shifts = drawn.rows.filter(row => row.day === day);
  if (shifts.length === 0) return <p className={styles.quiet}>{t('staff.noneDay')}</p>;
  return (
    <>
      <ul className={styles.bars}>
        {shifts.map(shift => (
          <li key={shift.id}>
            <Bar shift={shift} drawn={drawn} mayDraw={mayDraw} help={help} />
          </li>
        ))}
      </ul>
      {mayDraw && (
        <p id={help} className={styles.help}>
          {t('staff.shiftsHelp')}
        </p>
      )}
    </>
  );
}

/** What a shift is, as it is read out. */
export function shiftWords({ name, from, until, people }: WallShift, { t }: InsightWords): string {
  const end = until > HALF_HOURS_OF_DAY ? t('staff.nextDay', { time: clock(until) }) : clock(until);
  return t('staff.shiftIs', { name, from: clock(from), to: end, n: people });
}

type BarProps = { shift: WallShift; drawn: Drawn; mayDraw: boolean; help: string };
type Grip = 'whole' | 'begin' | 'end';

function Bar({ shift, drawn, mayDraw, help }: BarProps) {
  const words = useInsightWords();
  const drag = useRef<{ grip: Grip; x: number; half: number; was: WallShift } | null>(null);
  const { id, from, until, people, name } = shift;
  const shownUntil = Math.min(until, HALF_HOURS_OF_DAY);
  function change(next: Partial<WallShift>) {
    drawn.put(id, next);
    announce(shiftWords(within({ ...shift, ...next }), words));
  }
  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
    if (!mayDraw) return;
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      drawn.remove(id);
      return;
    }
    const next = byKey(event, shift);
    if (next === null) return;
    event.preventDefault();
    change(next);
  }
  function onPointerDown(event: PointerEvent<HTMLButtonElement>) {
    drawn.choose(id);
    if (!mayDraw || event.button !== 0) return;
    const lane = event.currentTarget.parentElement?.getBoundingClientRect();
    const grip = event.target instanceof HTMLElement ? (event.target.dataset['grip'] as Grip | undefined) : undefined;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = {
      grip: grip ?? 'whole',
      x: event.clientX,
      half: (lane?.width ?? 1) / HALF_HOURS_OF_DAY,
      was: shift,
    };
  }
  function onPointerMove(event: PointerEvent<HTMLButtonElement>) {
    const held = drag.current;
    if (held === null) return;
    const by = Math.round((event.clientX - held.x) / held.half);
    const next = byGrip(held.grip, held.was, by);
    if (next.from !== from || next.until !== until) drawn.put(id, next);
  }
  function onPointerUp() {
    if (drag.current !== null && drag.current.was !== shift) announce(shiftWords(shift, words));
    drag.current = null;
  }
  return (
    <button
      type="button"
      className={styles.bar}
      style={{
        insetInlineStart: `${(from / HALF_HOURS_OF_DAY) * 100}%`,
        width: `${((shownUntil - from) / HALF_HOURS_OF_DAY) * 100}%`,
      }}
      aria-describedby={mayDraw ? help : undefined}
      aria-pressed={drawn.chosen === id}
      data-goes-on={until > HALF_HOURS_OF_DAY || undefined}
      onClick={() => drawn.choose(id)}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
    >
      <span className={styles.grip} data-grip="begin" />
      <span className={styles.barWords}>
        <b>{people}</b>
        <Hidden>{words.t('staff.ofPeople', { n: people })}</Hidden> {name}{' '}
        <small>{`${clock(from)}–${clock(until)}`}</small>
      </span>
      <span className={styles.grip} data-grip="end" />
    </button>
  );
}

/** Null: not a key of ours. The hours of a day run from left to right in every language. */
function byKey(event: KeyboardEvent, shift: WallShift): Partial<WallShift> | null {
  if (event.key === 'ArrowUp') return { people: shift.people + 1 };
  if (event.key === 'ArrowDown') return { people: shift.people - 1 };
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (by === 0) return null;
  return byGrip(event.shiftKey ? 'end' : event.altKey ? 'begin' : 'whole', shift, by);
}

function byGrip(grip: Grip, shift: WallShift, by: number): Pick<WallShift, 'from' | 'until'> {
  const { from, until } = shift;
  if (grip === 'whole') return moved(shift, by);
  if (grip === 'end') return { from, until: Math.max(from + 1, until + by) };
  return { from: Math.min(until - 1, Math.max(0, from + by)), until };
}
