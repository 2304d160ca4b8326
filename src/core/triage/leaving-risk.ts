/**
 * How likely this customer is lost: points of named parts, added up and turned into a chance. Ten points multiply the odds by e
 * (about 2.7); with nothing known five customers in a hundred are taken to go, which is what zero points stand for:
 * score = 100 ÷ (1 + e^(2.94 − points ÷ 10)). The points are judgements, shown as such; `calibrationOf` says how they did.
 */
import { addPatterns, emptyPatterns, type Hit, hitsOf, meetings, type Patterns } from './danger-pattern.ts';
import { tokensOf } from './danger-text.ts';
import { LEAVING_LISTS, LEAVING_WORDS, LEAVINGS, type Leaving } from './leaving-words.ts';
import { type Sentiment, type Span, TRIAGE_READ_LIMIT } from './reading.ts';

export const RISK_PARTS = [
  'left',
  'leaving',
  'hint',
  'rival',
  'asked_before',
  'promise_broken',
  'angrier',
  'angry',
  'reach',
  'thanked',
] as const;
export type RiskPart = (typeof RISK_PARTS)[number];

/** `count`: how often, how many; `name`: the rival. `messageId` and `spans`: the words that said so. */
export type RiskReason = {
  part: RiskPart;
  points: number;
  count?: number;
  name?: string;
  messageId?: string;
  spans?: Span[];
};
export type Risk = { score: number; parts: RiskReason[] };

/** One message of the customer's, oldest first. */
export type RiskMessage = {
  id: string;
  text: string;
  sentiment: Sentiment | null;
  /** Rivals named in it (the brand's own list). */
  rivals: readonly { name: string; span: Span }[];
  /** Said before our last answer to them. */
  answered: boolean;
  /** A person here said it is about leaving (true) or is not (false); null: nobody did. */
  leavingSaid: boolean | null;
};

export type RiskAsked = {
  messages: readonly RiskMessage[];
  /** Promises to this customer that were broken in this conversation. */
  brokenPromises: number;
  /** Null: the network does not tell. */
  followers: number | null;
  isPublic: boolean;
};

export const RISK_POINTS: Readonly<Record<RiskPart, number>> = {
  left: 40,
  leaving: 30,
  hint: 14,
  rival: 12,
  /** For each message beyond the first that nobody has answered, up to three. */
  asked_before: 5,
  /** For each, up to two. */
  promise_broken: 8,
  angrier: 7,
  angry: 5,
  reach: 4,
  thanked: -14,
};
const ASKED_BEFORE_LIMIT = 3;
const PROMISES_LIMIT = 2;
export const REACH_FROM = 10_000;
/** Of the odds, with nothing known: 5 in 100. */
const NOTHING_KNOWN = -2.94;
const POINTS_PER_E = 10;

export function scoreOf(points: number): number {
  return Math.round(100 / (1 + Math.exp(-(NOTHING_KNOWN + points / POINTS_PER_E))));
}

/** @returns null where the customer has said nothing */
export function readRisk(asked: RiskAsked): Risk | null {
  const { messages } = asked;
  const newest = messages.at(-1);
  if (newest === undefined) return null;
  const parts = [
    ...leavingParts(messages),
    ...rivalParts(messages),
    ...askedParts(messages),
    ...factParts(asked),
    ...moodParts(messages),
  ];
  return { score: scoreOf(parts.reduce((sum, { points }) => sum + points, 0)), parts };
}

/** The strongest of what they said counts, once. */
function leavingParts(messages: readonly RiskMessage[]): RiskReason[] {
  let strongest: RiskReason | null = null;
  for (const { id, text, leavingSaid } of messages) {
    if (leavingSaid === false) continue;
    const read = readLeaving(text);
    const part = read?.part ?? (leavingSaid === true ? 'leaving' : null);
    if (part === null) continue;
    const reason = { part, points: RISK_POINTS[part], messageId: id, spans: read?.spans ?? [] };
    if (strongest === null || reason.points >= strongest.points) strongest = reason;
  }
  return strongest === null ? [] : [strongest];
}

/** The newest rival named. */
function rivalParts(messages: readonly RiskMessage[]): RiskReason[] {
  for (const { id, rivals } of messages.toReversed()) {
    const [first] = rivals;
    if (first === undefined) continue;
    const spans = rivals.filter(({ name }) => name === first.name).map(({ span }) => span);
    return [{ part: 'rival', points: RISK_POINTS.rival, name: first.name, messageId: id, spans }];
  }
  return [];
}

function askedParts(messages: readonly RiskMessage[]): RiskReason[] {
  const count = messages.filter(({ answered }) => !answered).length - 1;
  if (count < 1) return [];
  return [{ part: 'asked_before', points: RISK_POINTS.asked_before * Math.min(count, ASKED_BEFORE_LIMIT), count }];
}

function factParts({ brokenPromises, followers, isPublic }: RiskAsked): RiskReason[] {
  const parts: RiskReason[] = [];
  if (brokenPromises > 0) {
    const points = RISK_POINTS.promise_broken * Math.min(brokenPromises, PROMISES_LIMIT);
    parts.push({ part: 'promise_broken', points, count: brokenPromises });
  }
  if (isPublic && followers !== null && followers >= REACH_FROM)
    parts.push({ part: 'reach', points: RISK_POINTS.reach, count: followers });
  return parts;
}

const ANGER: Record<Sentiment, number> = { positive: 0, neutral: 1, negative: 2 };

/** Their last word on it; and whether it got worse on the way there. */
function moodParts(messages: readonly RiskMessage[]): RiskReason[] {
  const moods = messages.flatMap(({ sentiment }) => (sentiment === null ? [] : [sentiment]));
  const last = moods.at(-1);
  if (last === undefined) return [];
  const before = moods.slice(0, -1);
  if (last === 'positive' && before.includes('negative')) return [{ part: 'thanked', points: RISK_POINTS.thanked }];
  if (last !== 'negative') return [];
  const parts: RiskReason[] = [{ part: 'angry', points: RISK_POINTS.angry }];
  const mean = before.reduce((sum, mood) => sum + ANGER[mood], 0) / Math.max(1, before.length);
  const negatives = moods.length - (moods.findLastIndex(mood => mood !== 'negative') + 1);
  if (before.length > 0 && (mean < ANGER.negative || negatives >= ANGRY_IN_A_ROW))
    parts.push({ part: 'angrier', points: RISK_POINTS.angrier, count: negatives });
  return parts;
}

/** So many angry messages in a row are getting angrier, even when they began so. */
const ANGRY_IN_A_ROW = 3;

const PARTS = { gone: 'left', going: 'leaving', hint: 'hint' } as const;

/** Whether the words say that somebody goes, and which; null: they do not. */
export function readLeaving(text: string): { part: 'left' | 'leaving' | 'hint'; spans: Span[] } | null {
  const tokens = tokensOf(text.length > TRIAGE_READ_LIMIT ? text.slice(0, TRIAGE_READ_LIMIT) : text);
  const met = meetings(rules, tokens);
  if (met === null) return null;
  const hits = hitsOf(rules, met);
  const harmless = new Set(hits.flatMap(hit => (hit.of === 'place' ? hit.tokens : [])));
  for (const kind of ['gone', 'going', 'hint'] as const) {
    const own = hits.filter(hit => hit.of === kind && !hit.tokens.some(at => harmless.has(at)));
    if (own.length > 0) return { part: PARTS[kind], spans: own.slice(0, SPAN_LIMIT).map(hit => spanOf(hit)) };
  }
  return null;

  function spanOf({ tokens: at }: Hit<Leaving>): Span {
    return { start: tokens[Math.min(...at)]?.start ?? 0, end: tokens[Math.max(...at)]?.end ?? 0 };
  }
}

const SPAN_LIMIT = 3;

const rules: Patterns<Leaving> = emptyPatterns();
for (const kind of LEAVINGS) addPatterns(rules, kind, LEAVING_WORDS[kind], LEAVING_LISTS);
