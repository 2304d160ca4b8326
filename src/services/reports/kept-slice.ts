/** A slice as it is kept to be read again later: a period, and filters. */
import type { Filters, Period } from '../../core/insight/slice.ts';
import type { SliceQuery } from './slice-of.ts';

export type KeptSlice = { period: Period } & { [Name in keyof Filters]?: Filters[Name] | undefined };

/** What is not there is left out. */
export function queryOfKept({ period, ...filters }: KeptSlice): SliceQuery {
  const said = Object.entries(filters).filter(([, value]) => value !== undefined);
  return { period, ...(Object.fromEntries(said) as Filters) };
}
