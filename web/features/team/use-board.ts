import { useEffect, useRef } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { holdRows, onEvent } from '../../live/store.ts';
import { usePerson } from '../../session.ts';
import { type Asked, useAsked } from '../../use-asked.ts';

export type Board = OutputOf<'readTeamBoard'>;
export type Standing = Board['teams'][number];
export type OnBoard = Board['colleagues'][number];

/** Asked again this long after something happened, and this often in any case: what nobody touches becomes at risk too. */
const SETTLE_MS = 700;
const REFRESH_MS = 10_000;

/** The board, kept in step with what happens. Its conversations are held as rows, so that each is drawn as it stands now. */
export function useBoard(): [Asked<Board>, () => void] {
  const { brand } = usePerson();
  const [asked, again] = useAsked('readTeamBoard', { brand: brand.id });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const regular = setInterval(again, REFRESH_MS);
    const forget = onEvent(({ data }) => {
      if (data.kind === 'presence.changed' || 'conversation' in data || data.kind.startsWith('turn.')) {
        // The first of a burst sets the time, or a desk that never rests would never ask.
        timer.current ??= setTimeout(() => {
          timer.current = undefined;
          again();
        }, SETTLE_MS);
      }
    });
    return () => {
      clearInterval(regular);
      clearTimeout(timer.current);
      timer.current = undefined;
      forget();
    };
  }, [again]);
  useEffect(() => {
    if (asked.kind === 'ready') holdRows(asked.value.conversations);
  }, [asked]);
  return [asked, again];
}
