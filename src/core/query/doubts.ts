/** What may be worth knowing about a query that can be read. */
import { isCommonWord } from './common-words.ts';
import type { Notes } from './notices.ts';
import { printQuery } from './print.ts';
import type { Leaf, Query } from './query.ts';
import { leavesOf } from './shape.ts';

export function noteDoubts(query: Query, notes: Notes): void {
  const parts = query.kind === 'and' ? query.all : [query];
  noteContradictions(parts, notes);
  noteRivals(parts, notes);
  noteRepeats(query, notes);
  noteCommon(query, notes);
  for (const leaf of leavesOf(query)) noteLink(leaf, notes);
}

/** `kestrel -kestrel` */
function noteContradictions(parts: readonly Query[], notes: Notes): void {
  const asked = new Set(parts.filter(isLeaf).map(foldedText));
  const leftOut = parts.flatMap(part =>
    part.kind !== 'not' ? [] : part.without.kind === 'or' ? part.without.any : [part.without],
  );
  for (const leaf of leftOut.filter(isLeaf)) {
    if (asked.has(foldedText(leaf))) notes.hint('contradiction', leaf.at, { text: printQuery(leaf) });
  }
}

/** `lang:de lang:en` */
function noteRivals(parts: readonly Query[], notes: Notes): void {
  for (const kind of ['lang', 'network', 'from'] as const) {
    const [one, two] = parts.filter(isLeaf).filter(leaf => leaf.kind === kind && !isWithin(leaf, parts));
    if (one === undefined || two === undefined || foldedText(one) === foldedText(two)) continue;
    notes.hint('cannot_both', two.at, { one: printQuery(one), two: printQuery(two) });
  }
}

/** `lang:de lang:de-AT` is clumsy, but can be heard. */
function isWithin(leaf: Leaf, parts: readonly Query[]): boolean {
  return leaf.kind === 'lang' && parts.some(part => part.kind === 'lang' && part.lang.startsWith(`${leaf.lang}-`));
}

function noteRepeats(query: Query, notes: Notes): void {
  if (query.kind === 'not') noteRepeats(query.without, notes);
  if (query.kind !== 'and' && query.kind !== 'or') return;
  const parts = query.kind === 'and' ? query.all : query.any;
  const seen = new Set<string>();
  for (const part of parts) {
    if (!isLeaf(part)) noteRepeats(part, notes);
    else if (seen.has(foldedText(part))) notes.hint('repeated', part.at, { text: printQuery(part) });
    else seen.add(foldedText(part));
  }
}

/** Only where nothing rarer must occur besides. */
function noteCommon(query: Query, notes: Notes): void {
  for (const leaf of commonAnchors(query) ?? []) {
    if (leaf.kind === 'word') notes.hint('common_word', leaf.at, { word: leaf.word.text });
  }
}

/** The common words by which alone a post would be heard; null where something rarer must occur. */
function commonAnchors(query: Query): Leaf[] | null {
  if (query.kind === 'or') {
    const sides = query.any.flatMap(side => commonAnchors(side) ?? []);
    return sides.length > 0 ? sides : null;
  }
  if (query.kind === 'and') {
    const parts = query.all.filter(part => !['not', 'lang', 'network', 'has'].includes(part.kind)).map(commonAnchors);
    return parts.includes(null) ? null : parts.flatMap(part => part ?? []);
  }
  return query.kind === 'word' && !query.word.prefix && isCommonWord(query.word.text) ? [query] : null;
}

/** `kestrel.example` without link: in front */
function noteLink(leaf: Leaf, notes: Notes): void {
  if (leaf.kind !== 'word' || leaf.word.exact) return;
  const { text } = leaf.word;
  if (/^(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:\/\S*)?$/i.test(text)) notes.hint('looks_like_link', leaf.at, { link: text });
}

function isLeaf(query: Query): query is Leaf {
  return query.kind !== 'and' && query.kind !== 'or' && query.kind !== 'not';
}

function foldedText(leaf: Leaf): string {
  return leaf.kind === 'word' && leaf.word.exact ? printQuery(leaf) : printQuery(leaf).toLowerCase();
}
