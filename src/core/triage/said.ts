/** What a person says of a post instead of what was read: one aspect at a time, on top of the reading and taken back exactly. */
import { Refusal } from '../refusal.ts';
import {
  type About,
  type Aspect,
  DANGERS,
  INTENTS,
  type Noise,
  REQUEST_PREFIX,
  REQUESTS,
  type ReadingsView,
  type Sentiment,
  type Urgency,
} from './reading.ts';

export type Said =
  | { aspect: 'language'; value: string | null }
  | { aspect: 'noise'; value: Noise | null }
  | { aspect: 'about'; value: About }
  | { aspect: 'sentiment'; value: Sentiment }
  | { aspect: 'intents'; value: { add: string[]; remove: string[] } }
  | { aspect: 'urgency'; value: Urgency };

/** That part of a view which one aspect is. */
export type Part = Partial<Omit<ReadingsView, 'personal' | 'said'>>;

/** Of a post that nobody has read. */
export const UNREAD: ReadingsView = {
  language: null,
  languageSure: 0,
  noise: null,
  noiseSure: 0,
  about: null,
  aboutSure: 0,
  sentiment: null,
  chances: [],
  intents: [],
  urgency: 0,
  personal: [],
  said: [],
};

const KEYS: Record<Aspect, readonly (keyof Part)[]> = {
  language: ['language', 'languageSure'],
  noise: ['noise', 'noiseSure'],
  about: ['about', 'aboutSure'],
  sentiment: ['sentiment', 'chances'],
  intents: ['intents'],
  urgency: ['urgency'],
};

export function partOf(view: ReadingsView, aspect: Aspect): Part {
  return Object.fromEntries(KEYS[aspect].map(key => [key, view[key]]));
}

/**
 * The view with what people say of one aspect, in the order they said it; nothing said: as it was read.
 * @param read that aspect as it was read
 */
export function withSaid(view: ReadingsView, aspect: Aspect, read: Part, said: readonly Said[]): ReadingsView {
  const others = view.said.filter(one => one !== aspect);
  const base = { ...view, ...read };
  if (said.length === 0) return { ...base, said: others };
  for (const one of said) Object.assign(base, partSaid(base, one));
  return { ...base, said: [...others, aspect] };
}

/** A reading made anew, with what people have set before left as it stands. */
export function keepSaid(read: ReadingsView, before: ReadingsView | null): ReadingsView {
  if (before === null || before.said.length === 0) return read;
  return Object.assign({ ...read, said: before.said }, ...before.said.map(aspect => partOf(before, aspect)));
}

const CHANCES: Record<Sentiment, number[]> = { negative: [1, 0, 0], neutral: [0, 1, 0], positive: [0, 0, 1] };

function partSaid(view: ReadingsView, said: Said): Part {
  switch (said.aspect) {
    case 'language':
      return { language: said.value, languageSure: 1 };
    case 'noise':
      return { noise: said.value, noiseSure: 1 };
    case 'about':
      return { about: said.value, aboutSure: 1 };
    case 'sentiment':
      return { sentiment: said.value, chances: CHANCES[said.value] };
    case 'urgency':
      return { urgency: said.value };
    case 'intents':
      return { intents: intentsSaid(view.intents, said.value) };
  }
}

const KINDS_OF_DANGER: ReadonlySet<string> = new Set(DANGERS);

/** `danger` stands beside each danger, `request` beside each kind of request; without it, its kinds are not there either. */
function intentsSaid(
  before: ReadingsView['intents'],
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
): ReadingsView['intents'] {
  const gone = new Set(remove);
  const isGone = (name: string) => gone.has(name) || gone.has(parentOf(name) ?? name);
  const kept = before.filter(({ name }) => !isGone(name) || add.includes(name));
  const added = [...add, ...add.flatMap(name => parentOf(name) ?? [])];
  const all = [
    ...[...new Set(added)].map(name => ({ name, sure: 1 })),
    ...kept.filter(({ name }) => !added.includes(name)),
  ];
  const wasOneDanger = before.some(({ name }) => KINDS_OF_DANGER.has(name));
  const isOneDanger = all.some(({ name }) => KINDS_OF_DANGER.has(name));
  // Its last kind taken away, the danger is gone with it.
  return wasOneDanger && !isOneDanger && !add.includes('danger') ? all.filter(({ name }) => name !== 'danger') : all;
}

/** `danger` of `legal`, `request` of `request.refund`; null of all others. */
function parentOf(name: string): string | null {
  if (KINDS_OF_DANGER.has(name)) return 'danger';
  return name.startsWith(REQUEST_PREFIX) ? 'request' : null;
}

/** Refuses intents that nobody here has. @param ownRequests the company's own kinds of request, without their prefix */
export function checkSaid(said: Said, ownRequests: readonly string[]): Said {
  if (said.aspect !== 'intents') return said;
  const names = new Set(intentNames(ownRequests));
  const { add, remove } = said.value;
  const [strange] = add.filter(name => !names.has(name));
  if (strange !== undefined)
    throw new Refusal('not_valid', `There is no intent “${strange}” here. Add it to the kinds of request first.`);
  if (add.length + remove.length === 0) throw new Refusal('not_valid', 'Say which intents to add or to take away.');
  const [both] = add.filter(name => remove.includes(name));
  if (both !== undefined) throw new Refusal('not_valid', `“${both}” cannot be added and taken away at once.`);
  return said;
}

/** Everything an intent can be called in a company. */
export function intentNames(ownRequests: readonly string[]): string[] {
  return [...new Set([...INTENTS, ...[...REQUESTS, ...ownRequests].map(kind => `${REQUEST_PREFIX}${kind}`)])];
}

/** What learning takes one aspect of a post to be: names, several only of intents. `none`: no noise. Null: nothing to learn from. */
export function labelOf(view: ReadingsView, aspect: Aspect): string[] | null {
  switch (aspect) {
    case 'language':
      return view.language === null ? null : [view.language];
    case 'noise':
      return [view.noise ?? 'none'];
    case 'about':
      return view.about === null ? null : [view.about];
    case 'sentiment':
      return view.sentiment === null ? null : [view.sentiment];
    case 'intents':
      return view.intents.map(({ name }) => name);
    case 'urgency':
      return [String(view.urgency)];
  }
}

/** How sure a reading of one aspect was; null: it has no such figure. */
export function sureOf(part: Part, aspect: Aspect): number | null {
  if (aspect === 'sentiment') return part.chances?.length ? Math.max(...part.chances) : null;
  if (aspect === 'language') return part.languageSure ?? null;
  if (aspect === 'noise') return part.noiseSure ?? null;
  return aspect === 'about' ? (part.aboutSure ?? null) : null;
}
