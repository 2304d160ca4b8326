import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INTENTS, REQUEST_PREFIX, REQUESTS } from '../src/core/triage/reading.ts';
import { readRows, type TrainingFolder } from '../src/dev/training.ts';
import { careLabels } from './care-labels.ts';
import { INTENT_POSTS } from './intents-examples.ts';

/** What the head reads: what customers want, and what about. Dangers are read by rules alone. */
export const CLASSES: readonly string[] = [
  ...INTENTS.slice(INTENTS.indexOf('complaint')),
  ...REQUESTS.map(kind => `${REQUEST_PREFIX}${kind}`),
];

/**
 * One text, and of which classes it is known whether they hold; the others are left out when those are fitted. `isOurs`: labelled by
 * hand by our guideline, so that chances and thresholds are drawn from it.
 */
export type Known = {
  text: string;
  weight: number;
  isOurs: boolean;
  isForCues?: boolean;
  holds: ReadonlySet<string>;
  known: ReadonlySet<string>;
};

const ALL: ReadonlySet<string> = new Set(CLASSES);
const WORTH = { care: 3, madeUp: 3, feeling: 0.3, banking: 0.3, command: 0.2, stranger: 0.3 };
/** Sets are larger than what they add. */
const TAKEN = { feelings: 6_000, banking: 3_000, commands: 3_000 };

export function careExamples(data: TrainingFolder, half: 'train' | 'test'): Known[] {
  return careLabels(data)
    .filter(one => one.half === half && one.text !== '')
    .map(({ text, intents, requests }) =>
      ours(text, [...intents, ...requests.map(kind => `${REQUEST_PREFIX}${kind}`)], WORTH.care),
    );
}

type MadeUp = { text: string; fold: 'val' | 'test'; intents: string[]; requests: string[] };

/** Posts made up for the tests, in nine languages. */
export function madeUpExamples(fold: MadeUp['fold']): Known[] {
  const rows = readRows<MadeUp>(join(import.meta.dirname, '../tests/triage/intents.jsonl'));
  return rows
    .filter(one => one.fold === fold)
    .map(({ text, intents, requests }) =>
      ours(text, [...intents, ...requests.map(kind => `${REQUEST_PREFIX}${kind}`)], WORTH.madeUp),
    );
}

const LETTERS: Readonly<Record<string, string>> = {
  c: 'complaint',
  q: 'question',
  r: 'request',
  p: 'praise',
  t: 'thanks',
  l: 'leaving',
};

/** Posts made up for training alone. */
export function inventedExamples(): Known[] {
  return INTENT_POSTS.map(line => {
    const [labels = '', text = ''] = line.split('|');
    const [letters = '', about] = labels.split('/');
    const holds = [...letters].flatMap(letter => LETTERS[letter] ?? []);
    if (about !== undefined) holds.push(`${REQUEST_PREFIX}${about}`);
    return ours(text, holds, WORTH.madeUp);
  });
}

function ours(text: string, holds: string[], weight: number): Known {
  return { text, weight, isOurs: true, holds: new Set(holds), known: ALL };
}

/** Sets of others, made for other ends: what they say of our classes is known in part. */
export function foreignExamples(data: TrainingFolder): Known[] {
  return [...feelings(data), ...banking(data), ...commands(data), ...strangers(data)];
}

const STRANGERS_KNOW = CLASSES.filter(one => !['question', 'praise', 'thanks'].includes(one));
/** One line in so many is kept for counting false alarms. */
const KEPT_ONE_IN = 5;

/** Posts of anybody about anything, in six languages: hardly one of them asks a company for something, or complains of one. */
function strangers(data: TrainingFolder): Known[] {
  const lines = readFileSync(join(data.path, 'language-tweets.txt'), 'utf8').trim().split('\n');
  const known = new Set(STRANGERS_KNOW);
  const taught = lines.filter((_, at) => at % KEPT_ONE_IN !== 0);
  return taught.map(line => {
    const text = line.slice(line.indexOf('\t') + 1);
    return { text, weight: WORTH.stranger, isOurs: false, isForCues: true, holds: new Set<string>(), known };
  });
}

const ADMIRATION = '0';
const GRATITUDE = '15';
const DISPLEASED = new Set(['2', '3', '9', '10', '11', '25']);
const WONDERING = new Set(['6', '7']);
const ASKS = /\?/;

function feelings(data: TrainingFolder): Known[] {
  const rows = data.rows<{ text: string; labels: string; fold: string }>('goemotions.jsonl');
  return some(rows, TAKEN.feelings).map(({ text, labels }) => {
    const felt = labels.split(',');
    const holds = new Set<string>();
    if (felt.includes(GRATITUDE)) holds.add('thanks');
    if (felt.includes(ADMIRATION)) holds.add('praise');
    if (ASKS.test(text) && felt.some(one => WONDERING.has(one))) holds.add('question');
    const known = new Set(['thanks', 'praise', 'leaving', ...CLASSES.filter(one => one.startsWith(REQUEST_PREFIX))]);
    if (holds.has('question') || !ASKS.test(text)) known.add('question');
    if (!felt.some(one => DISPLEASED.has(one))) known.add('complaint');
    return { text, weight: WORTH.feeling, isOurs: false, holds, known };
  });
}

/** What the names of its 77 kinds say of ours. */
const BANKING_ABOUT: readonly (readonly [RegExp, string])[] = [
  [/^(?:request_refund|Refund_not_showing_up)$/, 'request.refund'],
  [/^(?:cancel_transfer|terminate_account)$/, 'request.cancel'],
  [/^(?:card_arrival|card_delivery_estimate)$/, 'request.delivery'],
  [/^(?:passcode_forgotten|pin_blocked|unable_to_verify_identity)$/, 'request.access'],
  [/^(?:card_not_working|virtual_card_not_working|contactless_not_working|top_up_failed)$/, 'request.bug'],
  [/charge|fee|not_recognised|charged_twice|wrong_amount/, 'request.billing'],
];
const BANKING_TROUBLE =
  /not_working|failed|declined|not_recognised|charged_twice|fee_charged|extra_charge|not_showing|not_received|not_updated|wrong|swallowed|reverted|unable|compromised|pending/;
const BANKING_UNCLEAR = /arrival|lost|stolen|blocked|forgotten|refund|charge|delivery|beneficiary|expire/i;
const WISHES = /\b(?:please|can you|could you|i want|i need|i would like|i'd like|help)\b/i;
const OPENS_ASKING = /^(?:how|what|why|when|where|which|who|is|are|do|does|did|will)\b/i;

function banking(data: TrainingFolder): Known[] {
  const rows = data.rows<{ text: string; label: string; fold: string }>('banking77.jsonl');
  return some(rows, TAKEN.banking).map(({ text, label }) => {
    const holds = new Set(BANKING_ABOUT.flatMap(([kind, about]) => (kind.test(label) ? [about] : [])));
    const known = new Set(['praise', 'thanks', 'leaving', 'request.booking', 'request.refund', 'request.cancel']);
    for (const about of ['delivery', 'access', 'bug', 'billing'])
      if (!BANKING_UNCLEAR.test(label)) known.add(`request.${about}`);
    for (const about of holds) known.add(about);
    if (label === 'terminate_account') known.delete('leaving');
    if (BANKING_TROUBLE.test(label)) holds.add('complaint');
    if (holds.has('complaint') || !BANKING_UNCLEAR.test(label)) known.add('complaint');
    addForm(text, holds, known);
    return { text, weight: WORTH.banking, isOurs: false, holds, known };
  });
}

const COMMANDS_ABOUT: readonly (readonly [RegExp, string])[] = [
  [/^cancel(?:_reservation)?$/, 'request.cancel'],
  [/^(?:order_status|lost_luggage)$/, 'request.delivery'],
  [/^account_blocked$/, 'request.access'],
  [/^(?:book_flight|book_hotel|restaurant_reservation|confirm_reservation)$/, 'request.booking'],
];
const COMMANDS_UNCLEAR =
  /bill|card|fraud|cancel|order|flight|reserv|account|pin|password|charge|fee|thank|schedule|oos|sync|rental/;

function commands(data: TrainingFolder): Known[] {
  const rows = data.rows<{ text: string; label: string; fold: string }>('clinc150.jsonl');
  return some(rows, TAKEN.commands).map(({ text, label }) => {
    const holds = new Set(COMMANDS_ABOUT.flatMap(([kind, about]) => (kind.test(label) ? [about] : [])));
    const known = new Set(['praise', 'leaving', 'request.refund', 'request.bug', ...holds]);
    if (label === 'thank_you') holds.add('thanks');
    if (!COMMANDS_UNCLEAR.test(label)) for (const one of CLASSES) known.add(one);
    for (const form of ['question', 'request']) known.delete(form);
    known.add('thanks');
    addForm(text, holds, known);
    return { text, weight: WORTH.command, isOurs: false, holds, known };
  });
}

/** By the guideline "can you …?" asks for a deed and "how do I …?" for words; what is neither is left open. */
function addForm(text: string, holds: Set<string>, known: Set<string>): void {
  const [asks, wishes] = [OPENS_ASKING.test(text.trim()), WISHES.test(text)];
  if (asks === wishes) return;
  holds.add(asks ? 'question' : 'request');
  known.add('question').add('request');
}

/** As many as are wanted, evenly from all of them. */
function some<Row extends { fold: string }>(rows: readonly Row[], wanted: number): Row[] {
  const taught = rows.filter(({ fold }) => fold === 'train');
  const step = Math.max(1, taught.length / wanted);
  return Array.from({ length: Math.min(wanted, taught.length) }, (_, n) => taught[Math.floor(n * step)]).flatMap(
    one => one ?? [],
  );
}
