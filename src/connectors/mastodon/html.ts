/** A server's HTML as people would read it aloud: lines, whole addresses, whole names. Nothing of it is trusted, and it takes one pass. */

export type Named = { acct: string; username: string; url: string | null };

/** Longest HTML looked at, in UTF-16 units; a post may have a hundred thousand. */
export const HTML_LIMIT = 400_000;

const BLOCKS = new Set(
  'address article aside blockquote details div dl dt dd figure figcaption footer form header hr main nav ol pre section summary table tr ul'.split(
    ' ',
  ),
);
const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
/** What stands in these is not for reading. */
const SILENT = new Set(['script', 'style', 'template', 'title', 'svg', 'math', 'object', 'iframe', 'noscript', 'head']);

type Link = { href: string; classes: string[]; isTag: boolean; from: number };
type Reading = {
  parts: string[];
  /** Line ends owed before the next word. */
  owed: number;
  /** A space owed before the next word. */
  space: boolean;
  link: Link | null;
  preDepth: number;
  /** The element whose end is awaited before anything is read again. */
  silent: string | null;
  lists: (number | null)[];
  people: readonly Named[];
};

/** @param people whom the post mentions, so that short names become whole ones */
export function textOfHtml(html: string, people: readonly Named[] = []): string {
  const source = html.length > HTML_LIMIT ? html.slice(0, HTML_LIMIT) : html;
  const reading: Reading = {
    parts: [],
    owed: 0,
    space: false,
    link: null,
    // Without any tag it is plain text, whose lines are meant.
    preDepth: /<[a-z/]/i.test(source) ? 0 : 1,
    silent: null,
    lists: [],
    people,
  };
  for (let at = 0; at < source.length; ) {
    const open = source.indexOf('<', at);
    if (open === -1) {
      say(reading, source.slice(at));
      break;
    }
    say(reading, source.slice(at, open));
    at = readTag(reading, source, open);
  }
  closeLink(reading);
  return reading.parts
    .join('')
    .replace(/[ \t]+\n/g, '\n')
    .trim();
}

/** @returns where to read on */
function readTag(reading: Reading, source: string, open: number): number {
  if (source.startsWith('<!--', open)) return after(source, '-->', open + 4);
  const isNamed = /[a-z/!?]/i.test(source[open + 1] ?? '');
  if (!isNamed) {
    say(reading, '<');
    return open + 1;
  }
  const end = endOfTag(source, open + 1);
  if (end === -1) return source.length;
  const [, slash, name = ''] = /^(\/?)([a-z][a-z0-9]*)/i.exec(source.slice(open + 1, Math.min(end, open + 40))) ?? [];
  const tag = name.toLowerCase();
  if (slash === '/') closeTag(reading, tag);
  else if (tag !== '') openTag(reading, tag, source.slice(open + 1 + name.length, end));
  return end + 1;
}

function after(source: string, what: string, from: number): number {
  const at = source.indexOf(what, from);
  return at === -1 ? source.length : at + what.length;
}

/** The closing bracket, not counting those within quotes. */
function endOfTag(source: string, from: number): number {
  let quote = '';
  for (let at = from; at < source.length; at++) {
    const letter = source[at] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return at;
  }
  return -1;
}

function openTag(reading: Reading, tag: string, attributes: string): void {
  if (reading.silent !== null) return;
  if (SILENT.has(tag) && !attributes.trimEnd().endsWith('/')) reading.silent = tag;
  else if (tag === 'br') brk(reading, reading.owed + 1);
  else if (PARAGRAPHS.has(tag)) brk(reading, 2);
  else if (tag === 'a') openLink(reading, attributes);
  else if (tag === 'img') say(reading, attribute(attributes, 'alt'));
  else if (tag === 'li') openItem(reading);
  else if (BLOCKS.has(tag)) {
    brk(reading, 1);
    if (tag === 'pre') reading.preDepth += 1;
    if (tag === 'ul' || tag === 'ol') reading.lists.push(tag === 'ol' ? 0 : null);
  }
}

function closeTag(reading: Reading, tag: string): void {
  if (reading.silent !== null) {
    if (tag === reading.silent) reading.silent = null;
    return;
  }
  if (tag === 'a') closeLink(reading);
  else if (PARAGRAPHS.has(tag)) brk(reading, 2);
  else if (BLOCKS.has(tag) || tag === 'li') {
    brk(reading, 1);
    if (tag === 'pre') reading.preDepth = Math.max(0, reading.preDepth - 1);
    if (tag === 'ul' || tag === 'ol') reading.lists.pop();
  }
}

function openItem(reading: Reading): void {
  brk(reading, 1);
  const count = reading.lists.pop() ?? null;
  reading.lists.push(count === null ? null : count + 1);
  say(reading, count === null ? '– ' : `${count + 1}. `);
}

/** Line ends, at most an empty line; none before the first word. */
function brk(reading: Reading, lines: number): void {
  reading.space = false;
  if (reading.parts.length > 0) reading.owed = Math.min(Math.max(reading.owed, lines), 2);
}

function say(reading: Reading, raw: string): void {
  if (raw === '' || reading.silent !== null) return;
  const text = decoded(raw);
  if (reading.preDepth > 0) {
    put(reading, text.replace(/\r\n?/g, '\n'));
    return;
  }
  const words = text.replace(/[ \t\n\r\f]+/g, ' ');
  if (words === ' ') {
    reading.space = true;
    return;
  }
  if (words.startsWith(' ')) reading.space = true;
  put(reading, words.trim());
  reading.space = words.endsWith(' ');
}

function put(reading: Reading, text: string): void {
  if (text === '') return;
  if (reading.owed > 0) reading.parts.push('\n'.repeat(reading.owed));
  else if (reading.space && reading.parts.length > 0) reading.parts.push(' ');
  reading.owed = 0;
  reading.space = false;
  // What was owed stands before the link, not in it.
  if (reading.link?.from === -1) reading.link.from = reading.parts.length;
  reading.parts.push(text);
}

function openLink(reading: Reading, attributes: string): void {
  closeLink(reading);
  const href = attribute(attributes, 'href');
  const classes = attribute(attributes, 'class').split(/\s+/);
  const isTag = classes.includes('hashtag') || attribute(attributes, 'rel').split(/\s+/).includes('tag');
  reading.link = { href, classes, isTag, from: -1 };
}

function closeLink(reading: Reading): void {
  const { link } = reading;
  if (link === null) return;
  reading.link = null;
  if (link.from === -1) {
    if (isWeb(link.href)) put(reading, link.href);
    return;
  }
  const shown = reading.parts.splice(link.from).join('');
  reading.parts.push(asSaid(shown, link, reading.people));
}

function asSaid(shown: string, link: Link, people: readonly Named[]): string {
  if (link.isTag || /^[#＃]/.test(shown)) return shown;
  const person = personBehind(shown, link, people);
  if (person !== null) return person;
  if (!isWeb(link.href) || link.classes.includes('mention') || shown.startsWith('@')) return shown;
  return isShortFor(shown, link.href) ? link.href : `${shown} (${link.href})`;
}

function personBehind(shown: string, link: Link, people: readonly Named[]): string | null {
  if (!shown.startsWith('@') && !link.classes.includes('mention')) return null;
  const name = shown.replace(/^@/, '').split('@')[0]?.toLowerCase();
  const byPage = people.find(({ url }) => url !== null && sameAddress(url, link.href));
  const byName = people.filter(({ username, acct }) => (username || acct.split('@')[0])?.toLowerCase() === name);
  const person = byPage ?? (byName.length === 1 ? byName[0] : undefined);
  return person === undefined || person.acct === '' ? null : `@${person.acct}`;
}

function sameAddress(a: string, b: string): boolean {
  const plain = (text: string) => text.replace(/\/+$/, '').toLowerCase();
  return plain(a) === plain(b);
}

/** Servers show the address itself, without its beginning or cut short. */
function isShortFor(shown: string, href: string): boolean {
  const core = shown
    .replace(/^https?:\/\//i, '')
    .replace(/(?:…|\.{3})$/, '')
    .replace(/\/+$/, '')
    .trim();
  return core === '' || href.toLowerCase().includes(core.toLowerCase()) || safely(href).includes(core);
}

function safely(href: string): string {
  try {
    return decodeURI(href);
  } catch {
    return href;
  }
}

function isWeb(href: string): boolean {
  return /^https?:\/\//i.test(href);
}

/** The value of an attribute; empty where it is not there. */
function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes);
  return decoded(found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim();
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  times: '×',
  rarr: '→',
  larr: '←',
  shy: '\u00ad',
  zwj: '\u200d',
  zwnj: '\u200c',
};

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? ENTITIES[name.toLowerCase()] ?? whole;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
      ? String.fromCodePoint(point)
      : '\ufffd';
  });
}
