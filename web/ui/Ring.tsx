import { memo, useCallback, useSyncExternalStore } from 'react';
import { useWords } from '../strings/words.ts';
import { spokenDuration } from './duration.ts';
import { type PromiseState, promiseState } from './promise.ts';
import styles from './Ring.module.css';
import { nowMs, onBeat } from './tick.ts';

const RADIUS = 8;
const ROUND = 2 * Math.PI * RADIUS;

/** Finer steps than this cannot be seen on a ring 50 px round. */
const STEPS = 100;

type Promised = { openedAt: string; dueAt: string | null };

/** Time left on a promise: a full ring empties clockwise from twelve; late is a red ring with an exclamation mark. */
export const Ring = memo(function Ring({ turn, large = false }: { turn: Promised | null; large?: boolean }) {
  const openedAt = turn?.openedAt ?? '';
  const dueAt = turn?.dueAt ?? null;
  const drawn = useCallback(
    () => drawing(promiseState(dueAt ? { openedAt, dueAt } : null, nowMs())),
    [openedAt, dueAt],
  );
  const now = useSyncExternalStore(onBeat, drawn);
  const words = useWords();
  const state = promiseState(dueAt ? { openedAt, dueAt } : null, nowMs());
  if (state.kind === 'none') return null;
  const label =
    state.kind === 'late'
      ? words.t('ring.late', { time: spokenDuration(state.lateMs, words.language) })
      : state.kind === 'kept'
        ? words.t('ring.kept')
        : words.t('ring.left', { time: spokenDuration(state.leftMs, words.language) });
  return <RingDrawing now={now} label={label} large={large} />;
});

/** The same drawing for a share known from elsewhere, such as the counter in the composer. `share` is 0 to 1. */
export function RingDrawing({ now, label, large = false }: { now: string; label: string; large?: boolean }) {
  const [kind = 'running', steps = '0'] = now.split(':');
  const share = Number(steps) / STEPS;
  const look = kind === 'running' ? '' : styles[kind];
  return (
    <svg
      className={[styles.ring, look, large ? styles.large : ''].filter(Boolean).join(' ')}
      viewBox="0 0 20 20"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <circle className={styles.track} cx="10" cy="10" r={RADIUS} />
      {(kind === 'running' || kind === 'soon') && (
        <circle
          className={styles.left}
          cx="10"
          cy="10"
          r={RADIUS}
          strokeDasharray={`${ROUND * share} ${ROUND}`}
          strokeDashoffset={-ROUND * (1 - share)}
        />
      )}
      {kind === 'late' && <path className={styles.sign} d="M10 6.4v4.2M10 13.4h.01" />}
      {kind === 'kept' && <path className={styles.sign} d="m6.8 10.2 2.2 2.2 4.2-4.6" />}
    </svg>
  );
}

/** What is drawn, as one string: two moments that look alike give the same one, and nothing is painted again. */
function drawing(state: PromiseState): string {
  if (state.kind === 'running') return `${state.soon ? 'soon' : 'running'}:${Math.ceil(state.left * STEPS)}`;
  return state.kind;
}
