/** How far each label is believed, and what is to be said of those who gave them. */
import type { TaughtLabel } from './labels.ts';

/** What was found of one colleague's labels. `counts`: 1 fully, less where it was cut. */
export type OneVoice = { agentId: string; oneSided: string | null; contradicts: number; counts: number };

export type Trust = {
  /** By label. */
  weights: number[];
  people: OneVoice[];
  /** Texts of which different things are said. */
  contradictions: number;
  /** The share of labels that somebody contradicts. */
  contradicted: number;
};

/** So many labels, so nearly all alike, of posts of which more than half were read as something else: who marks like that marks everything. */
const ONE_SIDED_LABELS = 15;
const ONE_SIDED_SHARE = 0.95;
const READ_OTHERWISE_SHARE = 0.5;
const ONE_SIDED_COUNTS = 0.25;
/** Who is contradicted this often, in so many labels, counts half. */
const CONTRADICTED_LABELS = 5;
const CONTRADICTED_SHARE = 0.3;
const CONTRADICTED_COUNTS = 0.5;

/** @param read what the shipped head says of each label's text, written as the label's value is by `valueKey` */
export function trustOf(labels: readonly TaughtLabel[], read: readonly string[]): Trust {
  const agreed = agreement(labels);
  const people = [...Map.groupBy(labels.keys(), at => labels[at]?.by ?? null)].flatMap(([agentId, places]) =>
    agentId === null ? [] : [voiceOf(agentId, places, { labels, read, agreed: agreed.shares })],
  );
  const counts = new Map(people.map(one => [one.agentId, one.counts]));
  return {
    weights: labels.map(({ weight, by }, at) => weight * (agreed.shares[at] ?? 1) * (counts.get(by ?? '') ?? 1)),
    people,
    contradictions: agreed.contradictions,
    contradicted: agreed.shares.filter(share => share < 1).length / Math.max(1, labels.length),
  };
}

export function valueKey(value: readonly string[]): string {
  return [...value].sort().join(' ');
}

/** Texts that differ in capitals and spaces only are the same text. */
export function textKey(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Of the weight of all labels of one text, the share that says the same as this one. */
function agreement(labels: readonly TaughtLabel[]): { shares: number[]; contradictions: number } {
  const shares = labels.map(() => 1);
  let contradictions = 0;
  for (const places of Map.groupBy(labels.keys(), at => textKey(labels[at]?.text ?? '')).values()) {
    const byValue = new Map<string, number>();
    let all = 0;
    for (const at of places) {
      const { value = [], weight = 0 } = labels[at] ?? {};
      byValue.set(valueKey(value), (byValue.get(valueKey(value)) ?? 0) + weight);
      all += weight;
    }
    if (byValue.size < 2) continue;
    contradictions += 1;
    for (const at of places) shares[at] = (byValue.get(valueKey(labels[at]?.value ?? [])) ?? 0) / all;
  }
  return { shares, contradictions };
}

type Heard = { labels: readonly TaughtLabel[]; read: readonly string[]; agreed: readonly number[] };

function voiceOf(agentId: string, places: readonly number[], { labels, read, agreed }: Heard): OneVoice {
  const values = Map.groupBy(places, at => valueKey(labels[at]?.value ?? []));
  const [most = '', same = []] = [...values].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  const isAlike = places.length >= ONE_SIDED_LABELS && same.length >= ONE_SIDED_SHARE * places.length;
  const otherwise = same.filter(at => read[at] !== most).length;
  const oneSided = isAlike && otherwise > READ_OTHERWISE_SHARE * same.length ? most : null;
  const contradicts = places.filter(at => (agreed[at] ?? 1) <= 0.5).length;
  const isContradicted = contradicts >= CONTRADICTED_LABELS && contradicts >= CONTRADICTED_SHARE * places.length;
  const counts = oneSided !== null ? ONE_SIDED_COUNTS : isContradicted ? CONTRADICTED_COUNTS : 1;
  return { agentId, oneSided, contradicts, counts };
}
