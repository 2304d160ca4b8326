/** What is promised to whom: an ordered list, of which the first that fits applies and says why. */
import { DEFAULT_STEPS, type EscalationStep } from './escalation.ts';
import type { Visibility } from './post.ts';
import type { Noise, Sentiment, Urgency } from './triage/reading.ts';
import type { Priority } from './view.ts';

/** An empty list, or null, asks for nothing. Everything that is asked for must be so; within a list, one of it is enough. */
export type PolicyConditions = {
  inboxIds: readonly string[];
  networks: readonly string[];
  visibility: Visibility | null;
  /** `el` fits `el-GR` too. */
  languages: readonly string[];
  priorities: readonly Priority[];
  /** As conversations carry them: `complaint`, `danger`, `request.refund`. */
  intents: readonly string[];
  /** Of the customer's newest words. */
  sentiments: readonly Sentiment[];
  /** At least so urgent. */
  urgency: Urgency | null;
  /** True: noise alone; false: no noise. */
  noise: boolean | null;
  /** Of the person. */
  contactTags: readonly string[];
  /** Of the conversation. */
  tags: readonly string[];
  teamIds: readonly string[];
  /** True: found by a listening query; false: sent to us. */
  heard: boolean | null;
};

/**
 * In which time the minutes are counted. `always`: every minute. `team`: the hours of the team that has the conversation; the
 * brand's first calendar where it has none; every minute where there is no calendar at all.
 */
export type PolicyHours = { kind: 'always' } | { kind: 'calendar'; calendarId: string } | { kind: 'team' };

export type Policy = {
  id: string;
  name: string;
  conditions: PolicyConditions;
  /** In minutes; null: nothing is promised. */
  firstMinutes: number | null;
  nextMinutes: number | null;
  resolutionMinutes: number | null;
  hours: PolicyHours;
  /** Shares of a promise after which we are warned, rising, between 0 and 1. */
  warnings: readonly number[];
  /** What happens when it is at risk, breaks, and stays broken; in their order. */
  steps: readonly EscalationStep[];
};

export const DEFAULT_WARNINGS = [0.5, 0.8] as const;
export const WARNINGS_PER_POLICY = 5;
export const POLICIES_PER_BRAND = 100;
/** A month. */
export const PROMISE_LIMIT_MINUTES = 43_200;
/** A year. */
export const RESOLUTION_LIMIT_MINUTES = 527_040;
export const VALUES_PER_CONDITION = 100;

export const ANYTHING: PolicyConditions = {
  inboxIds: [],
  networks: [],
  visibility: null,
  languages: [],
  priorities: [],
  intents: [],
  sentiments: [],
  urgency: null,
  noise: null,
  contactTags: [],
  tags: [],
  teamIds: [],
  heard: null,
};

/** What the conditions look at. */
export type PolicyFacts = {
  inboxId: string;
  network: string;
  visibility: Visibility;
  lang: string | null;
  priority: Priority;
  intents: readonly string[];
  sentiment: Sentiment | null;
  urgency: Urgency | null;
  noise: Noise | null;
  contactTags: readonly string[];
  tags: readonly string[];
  teamId: string | null;
  heard: boolean;
};

export type PolicyCondition = keyof PolicyConditions;
/** A condition that was asked for and is so, with what met it. */
export type PolicyReason = { condition: PolicyCondition; value: string };

export type ChosenPolicy<P extends Policy = Policy> = { policy: P | null; because: PolicyReason[] };

/** The first that fits. Without a reason: it asks for nothing. Without a policy: none fits, and nothing is promised. */
export function choosePolicy<P extends Policy>(policies: readonly P[], facts: PolicyFacts): ChosenPolicy<P> {
  for (const policy of policies) {
    const { against, because } = fitOf(policy.conditions, facts);
    if (against === null) return { policy, because };
  }
  return { policy: null, because: [] };
}

/** `applies`: the first that fits. `later`: it would fit, but one before it did. `against`: the first condition that is not so. */
export type PolicyVerdict = { policyId: string } & (
  | { kind: 'applies' | 'later'; because: PolicyReason[] }
  | { kind: 'against'; against: PolicyCondition }
);

/** Every policy in its order, and what speaks for or against it. */
export function explainPolicies(policies: readonly Policy[], facts: PolicyFacts): PolicyVerdict[] {
  let isChosen = false;
  return policies.map(({ id, conditions }) => {
    const { against, because } = fitOf(conditions, facts);
    if (against !== null) return { policyId: id, kind: 'against', against };
    const kind = isChosen ? 'later' : 'applies';
    isChosen = true;
    return { policyId: id, kind, because };
  });
}

export type Fit = { against: PolicyCondition | null; because: PolicyReason[] };

/** Whether everything that is asked for is so; if not, what is first against it. */
export function fitOf(asked: PolicyConditions, facts: PolicyFacts): Fit {
  const because: PolicyReason[] = [];
  for (const condition of CONDITIONS) {
    if (!isAsked(asked, condition)) continue;
    const value = metBy(asked, condition, facts);
    if (value === null) return { against: condition, because };
    because.push({ condition, value });
  }
  return { against: null, because };
}

/** In the order in which a person would say them. */
export const CONDITIONS = [
  'intents',
  'urgency',
  'sentiments',
  'noise',
  'priorities',
  'visibility',
  'heard',
  'inboxIds',
  'networks',
  'languages',
  'teamIds',
  'tags',
  'contactTags',
] as const satisfies readonly PolicyCondition[];

function isAsked(asked: PolicyConditions, condition: PolicyCondition): boolean {
  const wanted = asked[condition];
  return Array.isArray(wanted) ? wanted.length > 0 : wanted !== null;
}

function metBy(asked: PolicyConditions, condition: PolicyCondition, facts: PolicyFacts): string | null {
  switch (condition) {
    case 'inboxIds':
      return oneOf(asked.inboxIds, [facts.inboxId]);
    case 'networks':
      return oneOf(asked.networks, [facts.network]);
    case 'visibility':
      return facts.visibility === asked.visibility ? facts.visibility : null;
    case 'languages':
      return asked.languages.find(wanted => facts.lang !== null && isLanguage(wanted, facts.lang)) ?? null;
    case 'priorities':
      return oneOf(asked.priorities, [facts.priority]);
    case 'intents':
      return oneOf(asked.intents, facts.intents);
    case 'sentiments':
      return facts.sentiment === null ? null : oneOf(asked.sentiments, [facts.sentiment]);
    case 'urgency':
      return facts.urgency !== null && facts.urgency >= (asked.urgency ?? 0) ? String(facts.urgency) : null;
    case 'noise':
      return (facts.noise !== null) === asked.noise ? (facts.noise ?? 'none') : null;
    case 'contactTags':
      return oneTag(asked.contactTags, facts.contactTags);
    case 'tags':
      return oneTag(asked.tags, facts.tags);
    case 'teamIds':
      return facts.teamId === null ? null : oneOf(asked.teamIds, [facts.teamId]);
    case 'heard':
      return facts.heard === asked.heard ? String(facts.heard) : null;
  }
}

function oneOf(wanted: readonly string[], had: readonly string[]): string | null {
  return wanted.find(one => had.includes(one)) ?? null;
}

/** Tags are the same whatever their case. */
function oneTag(wanted: readonly string[], had: readonly string[]): string | null {
  const lower = had.map(tag => tag.toLowerCase());
  return wanted.find(one => lower.includes(one.toLowerCase())) ?? null;
}

/** `pt` fits `pt` and `pt-BR`; `pt-BR` fits only itself. */
function isLanguage(wanted: string, lang: string): boolean {
  const [asked, said] = [wanted.toLowerCase(), lang.toLowerCase()];
  return said === asked || said.startsWith(`${asked}-`) || said.startsWith(`${asked}_`);
}

/** What a new brand promises until somebody chooses otherwise. */
export function defaultPolicies(makeId: () => string): Policy[] {
  const shared = { resolutionMinutes: null, warnings: DEFAULT_WARNINGS, steps: DEFAULT_STEPS };
  return [
    {
      ...shared,
      id: makeId(),
      name: 'Danger',
      conditions: { ...ANYTHING, intents: ['danger'] },
      firstMinutes: 5,
      nextMinutes: 5,
      hours: { kind: 'always' },
    },
    {
      ...shared,
      id: makeId(),
      name: 'Public complaints',
      conditions: { ...ANYTHING, intents: ['complaint'], visibility: 'public' },
      firstMinutes: 5,
      nextMinutes: 5,
      hours: { kind: 'team' },
    },
    {
      ...shared,
      id: makeId(),
      name: 'Everything else',
      conditions: ANYTHING,
      firstMinutes: 30,
      nextMinutes: 60,
      hours: { kind: 'team' },
    },
  ];
}
