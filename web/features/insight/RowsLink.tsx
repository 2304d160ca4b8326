import type { ReactNode } from 'react';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { type Slice, writeSlice } from './slice.ts';

/** What narrows the turns of a slice down to those behind one figure. */
export type RowsAsked = {
  outcome?: 'answered' | 'unanswered' | 'open' | 'not_needed' | 'withdrawn';
  /** Response time, in seconds: after `fromSeconds`, up to and with `toSeconds`. */
  fromSeconds?: number;
  toSeconds?: number;
  /** Hour of the week, where Monday 00:00 is 0. */
  slot?: number;
  agent?: string;
};

type Props = { slice: Slice; asked?: RowsAsked; children: ReactNode; label?: string };

/** A figure that opens the turns it was counted from. `label`: what is counted, where the words alone do not say it. */
export function RowsLink({ slice, asked = {}, children, label }: Props) {
  return (
    <RouteLink to={{ screen: 'insight', part: 'rows', search: rowsSearch(slice, asked) }} aria-label={label}>
      {children}
    </RouteLink>
  );
}

export function rowsSearch(slice: Slice, asked: RowsAsked): string {
  return writeSlice(
    slice,
    Object.fromEntries(
      Object.entries(asked).map(([name, value]) => [name, value === undefined ? null : String(value)]),
    ),
  );
}
