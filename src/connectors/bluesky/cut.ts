/**
 * Cuts the words out of a Jetstream frame (either version) without parsing it. Parsing costs more than hearing, and of a
 * thousand frames a few are heard. Whatever is not written as the servers write it is "unsure" and parsed after all.
 */
import type { Cut } from '../../core/match/frame.ts';

const POST = 'app.bsky.feed.post';
/** Longer texts are shortened when they are read. */
const TEXT_LIMIT = 90_000;
const LINKS_LIMIT = 32;

export function cutJetstream(frame: string): Cut {
  if (!frame.includes(POST) && !frame.includes('\\')) return 'no post';
  return cutUsual(frame) ?? cutAny(frame);
}

/** As Jetstream 1 begins a post; mostly the language, the reply or the text come next. */
const HEAD =
  /^\{"did":"[^"\\]*","time_us":\d+,"kind":"commit","commit":\{"rev":"[^"\\]*","operation":"(?:create|update)","collection":"app\.bsky\.feed\.post","rkey":"[^"\\]*","record":\{"\$type":"app\.bsky\.feed\.post","createdAt":"[^"\\]*",/;
const REPLY = /"reply":\{"parent":\{"cid":"[^"\\]*","uri":"[^"\\]*"\},"root":\{"cid":"[^"\\]*","uri":"[^"\\]*"\}\},/y;
/** And as it ends one. */
const END = '"},"cid":"bafyrei';
const END_LENGTH = '"},"cid":"'.length + 59 + '"}}'.length;
const NOTABLE = /"(?:labels|facets|embed|langs|reply)"/;

/**
 * The members of a record stand in the order of their names, the text last. That it is the record's own, and not a part of
 * something in it, is seen from the end: there is just the commit's cid behind it. Null: written otherwise.
 */
function cutUsual(frame: string): Cut | null {
  const end = frame.length - END_LENGTH;
  if (end < 0 || !frame.startsWith(END, end) || !frame.endsWith('"}}')) return null;
  const start = HEAD.exec(frame)?.[0].length;
  const text = stringStart(frame, end);
  if (start === undefined || text < start || !frame.startsWith('"text":', text - 7)) return null;
  const reply = replyStart(frame, start, text - 7);
  const langs = langsStart(frame, start, reply);
  const rawText = frame.slice(text + 1, end);
  const rawLangs = langs < reply ? frame.slice(langs + 8, reply - 1) : undefined;
  if (langs === start) return makeCut(rawText, rawLangs, '', false, false);
  const before = frame.slice(start, langs);
  if (!NOTABLE.test(before)) return makeCut(rawText, rawLangs, '', false, false);
  if (/"(?:labels|langs|reply)"/.test(before)) return null;
  return makeCut(rawText, rawLangs, before, before.includes('"facets"'), before.includes('"embed"'));
}

/** The opening quotation mark of a string, from its closing one. */
function stringStart(frame: string, end: number): number {
  for (let i = frame.lastIndexOf('"', end - 1); i >= 0; i = frame.lastIndexOf('"', i - 1)) {
    let slashes = 0;
    while (frame.charCodeAt(i - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return i;
  }
  return -1;
}

/** Where the reply before the text begins; where the text does, if there is none. */
function replyStart(frame: string, start: number, key: number): number {
  if (!frame.endsWith('"}},', key)) return key;
  const reply = frame.lastIndexOf('"reply":{"parent"', key);
  if (reply < start) return key;
  REPLY.lastIndex = reply;
  return REPLY.test(frame) && REPLY.lastIndex === key ? reply : key;
}

/** Where the languages before that begin, or the same again. */
function langsStart(frame: string, start: number, key: number): number {
  if (!frame.endsWith('"],', key)) return key;
  const list = frame.lastIndexOf('[', key);
  return list > start && frame.startsWith('"langs":', list - 8) ? list - 8 : key;
}

/**
 * @param rawText between its quotation marks
 * @param rawLangs undefined: none
 * @param rawLinks where links may stand
 */
function makeCut(
  rawText: string,
  rawLangs: string | undefined,
  rawLinks: string,
  faceted: boolean,
  embeds: boolean,
): Cut {
  const text = textOf(rawText);
  const lang = rawLangs === undefined ? null : langOf(rawLangs);
  if (text === null || lang === undefined) return 'unsure';
  // Links that were shortened for show are made whole when the post is read.
  if (faceted && (text.includes('…') || text.includes('...'))) return 'unsure';
  const links = faceted || embeds ? linksIn(rawLinks) : [];
  if (links === null) return 'unsure';
  return { text, title: null, authorHandle: null, lang, network: 'bluesky', links, hasMedia: embeds };
}

/** Null where the text is changed when it is read. */
function textOf(raw: string): string | null {
  if (raw.length > TEXT_LIMIT) return null;
  if (!raw.includes('\\')) return raw;
  return /\\u(?:0000|d[89a-f])/i.test(raw) ? null : unescaped(`"${raw}"`);
}

function unescaped(literal: string): string | null {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === 'string' ? value : null;
  } catch {
    // The frame is broken; whoever reads it all says so.
    return null;
  }
}

/** Undefined: not sure. */
function langOf(raw: string): string | undefined {
  return /^\["([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2})"(?:,"[A-Za-z]{2,3}"){0,4}\]$/.exec(raw)?.[1];
}

/** Everything that may turn out to be a link of the post. */
function linksIn(raw: string): string[] | null {
  // A key spelt in escapes, or with a space behind it.
  if (raw.includes('\\u006') || raw.includes('\\u007') || /"uri"\s/.test(raw)) return null;
  const links: string[] = [];
  for (let i = raw.indexOf('"uri":"'); i >= 0; i = raw.indexOf('"uri":"', i + 1)) {
    if (raw.startsWith('at://', i + 7)) continue;
    const link = unescaped(raw.slice(i + 6, stringEnd(raw, i + 6)));
    if (link === null || links.length === LINKS_LIMIT) return null;
    links.push(link);
  }
  return links;
}

const UNSURE = -2;

/** Member by member. */
function cutAny(frame: string): Cut {
  const found: Found = new Map();
  if (members(frame, 0, 'frame', found) < 0) return 'unsure';
  const collection = found.get('commit.collection');
  if (collection === undefined) return 'no post';
  if (collection !== `"${POST}"`) return collection.includes('\\') ? 'unsure' : 'no post';
  if (found.get('commit.operation') === '"delete"') return 'no post';
  const text = found.get('record.text');
  if (text?.startsWith('"') !== true || found.has('record.labels')) return 'unsure';
  const facets = found.get('record.facets');
  const embed = found.get('record.embed');
  const links = `${facets ?? ''}${embed ?? ''}`;
  return makeCut(text.slice(1, -1), found.get('record.langs'), links, facets !== undefined, embed !== undefined);
}

/** What is of interest, as it is written, by the object it is in and its name. */
type Found = Map<string, string>;

const OF_INTEREST = new Set([
  'commit.operation',
  'commit.collection',
  'record.text',
  'record.langs',
  'record.labels',
  'record.facets',
  'record.embed',
]);

type Level = 'frame' | 'commit' | 'record';

/** Goes through the members of an object, and down where more may be. @returns its end, or UNSURE */
function members(frame: string, start: number, level: Level, found: Found): number {
  let i = start;
  if (frame.charCodeAt(i) !== OPEN) return UNSURE;
  for (;;) {
    const key = i + 1;
    const keyEnd = frame.indexOf('"', key + 1);
    if (frame.charCodeAt(key) !== QUOTE || keyEnd < 0) return UNSURE;
    if (frame.charCodeAt(keyEnd + 1) !== COLON) return UNSURE;
    const name = frame.slice(key + 1, keyEnd);
    if (name.includes('\\')) return UNSURE;
    const end = member(frame, name, keyEnd + 2, level, found);
    if (end < 0) return UNSURE;
    const sign = frame.charCodeAt(end);
    if (sign === CLOSE) return end + 1;
    if (sign !== COMMA) return UNSURE;
    i = end;
  }
}

function member(frame: string, key: string, value: number, level: Level, found: Found): number {
  const below =
    level === 'frame' && (key === 'commit' || key === 'payload')
      ? 'commit'
      : level === 'commit' && key === 'record'
        ? 'record'
        : null;
  const name = `${level}.${key}`;
  // Of a name that stands twice readers take the last.
  if ((below !== null || OF_INTEREST.has(name)) && found.has(name)) return UNSURE;
  const end = below === null ? valueEnd(frame, value) : members(frame, value, below, found);
  if (end >= 0 && (below !== null || OF_INTEREST.has(name)))
    found.set(name, below === null ? frame.slice(value, end) : '');
  return end;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

function valueEnd(frame: string, start: number): number {
  const first = frame.charCodeAt(start);
  if (first === QUOTE) return stringEnd(frame, start);
  let depth = 0;
  for (let i = start; i < frame.length; i++) {
    const unit = frame.charCodeAt(i);
    if (unit === QUOTE) {
      i = stringEnd(frame, i) - 1;
      if (i < 0) return UNSURE;
    } else if (unit === OPEN || unit === OPEN_LIST) depth += 1;
    else if (unit === CLOSE || unit === CLOSE_LIST) {
      if (depth === 0) return i;
      depth -= 1;
      if (depth === 0) return i + 1;
    } else if (unit === COMMA && depth === 0) return i;
  }
  return UNSURE;
}

/** Behind the closing quotation mark of a string, or UNSURE. */
function stringEnd(frame: string, start: number): number {
  for (let i = frame.indexOf('"', start + 1); i >= 0; i = frame.indexOf('"', i + 1)) {
    let slashes = 0;
    while (frame.charCodeAt(i - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return i + 1;
  }
  return UNSURE;
}
