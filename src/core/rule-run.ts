import { isOpen, type OpenTime } from './calendar/open-time.ts';
import { makeMatcher } from './match/matcher.ts';
import { fitOf } from './policy.ts';
import { parseQuery } from './query/parse.ts';
import type { Matchable } from './query/query.ts';
import { RULE_CHAIN_LIMIT, type Rule, type RuleAction, type RuleConditions } from './rule.ts';
import type { RuleFacts } from './rule-facts.ts';

/** One rule that fits what happened, and what it wants done, in order. */
export type RuleCommand = { rule: Pick<Rule, 'id' | 'name'>; actions: readonly RuleAction[] };

/** Rules made ready: their words compiled once. */
export type ReadyRules = {
  rules: readonly Rule[];
  /** Rules whose words stand in this post. */
  hearing: (post: Matchable) => ReadonlySet<string>;
  openTimes: ReadonlyMap<string, OpenTime>;
};

/** @param openTimes by calendar id */
export function readyRules(rules: readonly Rule[], openTimes: ReadonlyMap<string, OpenTime>): ReadyRules {
  const matcher = makeMatcher();
  for (const { id, conditions } of rules) {
    const parsed = conditions.words === null ? null : parseQuery(conditions.words);
    if (parsed?.kind === 'query') matcher.set(id, parsed.query);
  }
  return { rules, openTimes, hearing: post => new Set(matcher.match(post).map(({ queryId }) => queryId)) };
}

/**
 * Which rules act on what happened. They are read from top to bottom, and each sees what those above it set: the last to set
 * something has the word. Rules in `chain`, which this stems from, do not act again.
 */
export function runRules(ready: ReadyRules, facts: RuleFacts, chain: readonly string[]): RuleCommand[] {
  if (chain.length >= RULE_CHAIN_LIMIT) return [];
  const commands: RuleCommand[] = [];
  let seen = facts;
  let heard: ReadonlySet<string> | undefined;
  const hears = (id: string) => {
    heard ??= facts.post === null ? new Set() : ready.hearing(facts.post);
    return heard.has(id);
  };
  for (const rule of ready.rules) {
    if (!rule.isOn || chain.includes(rule.id) || !rule.events.includes(seen.event)) continue;
    if (!isMet(rule, seen, ready.openTimes, hears)) continue;
    commands.push({ rule: { id: rule.id, name: rule.name }, actions: rule.actions });
    seen = rule.actions.reduce(after, seen);
    if (rule.stops) break;
  }
  return commands;
}

function isMet(
  { id, conditions }: Rule,
  facts: RuleFacts,
  openTimes: ReadonlyMap<string, OpenTime>,
  hears: (ruleId: string) => boolean,
): boolean {
  return (
    fitOf(conditions, facts).against === null &&
    isSo(conditions, facts, openTimes) &&
    (conditions.words === null || hears(id))
  );
}

function isSo(asked: RuleConditions, facts: RuleFacts, openTimes: ReadonlyMap<string, OpenTime>): boolean {
  if (asked.statuses.length > 0 && !asked.statuses.includes(facts.status)) return false;
  if (asked.unassigned !== null && asked.unassigned !== (facts.assigneeId === null)) return false;
  if (asked.known !== null && asked.known !== facts.known) return false;
  // What the network does not tell is not taken for few or for many.
  if (asked.followers !== null && !(facts.followers !== null && facts.followers >= asked.followers)) return false;
  if (asked.risk !== null && !(facts.risk !== null && facts.risk >= asked.risk)) return false;
  if (asked.shows.length > 0 && !asked.shows.some(kind => facts.shows.includes(kind))) return false;
  if (asked.hours === null) return true;
  const open = openTimes.get(asked.hours.calendarId);
  return open !== undefined && isOpen(open, facts.at) === asked.hours.open;
}

/** The facts as the next rule sees them. */
function after(facts: RuleFacts, action: RuleAction): RuleFacts {
  switch (action.kind) {
    case 'tag':
      return { ...facts, tags: [...facts.tags, ...action.tags] };
    case 'untag': {
      const gone = new Set(action.tags.map(tag => tag.toLowerCase()));
      return { ...facts, tags: facts.tags.filter(tag => !gone.has(tag.toLowerCase())) };
    }
    case 'priority':
      return { ...facts, priority: action.priority };
    case 'assign':
      return { ...facts, assigneeId: action.agentId };
    case 'team':
      return { ...facts, teamId: action.teamId };
    default:
      return facts;
  }
}
