/**
 * What the author of a post wants, several things at once. A head that learnt from labelled posts decides, told of the plain words
 * as well; plain words alone decide where there is no head, and where they are so plain that no head is needed. Dangers come from
 * their own rules, kinds of request that a company added from its own words.
 */
import type { DangerRead } from './danger.ts';
import type { Features } from './features.ts';
import { chancesOf, type Head, pushesOf } from './head.ts';
import { type CueKind, type Cues, cuesOf, extrasOf } from './intents-cues.ts';
import { plainIntents } from './intents-plain.ts';
import type { OwnFound } from './own-words.ts';
import { DANGERS, REQUEST_PREFIX, type Read, type Reason, TRIAGE_READ_LIMIT } from './reading.ts';

export type IntentsAsked = {
  text: string;
  features: Features;
  /** `intents`, shipped or taught on top of it; its extras are `CUE_EXTRAS`. None: plain words alone. */
  head: Head | undefined;
  dangers: readonly DangerRead[];
  /** Found by the words a company wrote down: `danger` and `requests` of `own-words.ts`. */
  ownDangers: readonly OwnFound[];
  ownRequests: readonly OwnFound[];
  /** False: without reasons that would have to be looked for. */
  explains?: boolean;
};

/** How sure a rule is taken to be that nobody measured. */
const RULE_SURE = 0.7;

/** @returns danger first, then the surest; kinds of request as `request.…`, only where something is asked or complained of */
export function readIntents(asked: IntentsAsked): Read<string>[] {
  const { text, features, head, dangers, ownDangers, ownRequests, explains = true } = asked;
  const cues = cuesOf(text);
  const wanted = wantedBy(explains ? text : '', features, head, cues);
  for (const { name, span } of ownRequests) {
    for (const intent of ['request', `${REQUEST_PREFIX}${name}`])
      merge(wanted, { value: intent, sure: RULE_SURE, reasons: [saying([span])] });
  }
  const byRule = dangerous(dangers, ownDangers);
  for (const { value } of byRule) wanted.delete(value);
  const found = [...wanted.values()].filter(({ value }) => !value.startsWith(REQUEST_PREFIX) || isAsked(wanted));
  found.sort((a, b) => b.sure - a.sure);
  const taught = found.filter(({ value }) => isDanger(value));
  return [...under(byRule, taught), ...found.filter(({ value }) => !isDanger(value))];
}

/** Dangers a head was taught stand beside those of the rules; one of either kind is a danger. */
function under(byRule: Read<string>[], taught: Read<string>[]): Read<string>[] {
  const [surest] = taught;
  if (surest === undefined) return byRule;
  const named = taught.filter(({ value }) => value !== 'danger');
  return byRule.length > 0 ? [...byRule, ...named] : [{ ...surest, value: 'danger' }, ...named];
}

function isDanger(value: string): boolean {
  return value === 'danger' || DANGER_NAMES.has(value);
}

const DANGER_NAMES: ReadonlySet<string> = new Set(DANGERS);

function wantedBy(text: string, features: Features, head: Head | undefined, cues: Cues): Map<string, Read<string>> {
  const wanted = new Map<string, Read<string>>();
  const plain = plainIntents(cues);
  if (head === undefined) {
    for (const [value, sure] of plain) {
      if (sure >= PLAIN_HOLDS) wanted.set(value, { value, sure, reasons: reasonsFor(value, cues) });
    }
    return wanted;
  }
  const chances = chancesOf(head, features, extrasOf(cues));
  for (const [k, value] of head.classes.entries()) {
    const chance = chances[k] ?? 0;
    const ruled = BY_HEAD_ALONE.has(value) ? 0 : (plain.get(value) ?? 0);
    const isWorded = plain.has(value) || !NEEDS_A_WORD.has(value) || (chance >= WORDLESS_HOLDS && value !== 'thanks');
    const isByHead = chance >= (head.thresholds[k] ?? 1) && isWorded;
    if (!isByHead && (ruled < RULE_HOLDS || chance < HEAD_OBJECTS)) continue;
    wanted.set(value, {
      value,
      sure: Math.max(chance, isByHead ? 0 : ruled),
      reasons: reasonsFor(value, cues, head, text, k),
    });
  }
  return wanted;
}

/** There the head, told of all cues, was measured to be better than the cues are. */
const BY_HEAD_ALONE: ReadonlySet<string> = new Set([
  'complaint',
  'question',
  'request',
  'request.bug',
  'request.access',
]);
/** Nobody thanks without a word of thanks, and "no thanks" is none; the others are seldom said without a plain word … */
const NEEDS_A_WORD: ReadonlySet<string> = new Set(['thanks', 'request', 'question', 'praise']);
/** … unless the head is this sure. */
const WORDLESS_HOLDS = 0.6;
/** From here on plain words hold where there is no head, … */
const PLAIN_HOLDS = 0.5;
/** … and from here on even where there is one … */
const RULE_HOLDS = 0.6;
/** … unless the head thinks it next to impossible. */
const HEAD_OBJECTS = 0.02;

const MATTERS = ['request', 'complaint', 'leaving', 'question'];

function isAsked(wanted: ReadonlyMap<string, unknown>): boolean {
  return MATTERS.some(intent => wanted.has(intent));
}

function dangerous(dangers: readonly DangerRead[], own: readonly OwnFound[]): Read<string>[] {
  if (dangers.length + own.length === 0) return [];
  const ofOwn = own.map(
    ({ name, span }): Reason => ({ kind: 'fact', fact: 'danger_rule', weight: 1, spans: [span], name }),
  );
  const each = dangers.map(dangerRead);
  const reasons = [...each.flatMap(one => one.reasons), ...ofOwn];
  const sure = Math.max(...each.map(one => one.sure), ofOwn.length > 0 ? RULE_SURE : 0);
  return [{ value: 'danger', sure, reasons }, ...each];
}

function dangerRead({ danger, spans, heard }: DangerRead): Read<string> {
  if (heard === undefined)
    return {
      value: danger,
      sure: RULE_SURE,
      reasons: [{ kind: 'fact', fact: 'danger_rule', weight: 1, spans, name: danger }],
    };
  const reasons = heard.pushes.map(({ span, weight }): Reason => ({ kind: 'words', spans: [span], weight }));
  return { value: danger, sure: heard.sure, reasons };
}

function merge(wanted: Map<string, Read<string>>, read: Read<string>): void {
  const known = wanted.get(read.value);
  if (known === undefined) wanted.set(read.value, read);
  else
    wanted.set(read.value, {
      ...known,
      sure: Math.max(known.sure, read.sure),
      reasons: [...known.reasons, ...read.reasons],
    });
}

/** Which plain words speak for an intent; kinds of request have a list of their own name. */
const CUES_FOR: Readonly<Record<string, readonly CueKind[]>> = {
  complaint: ['trouble', 'failing', 'spoilt', 'waiting', 'lacking'],
  question: ['wondering', 'asking'],
  request: ['wanting', 'calling'],
};

/** Where a kind of request has no word of its own, what is wrong with what says what it is about. */
const FOR_REQUESTS: readonly CueKind[] = ['failing', 'trouble', 'wanting', 'wondering'];

/** The words of the lists, and where none stands there those that moved the head: these have to be looked for. */
function reasonsFor(value: string, cues: Cues, head?: Head, text = '', classAt = 0): Reason[] {
  const isRequest = value.startsWith(REQUEST_PREFIX);
  const kinds = CUES_FOR[value] ?? [value.replace(REQUEST_PREFIX, '') as CueKind];
  const spans = kinds.flatMap(kind => cues.spans.get(kind) ?? []);
  if (value === 'question') spans.push(...cues.marks);
  if (spans.length === 0 && isRequest) spans.push(...FOR_REQUESTS.flatMap(kind => cues.spans.get(kind) ?? []));
  if (spans.length > 0 || head === undefined) return spans.slice(0, REASON_LIMIT).map(span => saying([span]));
  const read = text.slice(0, TRIAGE_READ_LIMIT);
  return pushesOf(head, read, classAt).map(({ span, weight }) => ({ kind: 'words', spans: [span], weight }));
}

const REASON_LIMIT = 6;
/** Words of a list weigh alike. */
const LISTED = 0.5;

function saying(spans: { start: number; end: number }[]): Reason {
  return { kind: 'words', spans, weight: LISTED };
}
