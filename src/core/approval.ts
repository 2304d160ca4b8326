/** Which answers wait for a lead before they leave: rules with conditions; the first that fits says why. */
import type { Reason, Why } from './approval-mark.ts';
import type { Role } from './permission.ts';
import { searchable } from './text.ts';
import type { Sentiment, Urgency } from './triage/reading.ts';
import type { Priority } from './view.ts';

/** Every condition that is set must hold; one that is left out does not matter. Empty lists count as left out. */
export type ApprovalRule = {
  id: string;
  name: string;
  isOn: boolean;
  /** Whose answers: those with one of these roles. */
  roles: Role[];
  /** Whose membership of the brand is younger than this. */
  newerThanDays: number | null;
  priorities: Priority[];
  /** What the turn is about, as read when it was heard. */
  intents: string[];
  tags: string[];
  networks: string[];
  langs: string[];
  inboxIds: string[];
  /** The mood of the customer's newest words that have one. */
  sentiments: Sentiment[];
  /** What waits reads as at least so urgent. */
  urgencyFrom: Urgency | null;
  /** The risk of losing them is at least this, of 100. */
  riskFrom: number | null;
  /** The author is followed by at least so many, where the network says it. */
  followersFrom: number | null;
  /** Words the answer itself holds: "refund", "lawyer". */
  words: string[];
};

export type ApprovalFacts = {
  role: Role;
  memberForDays: number;
  priority: Priority;
  intents: readonly string[];
  tags: readonly string[];
  network: string;
  lang: string | null;
  inboxId: string;
  sentiment: Sentiment | null;
  /** Null: nothing waits, or it was never read. */
  urgency: Urgency | null;
  /** Null: it was never weighed. */
  risk: number | null;
  /** Null: the network does not say. */
  followers: number | null;
  text: string;
};

/** Null: it may leave. Private answers and notes are never asked about. */
export function needsApproval(rules: readonly ApprovalRule[], facts: ApprovalFacts): Why | null {
  for (const rule of rules) {
    if (!rule.isOn) continue;
    const reasons = reasonsOf(rule, facts);
    if (reasons === null) continue;
    return { ruleId: rule.id, rule: rule.name, reasons: reasons.length === 0 ? [{ kind: 'everybody' }] : reasons };
  }
  return null;
}

/** What of the facts meets the rule; null where one condition is not met. */
function reasonsOf(rule: ApprovalRule, facts: ApprovalFacts): Reason[] | null {
  const reasons: Reason[] = [];
  if (rule.roles.length > 0) {
    if (!rule.roles.includes(facts.role)) return null;
    reasons.push({ kind: 'role', role: facts.role });
  }
  if (rule.newerThanDays !== null) {
    if (facts.memberForDays >= rule.newerThanDays) return null;
    reasons.push({ kind: 'new', days: Math.floor(facts.memberForDays) });
  }
  if (rule.priorities.length > 0) {
    if (!rule.priorities.includes(facts.priority)) return null;
    reasons.push({ kind: 'priority', priority: facts.priority });
  }
  if (rule.followersFrom !== null) {
    if (facts.followers === null || facts.followers < rule.followersFrom) return null;
    reasons.push({ kind: 'reach', followers: facts.followers });
  }
  const read = readReasons(rule, facts);
  if (read === null) return null;
  reasons.push(...read);
  for (const [kind, wanted, has] of lists(rule, facts)) {
    if (wanted.length === 0) continue;
    const word = wanted.find(one => has.some(other => plain(other) === plain(one)));
    if (word === undefined) return null;
    reasons.push({ kind, word });
  }
  if (rule.words.length > 0) {
    const text = ` ${searchable(facts.text)} `;
    const word = rule.words.find(one => searchable(one) !== '' && text.includes(` ${searchable(one)} `));
    if (word === undefined) return null;
    reasons.push({ kind: 'word', word });
  }
  return reasons;
}

/** What was read off the customer's words; null where one condition is not met. */
function readReasons({ sentiments, urgencyFrom, riskFrom }: ApprovalRule, facts: ApprovalFacts): Reason[] | null {
  const { sentiment, urgency, risk } = facts;
  const reasons: Reason[] = [];
  if (sentiments.length > 0) {
    if (sentiment === null || !sentiments.includes(sentiment)) return null;
    reasons.push({ kind: 'sentiment', sentiment });
  }
  if (urgencyFrom !== null) {
    if (urgency === null || urgency < urgencyFrom) return null;
    reasons.push({ kind: 'urgency', urgency });
  }
  if (riskFrom !== null) {
    if (risk === null || risk < riskFrom) return null;
    reasons.push({ kind: 'risk', score: risk });
  }
  return reasons;
}

type ListKind = 'intent' | 'tag' | 'network' | 'lang' | 'inbox';

function lists(rule: ApprovalRule, facts: ApprovalFacts): [ListKind, readonly string[], readonly string[]][] {
  return [
    ['intent', rule.intents, facts.intents],
    ['tag', rule.tags, facts.tags],
    ['network', rule.networks, [facts.network]],
    ['lang', rule.langs.map(mainTag), facts.lang === null ? [] : [mainTag(facts.lang)]],
    ['inbox', rule.inboxIds, [facts.inboxId]],
  ];
}

function plain(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase();
}

function mainTag(lang: string): string {
  return plain(lang).split(/[-_]/)[0] ?? '';
}
