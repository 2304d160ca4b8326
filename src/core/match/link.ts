/** Links and e-mail addresses in a text: found, put aside for `link:`, and not read as words. */
import * as edgeNumbers from './edge.ts';
import { addEdge, takeBack } from './edges.ts';
import * as letterNumbers from './letters.ts';
import { isPairBefore, isWordAt, isWordBefore, kindAt } from './look.ts';
import { hashOf, type Reading, writeUnits } from './reading.ts';

/** Of this file: what another file exports is fetched again at each use, which is slow in a loop. */
const { LINK, STEP } = edgeNumbers;
const { EMOJI, GAP, PAIR, UNSPACED, UNSPACED_MARK } = letterNumbers;

const SCHEME = /^[a-z]{2,20}$/i;

/** `https://…`: the scheme, a word, stands from `start` to `colon`. @returns where reading goes on; 0: it is none */
export function readSchemeLink(reading: Reading, start: number, colon: number): number {
  const { text } = reading;
  const body = colon + 3;
  if (!text.startsWith('//', colon + 1) || !SCHEME.test(text.slice(start, colon)) || !isWordAt(reading, body)) return 0;
  return addLink(reading, start, tailEnd(reading, body));
}

/** A label is 63 long at most, a host 253 (RFC 1035). */
const LABEL_LIMIT = 63;
const HOST_LIMIT = 253;

/** `shop.kestrel.example/machines`, seen at its first dot. @returns as above */
export function readHost(reading: Reading, dot: number): number {
  const { text } = reading;
  const start = labelStart(reading, dot);
  if (start === dot) return 0;
  const end = labelsEnd(reading, start);
  reading.hostTried = end;
  if (end - start > HOST_LIMIT || text[end] === '@') return 0;
  const host = text.slice(start, end).toLowerCase();
  const rest = afterPort(text, end);
  const tail = text[rest] === '/' || text[rest] === '?' ? tailEnd(reading, rest) : rest;
  return isHost(host, tail > rest) ? addLink(reading, start, tail) : 0;
}

/** Endings that nobody writes by forgetting the space behind a full stop. */
const SURE_ENDINGS = new Set(
  (
    'com org net edu gov info biz io ai app dev shop store online site xyz tv co social coffee blog cloud tech agency example ' +
    'eu uk de fr nl jp cn ru br ca au kr mx ch se dk fi pl cz gr ie nz tr ar cl hu ro bg hr sk lt lv ee ua kz hk tw sg ph th vn za рф'
  ).split(' '),
);

/** Other countries' endings are words as well (`it`, `is`, `me`): those are links with `www.` before or a path behind. */
function isHost(host: string, hasTail: boolean): boolean {
  const labels = host.split('.');
  const ending = labels.at(-1) ?? '';
  if (SURE_ENDINGS.has(ending) || (labels[0] === 'www' && labels.length > 2)) return true;
  return hasTail && /^[a-z]{2}$/.test(ending);
}

function labelStart(reading: Reading, end: number): number {
  const { text, floor } = reading;
  let start = end;
  while (start > floor && end - start <= LABEL_LIMIT && (isWordBefore(reading, start) || isInner(text[start - 1])))
    start -= isPairBefore(text, start) ? 2 : 1;
  if (end - start > LABEL_LIMIT) return end;
  while (isInner(text[start])) start += 1;
  return start;
}

function isInner(character: string | undefined): boolean {
  return character === '-' || character === '_';
}

/** The end of `a.b-c.d`, from the beginning of `a`. */
function labelsEnd(reading: Reading, start: number): number {
  let end = labelEnd(reading, start);
  while (end - start <= HOST_LIMIT && reading.text[end] === '.' && isWordAt(reading, end + 1))
    end = labelEnd(reading, end + 1);
  return end;
}

function labelEnd(reading: Reading, start: number): number {
  let end = start;
  for (let i = start; i - start <= HOST_LIMIT; i++) {
    if (isWordAt(reading, i)) {
      if (isFirstHalf(reading.text.charCodeAt(i))) i += 1;
      end = i + 1;
    } else if (!isInner(reading.text[i])) break;
  }
  return end;
}

function isFirstHalf(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function afterPort(text: string, end: number): number {
  const port = /^:\d{1,5}/.exec(text.slice(end, end + 6))?.[0].length ?? 0;
  return end + port;
}

const STOPS = new Set('<>"“”„‘’«»‹›\u3000、。〈〉《》「」『』【】〔〕！＂（），：；？［］｛｝｜～…');
const CUT_AT_END = new Set(".,;:!?'*_~)]}");

/** Where a link ends: at a space, a quotation mark, an emoji. Punctuation at its end, but not before `least`, is not its own. */
function tailEnd(reading: Reading, least: number): number {
  const { text } = reading;
  let end = least;
  while (end < text.length && !endsLink(reading, end)) end += 1;
  // A closing parenthesis that was opened within is its own.
  let unopened = count(text, CLOSING, least, end) - count(text, OPENING, least, end);
  while (end > least && CUT_AT_END.has(text[end - 1] ?? '')) {
    if (text[end - 1] === ')' && unopened-- <= 0) break;
    end -= 1;
  }
  return end;
}

const OPENING = 0x28;
const CLOSING = 0x29;

function count(text: string, sign: number, start: number, end: number): number {
  let found = 0;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === sign) found += 1;
  return found;
}

function endsLink(reading: Reading, i: number): boolean {
  const unit = reading.text.charCodeAt(i);
  if (unit <= 0x20 || (unit >= 0x7f && unit <= 0xa0)) return true;
  if (unit < 0x80) return unit === 0x22 || unit === 0x3c || unit === 0x3e;
  if (isFirstHalf(unit)) return true;
  const kind = kindAt(reading, i);
  if (kind === UNSPACED || kind === UNSPACED_MARK || kind === EMOJI || kind === PAIR) return true;
  return STOPS.has(reading.text[i] ?? '') || (kind === GAP && /\s/.test(reading.text[i] ?? ''));
}

/** `name@kestrel.example`, seen at its sign. @returns as above */
export function readAddress(reading: Reading, sign: number): number {
  const { text, floor } = reading;
  let start = sign;
  while (start > floor && sign - start <= LOCAL_LIMIT && (isWordBefore(reading, start) || isLocal(text[start - 1])))
    start -= isPairBefore(text, start) ? 2 : 1;
  if (sign - start > LOCAL_LIMIT || !isWordAt(reading, sign + 1)) return 0;
  const end = labelsEnd(reading, sign + 1);
  if (!/\.\p{L}{2,}$/u.test(text.slice(sign + 1, end))) return 0;
  takeBack(reading, start);
  return passOver(reading, end);
}

const LOCAL_LIMIT = 64;

function isLocal(character: string | undefined): boolean {
  return character !== undefined && '._%+-'.includes(character);
}

function addLink(reading: Reading, start: number, end: number): number {
  takeBack(reading, start);
  reading.links.push(reading.base + start, reading.base + end);
  const { base, place } = reading;
  addHostEdges(reading, reading.text.slice(start, end), base + start, base + end, place);
  return passOver(reading, end);
}

/** A link or an address takes one place, and no phrase runs over it. */
function passOver(reading: Reading, end: number): number {
  reading.place += STEP;
  reading.floor = end;
  return end;
}

const LABELS_LIMIT = 12;

/** One edge for the host and one for each domain it lies under. */
export function addHostEdges(reading: Reading, link: string, from: number, to: number, place: number): void {
  const host = plainHostOf(link) ?? linkParts(link).host;
  let start = firstLabel(host);
  const fold = reading.used - start;
  writeUnits(reading, start === 0 ? host : host.slice(start));
  for (;;) {
    addEdge(reading, LINK, 0, hashOf(host, start), fold + start, from, to, place, place + STEP);
    const dot = host.indexOf('.', start);
    if (dot < 0) return;
    start = dot + 1;
  }
}

/** Where the last `LABELS_LIMIT` labels begin. */
function firstLabel(host: string): number {
  let dot = host.length;
  for (let label = 0; label < LABELS_LIMIT; label++) {
    dot = dot > 0 ? host.lastIndexOf('.', dot - 1) : -1;
    if (dot < 0) return 0;
  }
  return dot + 1;
}

/** Of most links; null where more care is needed. */
function plainHostOf(link: string): string | null {
  const colon = link.indexOf('://');
  const start = SCHEME.test(link.slice(0, Math.max(0, colon))) ? colon + 3 : 0;
  for (let i = start; i < link.length; i++) {
    const unit = link.charCodeAt(i);
    if (unit === 0x2f && i > start && link[i - 1] !== '.') return link.slice(start, i).toLowerCase();
    if (!isPlain(unit)) return null;
  }
  return null;
}

/** A letter, a digit, a hyphen inside, a dot. */
function isPlain(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x30 && unit <= 0x39) ||
    unit === 0x2d ||
    unit === 0x2e
  );
}

export type LinkParts = {
  /** In small letters, foreign letters as punycode. */
  host: string;
  /** In small letters, without query and without a slash at the end; '' at the top. */
  path: string;
};

/** Of a link with or without its scheme. */
export function linkParts(link: string): LinkParts {
  const body = link.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const [authority = ''] = body.split(/[/?#\\]/, 1);
  const rest = body.slice(authority.length);
  const [path = ''] = rest.replace(/\\/g, '/').split(/[?#]/, 1);
  const host = authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .replace(/\.$/, '');
  return { host: plainHost(host.toLowerCase()), path: path.toLowerCase().replace(/\/+$/, '') };
}

function plainHost(host: string): string {
  if (/^[\x21-\x7e]*$/.test(host)) return host;
  return URL.parse(`http://${host}`)?.hostname ?? host;
}

/** Whether a link leads to the path or below it. */
export function isBelow(link: string, path: string): boolean {
  const own = linkParts(link).path;
  return own === path || own.startsWith(`${path}/`);
}
