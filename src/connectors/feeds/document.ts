/** A feed of any kind, read into one form. */
import { parseFeed } from 'feedsmith';
import { fromAtom, fromJson, fromRdf, fromRss } from './formats.ts';

/** Entries read of one document; the rest is older than any feed needs to be. */
export const ENTRIES_LIMIT = 500;
/** What stands before the first entry is repeated before each one when they are read one by one. */
const HEAD_LIMIT = 20_000;

/** HTML or plain text, as the feed says; `mixed`: it does not say. */
export type Words = { value: string; kind: 'html' | 'text' | 'mixed' };

export type FeedEntry = {
  id: string | null;
  link: string | null;
  /** What relative links are relative to, where the entry has its own. */
  base: string | null;
  title: Words | null;
  body: Words | null;
  publishedAt: string | null;
  updatedAt: string | null;
  author: { name: string | null; address: string | null; url: string | null; avatarUrl: string | null } | null;
  /** The entry or page this one answers. */
  answers: { id: string | null; link: string | null } | null;
  files: { url: string; type: string | null; description: string | null }[];
  lang: string | null;
};

export type FeedDocument = {
  title: string | null;
  link: string | null;
  lang: string | null;
  updatedAt: string | null;
  entries: FeedEntry[];
  /** Entries that cannot be read, beside others that can; each under the head of its feed. */
  broken: string[];
  /** Entries the feed says were taken back (RFC 6721). */
  gone: { id: string; at: string | null }[];
  /** The page of older entries (RFC 5005). */
  next: string | null;
  ttlMinutes: number | null;
  skipHours: number[];
  skipDays: string[];
};

/** Null for what is no feed. Never throws. */
export function readDocument(text: string): FeedDocument | null {
  const source = withoutDoctype(text);
  const whole = tried(source);
  if (whole !== null) return { ...whole, gone: tombstones(source) };
  return entryByEntry(source);
}

function tried(source: string): FeedDocument | null {
  try {
    const parsed = parseFeed(source, { maxItems: ENTRIES_LIMIT });
    switch (parsed.format) {
      case 'rss':
        return fromRss(parsed.feed);
      case 'atom':
        return fromAtom(parsed.feed);
      case 'rdf':
        return fromRdf(parsed.feed);
      case 'json':
        return fromJson(parsed.feed);
    }
  } catch {
    // The parser throws errors of its own kinds and, on odd input, plain ones; either way it is not a feed it can read.
    return null;
  }
}

const DOCTYPE_WITHIN = 4_096;

/** A document type may define entities that grow without end, or name files of this machine. Feeds need none. */
function withoutDoctype(text: string): string {
  const start = text.slice(0, DOCTYPE_WITHIN).search(/<!doctype/i);
  if (start === -1) return text.replace(/^[\s\ufeff]+/, '');
  const close = text.indexOf('>', start);
  const subset = text.indexOf('[', start);
  const end = subset === -1 || subset > close ? close : text.indexOf('>', text.indexOf(']', subset));
  return end === -1 ? '' : (text.slice(0, start) + text.slice(end + 1)).trimStart();
}

/** One damaged entry, or an end that never came, must not cost the rest: each entry is read by itself under the same head. */
function entryByEntry(source: string): FeedDocument | null {
  const { entries, first, rest } = cutIntoEntries(source);
  if (entries.length === 0 || first > HEAD_LIMIT) return null;
  const head = source.slice(0, first);
  const root = /<(rss|feed|rdf:RDF)[\s>]/i.exec(head)?.[1];
  if (root === undefined) return null;
  const isOpen = /<channel[\s>]/i.test(head) && !/<\/channel\s*>/i.test(head);
  const foot = `${isOpen ? '</channel>' : ''}</${root}>`;
  let whole: FeedDocument | null = null;
  const broken = rest === '' ? [] : [head + rest];
  for (const entry of entries) {
    const alone = tried(head + entry + foot);
    if (alone === null || alone.entries.length === 0) broken.push(head + entry + foot);
    else if (whole === null) whole = alone;
    else whole.entries.push(...alone.entries);
  }
  return whole && { ...whole, broken, gone: tombstones(source) };
}

/** In one pass, whatever was left open. @returns `rest`: an entry that was begun and never ended */
function cutIntoEntries(source: string): { entries: string[]; first: number; rest: string } {
  const entries: string[] = [];
  const begin = /<(item|entry)[\s>]/gi;
  const ends: Record<string, RegExp> = { item: /<\/item\s*>/gi, entry: /<\/entry\s*>/gi };
  let first = source.length;
  for (let found = begin.exec(source); found !== null && entries.length < ENTRIES_LIMIT; found = begin.exec(source)) {
    first = Math.min(first, found.index);
    const end = ends[found[1]?.toLowerCase() ?? ''];
    if (end === undefined) break;
    end.lastIndex = begin.lastIndex;
    if (end.exec(source) === null) return { entries, first, rest: source.slice(found.index) };
    entries.push(source.slice(found.index, end.lastIndex));
    begin.lastIndex = end.lastIndex;
  }
  return { entries, first, rest: '' };
}

function tombstones(source: string): FeedDocument['gone'] {
  return [...source.matchAll(/<(?:\w{1,20}:)?deleted-entry\s([^>]{0,1000})>/g)]
    .slice(0, ENTRIES_LIMIT)
    .flatMap(([, attributes = '']) => {
      const id = /\bref\s*=\s*["']([^"']+)["']/.exec(attributes)?.[1];
      return id === undefined
        ? []
        : [{ id: plain(id), at: /\bwhen\s*=\s*["']([^"']+)["']/.exec(attributes)?.[1] ?? null }];
    });
}

function plain(attribute: string): string {
  return attribute.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
}
