/** Which turns a screen of Insight looks at, as it stands in the address. */

import type { QueryOf } from '../../../src/contract/api.ts';
import { PERIODS, type Period } from '../../../src/core/insight/slice.ts';

/** Filters that may be said several times, any of them fits. */
export const SEVERAL = ['network', 'channel', 'inbox', 'team', 'language', 'reach'] as const;
/** Filters with one answer, and the answers there are. */
export const ONE = {
  visibility: ['public', 'private'],
  heard: ['true', 'false'],
  kind: ['first', 'next'],
  complaint: ['true', 'false'],
} as const;
type OneName = keyof typeof ONE;
const ONE_NAMES = Object.keys(ONE) as OneName[];

export type Slice = {
  period?: Period;
  since?: string;
  until?: string;
} & { [name in (typeof SEVERAL)[number]]?: string[] } & { [name in OneName]?: (typeof ONE)[name][number] };

/** As the endpoints take it: several values with commas between them. */
export type SliceQuery = QueryOf<'listInsightChoices'>;

export function queryOf(slice: Slice): SliceQuery {
  const { network, channel, inbox, team, language, reach, ...rest } = slice;
  const several = { network, channel, inbox, team, language, reach };
  return { ...rest, ...Object.fromEntries(Object.entries(several).map(([name, values]) => [name, values?.join(',')])) };
}

export const USUAL_PERIOD: Period = '28d';

/** What the address asks for; what it does not know is left out. */
export function readSlice(search: string): Slice {
  const said = new URLSearchParams(search);
  const slice: Slice = {};
  const [since, until] = [said.get('since'), said.get('until')];
  if (since !== null || until !== null) {
    if (since !== null) slice.since = since;
    if (until !== null) slice.until = until;
  } else {
    slice.period = PERIODS.find(period => period === said.get('period')) ?? USUAL_PERIOD;
  }
  for (const name of SEVERAL) if (said.has(name)) slice[name] = said.getAll(name);
  for (const name of ONE_NAMES) {
    const value = ONE[name].find(one => one === said.get(name));
    if (value !== undefined) Object.assign(slice, { [name]: value });
  }
  return slice;
}

/** The address of a slice, with whatever else stands in it. */
export function writeSlice(slice: Slice, more: Readonly<Record<string, string | null | undefined>> = {}): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...slice, ...more })) {
    if (name === 'period' && value === USUAL_PERIOD) continue;
    for (const one of Array.isArray(value) ? value : [value]) if (one) said.append(name, one);
  }
  return said.toString();
}

/** What stands in the address besides the slice. */
export function restOf(search: string): Record<string, string> {
  const known = new Set<string>(['period', 'since', 'until', ...SEVERAL, ...ONE_NAMES]);
  return Object.fromEntries([...new URLSearchParams(search)].filter(([name]) => !known.has(name)));
}

/** Whether anything but the period narrows it. */
export function isNarrowed(slice: Slice): boolean {
  return [...SEVERAL, ...ONE_NAMES].some(name => slice[name] !== undefined);
}
