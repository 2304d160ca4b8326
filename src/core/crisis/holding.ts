/** One message to many who wait: who gets it, in which words, and how fast it may leave. */
import type { Allowance } from '../allowance.ts';
import { allowanceNow, tightest } from '../allowance.ts';
import { chooseVariant, fillPlaces, type Values, type Variant } from '../saved-reply.ts';
import { searchable } from '../text.ts';
import { DANGER_INTENTS } from '../weight.ts';

/** Why somebody does not get it. */
export const LEFT_OUT = [
  'not_waiting',
  'danger',
  'told',
  'same_person',
  'language',
  'incomplete',
  'too_long',
  'network',
  'claimed',
] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** One conversation of a crisis, as far as this asks about it. */
export type Waiting = {
  id: string;
  contactId: string | null;
  channelId: string;
  network: string;
  lang: string | null;
  isWaiting: boolean;
  /** A holding message has left, or is about to, since they began to wait. */
  isTold: boolean;
  /** A colleague answers it at this moment. */
  isClaimed: boolean;
  intents: readonly string[];
  turnOpenedAtMs: number;
  values: Values;
};

export type PlannedHolding = { id: string; text: string; lang: string | null };
export type HoldingPlan = {
  chosen: PlannedHolding[];
  leftOut: { id: string; why: LeftOut }[];
  /** By network, of those chosen: how many, and how many read word for word the same as another. */
  networks: { network: string; n: number; same: number }[];
};

/** As many as one holding reply goes to. */
export const HOLDING_LIMIT = 500;
/** On one network, no more than so many may read exactly the same: more of it looks like spam, to people and to networks. */
export const SAME_MOST = 10;

/**
 * Those who wait longest first. A person who waits in two places is told once. Where several wordings are given for a language, they
 * take turns. @param fits whether the words may stand on that channel; null: they may
 */
export function planHolding(
  waiting: readonly Waiting[],
  variants: readonly Variant[],
  fits: (one: Waiting, text: string) => LeftOut | null,
): HoldingPlan {
  const chosen: PlannedHolding[] = [];
  const leftOut: HoldingPlan['leftOut'] = [];
  const people = new Set<string>();
  const turns = new Map<Variant, number>();
  const rows = new Map(waiting.map(one => [one.id, one]));
  for (const one of waiting.toSorted((a, b) => a.turnOpenedAtMs - b.turnOpenedAtMs)) {
    const why = whyNot(one, people);
    const words = why === null ? wordsFor(one, variants, turns) : why;
    const last = typeof words === 'string' ? words : fits(one, words.text);
    if (typeof words === 'string' || last !== null) {
      leftOut.push({ id: one.id, why: typeof words === 'string' ? words : (last ?? 'network') });
      continue;
    }
    if (one.contactId !== null) people.add(one.contactId);
    chosen.push({ id: one.id, ...words });
  }
  return { chosen, leftOut, networks: countSame(chosen, rows) };
}

function whyNot(one: Waiting, people: ReadonlySet<string>): LeftOut | null {
  if (!one.isWaiting) return 'not_waiting';
  // Who speaks of danger gets a person, not a notice.
  if (one.intents.some(intent => DANGER_INTENTS.has(intent))) return 'danger';
  if (one.isTold) return 'told';
  if (one.isClaimed) return 'claimed';
  return one.contactId !== null && people.has(one.contactId) ? 'same_person' : null;
}

function wordsFor(
  one: Waiting,
  variants: readonly Variant[],
  turns: Map<Variant, number>,
): { text: string; lang: string | null } | LeftOut {
  const choice = chooseVariant(variants, { lang: one.lang, network: one.network });
  // In a language they do not write, it would only show that nobody looked.
  if (choice === null || choice.fit.lang === 'other' || choice.fit.network === 'other') return 'language';
  const { variant } = choice;
  const turn = turns.get(variant) ?? 0;
  const { text, missing } = fillPlaces(variant.texts[turn % variant.texts.length] ?? '', one.values);
  if (missing.length > 0) return 'incomplete';
  turns.set(variant, turn + 1);
  return { text, lang: variant.lang };
}

function countSame(chosen: readonly PlannedHolding[], rows: ReadonlyMap<string, Waiting>): HoldingPlan['networks'] {
  const byNetwork = Map.groupBy(chosen, ({ id }) => rows.get(id)?.network ?? '');
  return [...byNetwork]
    .map(([network, group]) => {
      const texts = [...Map.groupBy(group, ({ text }) => searchable(text)).values()];
      return { network, n: group.length, same: Math.max(0, ...texts.map(same => same.length)) };
    })
    .sort((a, b) => b.n - a.n || (a.network < b.network ? -1 : 1));
}

/** Nobody posts the same thing every half second by hand. */
export const LEAST_GAP_MS = 2_000;
/** Colleagues answer meanwhile: a holding reply leaves them at least this share of what a network allows. */
const LEFT_TO_COLLEAGUES = 0.5;

/** How long to wait between two on one channel; null: not now, too little is left. */
export function gapMs(allowances: readonly Allowance[], now: Date): number | null {
  const told = allowances.map(one => allowanceNow(one, now));
  const least = tightest(told);
  if (least !== null && least.left < 1 + LEFT_TO_COLLEAGUES * least.of) return null;
  const paces = told.map(({ perSeconds, of }) => (perSeconds === null || of <= 0 ? 0 : (perSeconds * 1_000) / of));
  return Math.max(LEAST_GAP_MS, ...paces.map(pace => pace / (1 - LEFT_TO_COLLEAGUES)));
}
