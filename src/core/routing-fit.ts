/** Musts: the languages and networks people named, and how rare each is among those who are here. */
import type { Because } from './because.ts';
import type { Hand, Work } from './routing.ts';
import { writeSkill } from './skill.ts';
import { leftMs, promisedMs } from './urgency.ts';

export type Fits = { because: Because[] };

export type Pool = {
  /** How many who are on, and how many of all, may take a language or network. */
  on(kind: 'language' | 'network', value: string): number;
  all(kind: 'language' | 'network', value: string): number;
  /** How rare what this agent could do instead is, 0 to 1. */
  rareBeside(hand: Hand, work: Work): number;
  /** How rare what this work needs is, 0 to 1. */
  rareFor(hand: Hand, work: Work): number;
};

/** While nobody who is on fits, it waits for somebody who does until this share of its promise is left. */
const WAIT_FOR_SKILL_SHARE = 0.5;

export function takes(hand: Hand, kind: 'language' | 'network', value: string): boolean {
  const named = hand.skills.filter(skill => skill.kind === kind);
  return named.length === 0 || named.some(skill => skill.value === value);
}

export function poolOf(hands: readonly Hand[]): Pool {
  const on = hands.filter(hand => hand.presence === 'on' && hand.inHours);
  const counted = new Map<string, number>();
  const count = (among: readonly Hand[], name: string, kind: 'language' | 'network', value: string): number => {
    const key = `${name} ${kind}:${value}`;
    const known = counted.get(key);
    if (known !== undefined) return known;
    const n = among.filter(hand => takes(hand, kind, value)).length;
    counted.set(key, n);
    return n;
  };
  const isOn = (kind: 'language' | 'network', value: string) => count(on, 'on', kind, value);
  const rarity = (kind: 'language' | 'network', value: string) =>
    on.length < 2 ? 0 : 1 - (isOn(kind, value) - 1) / (on.length - 1);
  return {
    on: isOn,
    all: (kind, value) => count(hands, 'all', kind, value),
    rareBeside(hand, work) {
      const beside = hand.skills.filter(
        skill =>
          (skill.kind === 'language' && skill.value !== work.language) ||
          (skill.kind === 'network' && skill.value !== work.network),
      );
      return Math.max(0, ...beside.map(({ kind, value }) => (kind === 'topic' ? 0 : rarity(kind, value))));
    },
    rareFor(hand, { language, network }) {
      const needs = hand.skills.filter(
        skill => writeSkill(skill) === `language:${language}` || writeSkill(skill) === `network:${network}`,
      );
      return Math.max(0, ...needs.map(({ kind, value }) => (kind === 'topic' ? 0 : rarity(kind, value))));
    },
  };
}

/** Those who may take it; where nobody here can and waiting would break the promise, everybody, and it says so. */
export function fitOf(
  work: Work,
  hands: readonly Hand[],
  pool: Pool,
  now: Date,
): { fits: Fits; those: readonly Hand[] } {
  const { language, network } = work;
  const speaks = (hand: Hand) => language === null || takes(hand, 'language', language);
  const knows = (hand: Hand) => takes(hand, 'network', network);
  const those = hands.filter(hand => speaks(hand) && knows(hand));
  if (those.length > 0) return { fits: { because: named(work, those, pool) }, those };
  const noLanguage = language !== null && pool.on('language', language) === 0;
  const noNetwork = pool.on('network', network) === 0;
  if (!noLanguage && !noNetwork) return { fits: { because: [] }, those: [] };
  const comesLater =
    (!noLanguage || pool.all('language', language) > 0) && (!noNetwork || pool.all('network', network) > 0);
  if (comesLater && leftMs(work, now) > promisedMs(work) * WAIT_FOR_SKILL_SHARE)
    return { fits: { because: [] }, those: [] };
  const best = hands.filter(hand => (noLanguage || speaks(hand)) && (noNetwork || knows(hand)));
  const because: Because = {
    kind: 'nobodyFits',
    language: noLanguage ? language : null,
    network: noNetwork ? network : null,
  };
  return { fits: { because: [because] }, those: best };
}

/** Said only where it decided something: they named it, and not everybody here can. */
function named({ language, network }: Work, those: readonly Hand[], pool: Pool): Because[] {
  const because: Because[] = [];
  const isNamed = (written: string) => those.some(hand => hand.skills.some(skill => writeSkill(skill) === written));
  if (language !== null && isNamed(`language:${language}`)) {
    because.push({ kind: 'language', language, others: Math.max(0, pool.on('language', language) - 1) });
  }
  if (isNamed(`network:${network}`)) {
    because.push({ kind: 'network', network, others: Math.max(0, pool.on('network', network) - 1) });
  }
  return because;
}
