/** Mentions, links and tags in a text, where they stand in UTF-8 bytes (lexicon app.bsky.richtext.facet). */

export type Feature =
  | { $type: 'app.bsky.richtext.facet#mention'; did: string }
  | { $type: 'app.bsky.richtext.facet#link'; uri: string }
  | { $type: 'app.bsky.richtext.facet#tag'; tag: string };
export type Facet = { index: { byteStart: number; byteEnd: number }; features: Feature[] };

/** Something in a text that may become a facet. `start` and `end` in UTF-16 units. */
type Found = { start: number; end: number } & (
  | { kind: 'mention'; handle: string }
  | { kind: 'link'; uri: string }
  | { kind: 'tag'; tag: string }
);

const MENTION =
  /(?<=^|[\s(])@([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,62}\.)+[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)(?![\w@-])/g;
/** With a scheme, or plainly meant as a link: www, or a domain with a path behind it. */
const LINK = /(?<=^|[\s("'[])(https?:\/\/[^\s<>"]+|www\.[^\s<>"]+\.[^\s<>"]+|(?:[a-z0-9-]+\.)+[a-z]{2,}\/[^\s<>"]*)/gi;
const TAG =
  /(?<=^|\s)[#＃](?!\ufe0f)([^\s#＃\u00ad\u2060\u200a-\u200d]*[^\d\s\p{P}][^\s#＃\u00ad\u2060\u200a-\u200d]*)/gu;
/** Lexicon: a tag has at most 64 graphemes. */
const TAG_LIMIT = 64;
/** Handles looked up for one text; the rest stays plain words. */
export const MENTIONS_LIMIT = 10;

/** @param didOf the account behind a handle; null where there is none: then the words stay plain */
export async function facetsOf(text: string, didOf: (handle: string) => Promise<string | null>): Promise<Facet[]> {
  const facets: Facet[] = [];
  let mentions = 0;
  for (const found of foundIn(text)) {
    const index = { byteStart: bytesBefore(text, found.start), byteEnd: bytesBefore(text, found.end) };
    if (found.kind === 'link')
      facets.push({ index, features: [{ $type: 'app.bsky.richtext.facet#link', uri: found.uri }] });
    else if (found.kind === 'tag')
      facets.push({ index, features: [{ $type: 'app.bsky.richtext.facet#tag', tag: found.tag }] });
    else if (mentions++ < MENTIONS_LIMIT) {
      const did = await didOf(found.handle);
      if (did !== null) facets.push({ index, features: [{ $type: 'app.bsky.richtext.facet#mention', did }] });
    }
  }
  return facets;
}

/** In the order they stand; where two overlap, the earlier one. */
export function foundIn(text: string): Found[] {
  const all: Found[] = [];
  for (const match of text.matchAll(LINK)) {
    const link = withoutTail(match[1] ?? '');
    const uri = /^https?:/i.test(link) ? link : `https://${link}`;
    if (URL.canParse(uri)) all.push({ kind: 'link', uri, start: match.index, end: match.index + link.length });
  }
  for (const match of text.matchAll(MENTION))
    all.push({
      kind: 'mention',
      handle: (match[1] ?? '').toLowerCase(),
      start: match.index,
      end: match.index + match[0].length,
    });
  for (const match of text.matchAll(TAG)) {
    const tag = (match[1] ?? '').replace(/\p{P}+$/gu, '');
    if (tag.length === 0 || Array.from(tag).length > TAG_LIMIT) continue;
    all.push({ kind: 'tag', tag, start: match.index, end: match.index + 1 + tag.length });
  }
  all.sort((a, b) => a.start - b.start);
  return all.filter((one, i) => all.slice(0, i).every(before => before.end <= one.start));
}

/** A full stop behind a link belongs to the sentence; a bracket only where the link itself opened one. */
function withoutTail(link: string): string {
  for (let bare = link; ; bare = bare.slice(0, -1)) {
    const last = bare.at(-1) ?? '';
    const isStray = last === ')' && count(bare, ')') > count(bare, '(');
    if (!isStray && !'.,;:!?\'"]'.includes(last)) return bare;
    if (bare === '') return bare;
  }
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}

const encoder = new TextEncoder();

function bytesBefore(text: string, end: number): number {
  return encoder.encode(text.slice(0, end)).length;
}

/** Clients shorten links for show and keep the whole in a facet: the whole is put back. Damaged facets change nothing. */
export function withWholeLinks(
  text: string,
  facets: readonly { index: { byteStart: number; byteEnd: number }; uri: string }[],
): string {
  const bytes = encoder.encode(text);
  const decoder = new TextDecoder('utf-8', { fatal: false });
  const pieces: string[] = [];
  let at = 0;
  for (const { index, uri } of facets.toSorted((a, b) => a.index.byteStart - b.index.byteStart)) {
    const { byteStart, byteEnd } = index;
    if (byteStart < at || byteEnd <= byteStart || byteEnd > bytes.length) continue;
    const shown = decoder.decode(bytes.subarray(byteStart, byteEnd));
    if (!/(\.\.\.|…)$/.test(shown)) continue;
    pieces.push(decoder.decode(bytes.subarray(at, byteStart)), uri);
    at = byteEnd;
  }
  return pieces.length === 0 ? text : pieces.join('') + decoder.decode(bytes.subarray(at));
}
