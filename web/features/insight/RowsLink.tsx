import type { ReactNode } from 'react';
import type { DECISIONS, TurnsWanted } from '../../../src/core/insight/turn-row.ts';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { type Slice, writeSlice } from './slice.ts';

/** What narrows the turns of a slice down to those behind one figure; as `GET …/insight/rows` takes it. */
export type RowsAsked = Omit<TurnsWanted, 'today'> & { today?: (typeof DECISIONS)[number] | undefined };

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
