import { useState } from 'react';
import type { WallShift } from '../../../../src/core/insight/wall-shifts.ts';
import type { View } from './view.ts';

export type Drawn = {
  rows: readonly WallShift[];
  isChanged: boolean;
  /** The shift that keys and fields act on. */
  chosen: string | null;
  choose(id: string | null): void;
  add(shift: WallShift): void;
  put(id: string, change: Partial<Omit<WallShift, 'id'>>): void;
  remove(id: string): void;
  replace(rows: readonly WallShift[]): void;
  discard(): void;
};

const LONGEST = 48;

/** The week's shifts as they are drawn, from those that are saved. */
export function useShifts(view: View): Drawn {
  const [drawn, setDrawn] = useState<readonly WallShift[] | null>(null);
  const [chosen, choose] = useState<string | null>(null);
  const rows = drawn ?? view.shifts.rows;
  return {
    rows,
    isChanged: drawn !== null,
    chosen: rows.some(({ id }) => id === chosen) ? chosen : null,
    choose,
    add(shift) {
      setDrawn([...rows, shift]);
      choose(shift.id);
    },
    put(id, change) {
      setDrawn(rows.map(row => (row.id === id ? within({ ...row, ...change }) : row)));
    },
    remove(id) {
      setDrawn(rows.filter(row => row.id !== id));
    },
    replace: setDrawn,
    discard() {
      setDrawn(null);
      choose(null);
    },
  };
}

/** A shift begins within its day, lasts half an hour or more, and a day at most. */
export function within(shift: WallShift): WallShift {
  const from = Math.max(0, Math.min(47, shift.from));
  const until = Math.max(from + 1, Math.min(from + LONGEST, shift.until));
  return { ...shift, from, until, people: Math.max(1, Math.min(500, shift.people)) };
}

/** By half hours; a shift that would leave its day stays where it is. */
export function moved(shift: WallShift, by: number): Pick<WallShift, 'from' | 'until'> {
  const from = Math.max(0, Math.min(47, shift.from + by));
  return { from, until: shift.until + from - shift.from };
}
