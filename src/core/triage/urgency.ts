/**
 * How soon a person must have answered: 3 now, 2 within the hour, 1 today, 0 can wait (docs/labelling.md). Plain rules over what
 * else was read, words of time, and what is known beside the words; each step leaves its reason.
 */
import { addPatterns, emptyPatterns, hitsOf, meetings, type Patterns } from './danger-pattern.ts';
import { tokensOf } from './danger-text.ts';
import type { Danger, Read, Reason, Span, Urgency } from './reading.ts';
import { TRIAGE_READ_LIMIT } from './reading.ts';
import { HASTE_LISTS, HASTE_WORDS, type Haste } from './urgency-words.ts';

export type UrgencyAsked = {
  text: string;
  /** Names of `INTENTS` and `request.…`, as read or as a person said. */
  intents: readonly string[];
  dangers: readonly { danger: Danger; spans: readonly Span[] }[];
  /** Since their oldest message that nobody has answered. */
  waitingMs: number;
  /** Messages of theirs before this one that nobody has answered. */
  repeated: number;
  /** Null: the network does not tell. */
  followers: number | null;
  isPublic: boolean;
};

/** Whoever waited so long, and says something again, is waiting angrily. */
export const LONG_WAIT_MS = 86_400_000;
/** As many unanswered messages before this one raise by one. */
export const REPEATED_FROM = 2;
/** From so many followers on, a complaint in public spreads while it waits. */
export const REACH_FROM = 25_000;

const ASKING = ['complaint', 'question', 'request', 'leaving'];
const PRESSING = ['complaint', 'request', 'leaving'];

export function readUrgency(asked: UrgencyAsked): Read<Urgency> {
  const haste = hasteOf(asked.text);
  const danger = dangerous(asked, haste);
  if (danger !== null) return danger;
  const asks = asked.intents.some(intent => ASKING.includes(intent));
  if (haste.minutes !== undefined && (asks || haste.urgent !== undefined || haste.shut_out !== undefined))
    return { value: 3, sure: MINUTES_SURE, reasons: [time(haste.minutes, 1)] };
  if (!asks && asked.intents.length > 0 && isCalm(haste)) return { value: 0, sure: CALM_SURE, reasons: [] };
  if (haste.solved !== undefined && !asked.intents.includes('question'))
    return { value: 0, sure: CALM_SURE, reasons: [words(haste.solved, -1)] };
  if (haste.idea !== undefined && !asked.intents.includes('complaint') && haste.urgent === undefined)
    return { value: 0, sure: IDEA_SURE, reasons: [words(haste.idea, -1)] };
  return raised(asked, haste);
}

/** Danger is for now. Somebody in their own account is for this hour: the harm is theirs to stop, and grows (docs/labelling.md). */
function dangerous({ dangers, intents }: UrgencyAsked, haste: Hastes): Read<Urgency> | null {
  if (dangers.length === 0 && !intents.includes('danger')) return null;
  const spans = dangers.flatMap(danger => [...danger.spans]);
  const isOwnAccount =
    haste.taken_over !== undefined && dangers.length > 0 && dangers.every(({ danger }) => danger === 'data_breach');
  const reasons: Reason[] = [{ kind: 'fact', fact: 'danger_rule', weight: 1, spans }];
  return isOwnAccount ? { value: 2, sure: TAKEN_OVER_SURE, reasons } : { value: 3, sure: DANGER_SURE, reasons };
}

/** Thanks and praise can wait, unless the words sound like need all the same. */
function isCalm({ shut_out, standing, urgent, minutes }: Hastes): boolean {
  return [shut_out, standing, urgent, minutes].every(spans => spans === undefined);
}

/** An ordinary matter is for today; harm that grows with each hour is for this one. */
function raised(asked: UrgencyAsked, haste: Hastes): Read<Urgency> {
  const reasons: Reason[] = [];
  let points = 0;
  const add = (more: number, reason: Reason) => {
    points += more;
    reasons.push(reason);
  };
  if (asked.intents.includes('leaving')) add(1, { kind: 'words', spans: [], weight: 1 });
  if (haste.shut_out !== undefined) add(SHUT_OUT, words(haste.shut_out, SHUT_OUT));
  else if (asked.intents.includes('request.access')) points += ACCESS;
  if (haste.urgent !== undefined) add(URGENT, time(haste.urgent, URGENT));
  if (haste.standing !== undefined) add(STANDING, time(haste.standing, STANDING));
  const presses = asked.intents.some(intent => PRESSING.includes(intent));
  if (presses && asked.waitingMs >= LONG_WAIT_MS) add(1, fact('waiting', Math.round(asked.waitingMs / 3_600_000)));
  if (presses && asked.repeated >= REPEATED_FROM) add(URGENT, fact('repeated', asked.repeated));
  if (asked.isPublic && asked.intents.includes('complaint') && (asked.followers ?? 0) >= REACH_FROM)
    add(URGENT, fact('reach', asked.followers ?? 0));
  return points >= RAISE_FROM ? { value: 2, sure: RAISED_SURE, reasons } : { value: 1, sure: ORDINARY_SURE, reasons };
}

/** One whole point raises. Words of haste alone are half of it where nothing else is pressing. */
const RAISE_FROM = 1;
const SHUT_OUT = 1;
const ACCESS = 0.5;
const URGENT = 0.5;
const STANDING = 0.5;

/** How often each came out right among the posts two people labelled; see docs/triage.md. */
const DANGER_SURE = 0.7;
const TAKEN_OVER_SURE = 0.7;
const MINUTES_SURE = 0.6;
const CALM_SURE = 0.7;
const IDEA_SURE = 0.5;
const RAISED_SURE = 0.6;
const ORDINARY_SURE = 0.85;

function fact(name: 'waiting' | 'repeated' | 'reach', count: number): Reason {
  return { kind: 'fact', fact: name, weight: 0.5, count };
}

function time(spans: Span[], weight: number): Reason {
  return { kind: 'fact', fact: 'time_words', weight, spans };
}

function words(spans: Span[], weight: number): Reason {
  return { kind: 'words', spans, weight };
}

export type Hastes = Partial<Record<Haste, Span[]>>;

/** The words that say how soon, by what they say. */
export function hasteOf(text: string): Hastes {
  const tokens = tokensOf(text.length > TRIAGE_READ_LIMIT ? text.slice(0, TRIAGE_READ_LIMIT) : text);
  const met = meetings(rules, tokens);
  const hastes: Hastes = {};
  if (met === null) return hastes;
  for (const { of, tokens: at } of hitsOf(rules, met)) {
    const span = { start: tokens[Math.min(...at)]?.start ?? 0, end: tokens[Math.max(...at)]?.end ?? 0 };
    const spans = hastes[of];
    if (spans === undefined) hastes[of] = [span];
    else if (spans.length < SPAN_LIMIT && !spans.some(other => span.start < other.end && other.start < span.end))
      spans.push(span);
  }
  return hastes;
}

const SPAN_LIMIT = 5;

const rules: Patterns<Haste> = emptyPatterns();
for (const haste of ['minutes', 'urgent', 'standing', 'shut_out', 'taken_over', 'solved', 'idea'] as const)
  addPatterns(rules, haste, HASTE_WORDS[haste], HASTE_LISTS);
