import type { OutputOf } from '../../../../src/contract/api.ts';
import { DEFAULT_STEPS } from '../../../../src/core/escalation.ts';
import { ANYTHING, DEFAULT_WARNINGS, type Policy } from '../../../../src/core/policy.ts';

export type PolicyRow = OutputOf<'listPolicies'>['rows'][number];
/** `version` null: not kept yet. */
export type Draft = Omit<PolicyRow, 'version'> & { version: number | null };
export type Tried = OutputOf<'tryPolicies'>;

export function freshDraft(id: string, name: string): Draft {
  return {
    id,
    name,
    conditions: ANYTHING,
    firstMinutes: 30,
    nextMinutes: 60,
    resolutionMinutes: null,
    hours: { kind: 'team' },
    warnings: DEFAULT_WARNINGS,
    steps: DEFAULT_STEPS,
    version: null,
  };
}

/** What is on the screen: each row as it is being edited, what is new before all others. */
export function draftsOver(rows: readonly PolicyRow[], edited: ReadonlyMap<string, Draft>): Draft[] {
  const known = new Set(rows.map(row => row.id));
  const added = [...edited.values()].filter(draft => draft.version === null && !known.has(draft.id));
  return [...added, ...rows.map(row => edited.get(row.id) ?? row)];
}

export function isSame(a: Draft, b: Draft): boolean {
  return JSON.stringify(wishOf(a)) === JSON.stringify(wishOf(b));
}

/** Everything a lead decides, in one order, so that two can be held against each other. */
export function wishOf({
  name,
  conditions,
  firstMinutes,
  nextMinutes,
  resolutionMinutes,
  hours,
  warnings,
  steps,
}: Policy | Draft) {
  return { name, conditions, firstMinutes, nextMinutes, resolutionMinutes, hours, warnings, steps };
}

/** What the server needs to say how often it would have been kept. */
export function triedOf({ id, conditions, firstMinutes, nextMinutes, resolutionMinutes, hours }: Draft) {
  return { id, conditions, firstMinutes, nextMinutes, resolutionMinutes, hours };
}

/** `50, 80` as shares, in order; null when it cannot be read. */
export function readWarnings(text: string): number[] | null {
  const shares = text
    .split(/[\s,;%]+/)
    .filter(Boolean)
    .map(part => Number(part) / 100);
  if (shares.some(share => !(share > 0 && share < 1))) return null;
  return [...new Set(shares)].sort((a, b) => a - b);
}

export function writeWarnings(shares: readonly number[]): string {
  return shares.map(share => Math.round(share * 10_000) / 100).join(', ');
}

/** The order with one moved by so many places. */
export function moved(ids: readonly string[], id: string, to: number): string[] {
  const rest = ids.filter(one => one !== id);
  const place = Math.max(0, Math.min(rest.length, to));
  return [...rest.slice(0, place), id, ...rest.slice(place)];
}
