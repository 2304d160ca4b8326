/**
 * What an outside model said, added to what was read here. It adds and never takes away: no intent goes, nothing becomes less urgent, and
 * a language that is known stays. The mood is the one thing both speak about: each counts half, so that where ours is sure it stands.
 */
import {
  DANGERS,
  REQUEST_PREFIX,
  type Read,
  type Readings,
  type Reason,
  SENTIMENTS,
  type Sentiment,
  type Urgency,
} from '../reading.ts';
import type { OutsideSaid } from './answer.ts';

/** Kept with a message: what which model said of it. */
export type OutsideHeld = { model: string; said: OutsideSaid };

/** How sure an outside model counts as being. What such models say of their own sureness is no chance of anything. */
export const OUTSIDE_SURE = 0.8;
/** A language read with less is often wrong; the outside model's stands then. */
export const LANGUAGE_STANDS_FROM = 0.6;

export function withOutside(read: Readings, { model, said }: OutsideHeld): Readings {
  const reason = (weight: number): Reason => ({ kind: 'fact', fact: 'outside_model', weight, name: model });
  const intents = said.intents === undefined ? read.intents : addedIntents(read.intents, said.intents, reason(1));
  const isNewDanger = isDanger(intents) && !isDanger(read.intents);
  const urgency: Urgency = isNewDanger ? 3 : (said.urgency ?? 0);
  return {
    ...read,
    intents,
    sentiment: said.sentiment === undefined ? read.sentiment : mixed(read.sentiment, said.sentiment, reason),
    language: languageOf(read.language, said.language, reason(1)),
    urgency: urgency > read.urgency.value ? { value: urgency, sure: OUTSIDE_SURE, reasons: [reason(1)] } : read.urgency,
  };
}

const KINDS_OF_DANGER: ReadonlySet<string> = new Set(['danger', ...DANGERS]);

function isDanger(intents: readonly Read<string>[]): boolean {
  return intents.some(({ value }) => KINDS_OF_DANGER.has(value));
}

/** `danger` stands beside each danger, `request` beside each kind of request. */
function addedIntents(before: readonly Read<string>[], said: readonly string[], reason: Reason): Read<string>[] {
  const withParents = said.flatMap(name => {
    if (name.startsWith(REQUEST_PREFIX)) return ['request', name];
    return KINDS_OF_DANGER.has(name) ? ['danger', name] : [name];
  });
  const fresh = [...new Set(withParents)].filter(name => !before.some(({ value }) => value === name));
  const added = fresh.map((value): Read<string> => ({ value, sure: OUTSIDE_SURE, reasons: [reason] }));
  const dangers = added.filter(({ value }) => KINDS_OF_DANGER.has(value));
  return [...dangers, ...before, ...added.filter(one => !dangers.includes(one))];
}

function mixed(
  ours: Readings['sentiment'],
  said: Sentiment,
  reason: (weight: number) => Reason,
): NonNullable<Readings['sentiment']> {
  const rest = (1 - OUTSIDE_SURE) / (SENTIMENTS.length - 1);
  const chanceOf = (mood: Sentiment) => {
    const theirs = mood === said ? OUTSIDE_SURE : rest;
    return ours === null ? theirs : (ours.chances[mood] + theirs) / 2;
  };
  const chances = { negative: chanceOf('negative'), neutral: chanceOf('neutral'), positive: chanceOf('positive') };
  const isTheirs = ours === null || chances[said] > chances[ours.value];
  const value = isTheirs ? said : ours.value;
  // Words that spoke for another mood do not explain this one.
  const before = ours?.value === value ? ours.reasons : [];
  return { value, sure: chances[value], chances, reasons: [...before, reason(value === said ? 1 : -1)] };
}

function languageOf(ours: Readings['language'], said: string | null | undefined, reason: Reason): Readings['language'] {
  if (said === undefined || said === null) return ours;
  if (ours.value !== null && ours.sure >= LANGUAGE_STANDS_FROM) return ours;
  return { value: said, sure: OUTSIDE_SURE, reasons: [reason] };
}
