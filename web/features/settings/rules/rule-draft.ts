import type { OutputOf } from '../../../../src/contract/api.ts';
import { ANYTHING } from '../../../../src/core/policy.ts';
import { parseQuery } from '../../../../src/core/query/parse.ts';
import type { Rule, RuleAction, RuleConditions } from '../../../../src/core/rule.ts';

export type RuleRow = OutputOf<'listRules'>['rows'][number];
export type Trial = OutputOf<'tryRule'>;
/** `version` null: not kept yet. */
export type RuleDraft = Rule & { version: number | null };

export const ASKS_NOTHING: RuleConditions = {
  ...ANYTHING,
  words: null,
  statuses: [],
  unassigned: null,
  known: null,
  followers: null,
  shows: [],
  risk: null,
  hours: null,
};

export function freshRule(id: string, name: string): RuleDraft {
  return {
    id,
    name,
    isOn: false,
    events: ['wrote'],
    conditions: ASKS_NOTHING,
    actions: [],
    stops: false,
    version: null,
  };
}

/** What is on the screen: each rule as it is being edited, what is new behind all others. */
export function rulesOver(rows: readonly RuleRow[], edited: ReadonlyMap<string, RuleDraft>): RuleDraft[] {
  const known = new Set(rows.map(row => row.id));
  const added = [...edited.values()].filter(draft => draft.version === null && !known.has(draft.id));
  return [...rows.map(row => edited.get(row.id) ?? draftOf(row)), ...added];
}

export function draftOf({ id, name, isOn, events, conditions, actions, stops, version }: RuleRow): RuleDraft {
  return { id, name, isOn, events, conditions, actions, stops, version };
}

/** Everything a lead decides, in one order and as it travels. */
export function wishOf({ name, isOn, events, conditions, actions, stops }: Rule) {
  return {
    name: name.trim(),
    isOn,
    events: [...events],
    conditions: { ...conditions, words: conditions.words?.trim() || null },
    actions: actions.map(action => ({ ...action })),
    stops,
  };
}

export function isSame(a: Rule, b: Rule): boolean {
  return JSON.stringify(wishOf(a)) === JSON.stringify(wishOf(b));
}

/** It says when, its words can be read, and every deed is filled in. */
export function isWhole(draft: RuleDraft): boolean {
  const { name, actions } = draft;
  return name.trim() !== '' && isAskable(draft) && actions.length > 0 && actions.every(isFilledIn);
}

/** Enough is said to ask what it would have done. */
export function isAskable({ events, conditions: { words } }: Rule): boolean {
  return events.length > 0 && (words === null || words.trim() === '' || parseQuery(words).kind === 'query');
}

function isFilledIn(action: RuleAction): boolean {
  if (action.kind === 'tag' || action.kind === 'untag') return action.tags.length > 0;
  if (action.kind === 'note') return action.text.trim() !== '';
  if (action.kind === 'draft') return action.savedReplyId !== '';
  return true;
}
