/** Which words rose: said by more people than before, and by so many more that hardly any of those told of is chance. */
import { type RisenWord, risenWords } from '../listening/risen-words.ts';
import { FALSE_SHARE, falseDiscovery, studentAbove } from './growth.ts';

/** What one person wrote, each word once. */
export type Voice = { by: string; words: readonly string[] };

export const RISEN_SHOWN = 20;
/** Under this many people before, nothing is known of what is usual. */
const PEOPLE_AT_LEAST = 20;
/** Words by fewer people are not looked at. */
const SAID_BY_AT_LEAST = 3;
/** Student's distribution with so many degrees of freedom is the normal one to six digits. */
const MANY = 1_000_000;

export type Risen = {
  words: (RisenWord & { before: number; ofBefore: number })[];
  /** People heard. */
  now: number;
  before: number;
};

/** The surest first. One person counts once for each word, however often they wrote it. */
export function risenOf(now: readonly Voice[], before: readonly Voice[]): Risen {
  const [here, there] = [byPerson(now), byPerson(before)];
  const told = { now: here.length, before: there.length };
  if (there.length < PEOPLE_AT_LEAST) return { ...told, words: [] };
  const words = counted(there);
  const found = risenWords(here, { posts: there.length, words, rareUpTo: 0 }, Number.POSITIVE_INFINITY);
  const looked = [...Object.values(counted(here))].filter(n => n >= SAID_BY_AT_LEAST).length;
  const chances = [
    ...found.map(({ score }) => studentAbove(score, MANY)),
    ...new Array<number>(looked - found.length).fill(1),
  ];
  const sure = falseDiscovery(chances);
  const kept = found.filter((_, at) => (sure[at] ?? 1) <= FALSE_SHARE).slice(0, RISEN_SHOWN);
  return { ...told, words: kept.map(one => ({ ...one, before: words[`.${one.word}`] ?? 0, ofBefore: there.length })) };
}

function byPerson(voices: readonly Voice[]): string[][] {
  const people = new Map<string, Set<string>>();
  for (const { by, words } of voices) {
    const said = people.get(by) ?? new Set();
    for (const word of words) said.add(word);
    people.set(by, said);
  }
  return [...people.values()].map(said => [...said]);
}

/** By word, each with a dot before it, as `UsualWords` has them. */
function counted(people: readonly (readonly string[])[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const words of people) for (const word of words) counts[`.${word}`] = (counts[`.${word}`] ?? 0) + 1;
  return counts;
}
