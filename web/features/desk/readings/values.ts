/** What a person may say instead of a reading, in an order that stays: the first nine have a number key. */
import {
  type Aspect,
  DANGERS,
  NOISES,
  REQUEST_PREFIX,
  type ReadingsView,
  SENTIMENTS,
  URGENCIES,
} from '../../../../src/core/triage/reading.ts';
import type { Said } from '../../../../src/core/triage/said.ts';

export type Value = {
  /** As corrections name it. */
  name: string;
  /** It holds now. */
  on: boolean;
  /** What choosing it says; null: nothing, a person has said so already. */
  said: Said | null;
};

const FIRST = ['complaint', 'question', 'request', 'praise', 'thanks', 'leaving', 'danger', ...DANGERS];

/** @param intents everything an intent can be called here */
export function valuesOf(aspect: Aspect, view: ReadingsView, intents: readonly string[]): Value[] {
  switch (aspect) {
    case 'intents':
      return intentValues(view, intents);
    case 'sentiment':
      return SENTIMENTS.map(value => one(view, value, value === view.sentiment, { aspect, value }));
    case 'urgency':
      return URGENCIES.map(value => one(view, String(value), value === view.urgency, { aspect, value }));
    case 'noise':
      return [null, ...NOISES].map(value => one(view, value ?? 'none', value === view.noise, { aspect, value }));
    case 'about':
      return (['us', 'other'] as const).map(value => one(view, value, value === view.about, { aspect, value }));
    case 'language':
      return [];
  }
}

/** What was read can be said to be right as well: that teaches as much as a correction. Said once, it is said. */
function one({ said: saidOf }: ReadingsView, name: string, on: boolean, said: Said): Value {
  return { name, on, said: on && saidOf.includes(said.aspect) ? null : said };
}

/** Several may hold: choosing one that holds takes it away. */
function intentValues(view: ReadingsView, intents: readonly string[]): Value[] {
  const held = new Set(view.intents.map(({ name }) => name));
  const known = new Set(intents);
  const others = intents.filter(name => name.startsWith(REQUEST_PREFIX));
  return [...FIRST.filter(name => known.has(name)), ...others].map(name => {
    const on = held.has(name);
    const value = on ? { add: [], remove: [name] } : { add: [name], remove: [] };
    return { name, on, said: { aspect: 'intents', value } };
  });
}

/** More numbers no keyboard has. */
export const KEYED_VALUES = 9;

/** The value a number key means; undefined: none. */
export function valueOfKey(values: readonly Value[], key: string): Value | undefined {
  return /^[1-9]$/.test(key) ? values[Number(key) - 1] : undefined;
}

/** What was said, by the names of the values that hold or no longer hold with it. */
export function saidNames(said: Said): { name: string; isTaken: boolean }[] {
  if (said.aspect !== 'intents') return [{ name: String(said.value ?? 'none'), isTaken: false }];
  const { add, remove } = said.value;
  return [...add.map(name => ({ name, isTaken: false })), ...remove.map(name => ({ name, isTaken: true }))];
}

/** Offered before all others; the rest of the world's languages can be read, and said by the API. */
export const OFFERED_LANGUAGES =
  'ar bg bn ca cs da de el en es et fa fi fr gu he hi hr hu hy id is it ja ka ko lt lv mr ms nb nl pa pl pt ro ru sk sl sq sr sv sw ta te th tl tr uk ur vi zh'.split(
    ' ',
  );
