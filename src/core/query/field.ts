/** Reads `field:value`. */
import { codeOfLanguage } from './language-names.ts';
import { HANDLE, trimmed } from './letters.ts';
import type { Notes } from './notices.ts';
import type { Leaf, Span } from './query.ts';
import type { TextPiece } from './scan.ts';
import { isShort } from './words.ts';

export type Field = 'link' | 'from' | 'lang' | 'network' | 'has';

const EXAMPLES: Readonly<Record<Field, string>> = {
  link: 'link:kestrel.example',
  from: 'from:kestrel',
  lang: 'lang:de',
  network: 'network:bluesky',
  has: 'has:question',
};

/** What other query languages call them. */
const OTHERS = new Map(
  [
    ['link:', 'url site domain links host'],
    ['from:', 'author by user username'],
    ['lang:', 'language locale'],
    ['network:', 'source platform'],
    ['has:', 'filter'],
    ['@', 'to mention mentions'],
    ['#', 'hashtag hashtags tag'],
    ['~', 'brand'],
  ].flatMap(([ours = '', theirs = '']) => theirs.split(' ').map(name => [name, ours] as const)),
);

export function readField(piece: TextPiece, name: string, networks: readonly string[], notes: Notes): Leaf | null {
  const field = name.toLowerCase();
  const { at, quoted } = piece;
  const value = piece.text.trim();
  if (!quoted && /^https?$/.test(field) && value.startsWith('//')) return readBareLink(value, at, notes);
  if (!isField(field)) return notKnown(name, field, value, piece, notes);
  if (value === '') return notes.mistake('empty_field', at, { example: EXAMPLES[field] });
  const whole = field === 'link' ? value.replaceAll(ANYTHING_THERE, '') : value;
  if (whole !== value && !whole.includes('*')) return readWholeSite(whole, at, notes);
  if (value.includes('*')) return notes.mistake('wildcard_here', at, { text: `${name}:${value}` });
  const several = /^([^,]+),([^,]+)/.exec(value);
  if (several !== null && field !== 'link') {
    return notes.mistake('field_group', at, { field, one: several[1] ?? '', two: several[2] ?? '' });
  }
  switch (field) {
    case 'link':
      return readLink(value, at, notes);
    case 'from':
      return readFrom(value, at, notes);
    case 'lang':
      return readLang(value, at, notes);
    case 'network':
      return readNetwork(value, networks, at, notes);
    case 'has':
      return readHas(value, at, notes);
  }
}

function isField(name: string): name is Field {
  return Object.hasOwn(EXAMPLES, name);
}

/** `Kestrel: it leaks` was pasted, and is no field: the colon is punctuation. */
function notKnown(name: string, field: string, value: string, { at, quoted }: TextPiece, notes: Notes): Leaf | null {
  if (value === '' && !quoted) return { kind: 'word', at, word: { text: name, prefix: false, exact: false } };
  const instead = OTHERS.get(field);
  if (instead !== undefined) return notes.mistake('other_field', at, { field: `${name}:`, instead });
  return notes.mistake('unknown_field', at, { field: name });
}

const HOST = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?$/u;

/** `*.kestrel.example` and `kestrel.example/*`: what lies below is heard without being asked for. */
const ANYTHING_THERE = /(?<=^|^[a-z]+:\/\/)\*\.|\/\*$/gi;

function readWholeSite(value: string, at: Span, notes: Notes): Leaf | null {
  const leaf = readLink(value, at, notes);
  if (leaf?.kind === 'link') notes.hint('heard_as_link', at, { link: `${leaf.host}${leaf.path ?? ''}` });
  return leaf;
}

/** Scheme, `www.`, what follows `?` or `#`, and a slash at the end make no difference. */
function readLink(value: string, at: Span, notes: Notes): Leaf | null {
  const [place = ''] = value.replace(/^(?:[a-z]+:)?\/\//i, '').split(/[?#]/);
  const slash = place.indexOf('/');
  const host = (slash < 0 ? place : place.slice(0, slash)).toLowerCase().replace(/^www\.(?=.*\.)/, '');
  const path = slash < 0 ? '' : withoutEndSlashes(place.slice(slash));
  const labels = host.split('.');
  if (labels.length < 2 || !labels.every(label => HOST.test(label)) || /[\s\p{C}]/u.test(path)) {
    return notes.mistake('bad_link', at, { text: value });
  }
  if (!isShort(host, at, notes) || !isShort(path, at, notes)) return null;
  return { kind: 'link', at, host, path: path === '' ? null : path };
}

function withoutEndSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

function readBareLink(value: string, at: Span, notes: Notes): Leaf | null {
  const link = readLink(value, at, notes);
  if (link?.kind === 'link') notes.hint('heard_as_link', at, { link: link.host + (link.path ?? '') });
  return link;
}

function readFrom(value: string, at: Span, notes: Notes): Leaf | null {
  const handle = trimmed(value);
  if (!HANDLE.test(handle)) return notes.mistake('bad_handle', at, { text: value });
  return isShort(handle, at, notes) ? { kind: 'from', at, handle } : null;
}

/** Language, perhaps script, perhaps region. */
const LANG = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?$/;

function readLang(value: string, at: Span, notes: Notes): Leaf | null {
  const lang = trimmed(value).toLowerCase().replaceAll('_', '-');
  const code = codeOfLanguage(lang);
  if (code !== null) return notes.mistake('lang_code', at, { field: 'lang', code, text: value });
  if (!LANG.test(lang)) return notes.mistake('bad_lang', at, { text: value });
  return { kind: 'lang', at, lang: cased(lang) };
}

/** As BCP 47 writes it: `pt-BR`, `zh-Hant`. */
function cased(lang: string): string {
  return lang.replace(/-([a-z0-9]+)/g, (_, part: string) => {
    if (part.length === 2) return `-${part.toUpperCase()}`;
    return part.length === 4 ? `-${part.charAt(0).toUpperCase()}${part.slice(1)}` : `-${part}`;
  });
}

/** What people call them. */
const NETWORK_NAMES = new Map([
  ['twitter', 'x'],
  ['bsky', 'bluesky'],
  ['fb', 'facebook'],
  ['ig', 'instagram'],
]);

function readNetwork(value: string, networks: readonly string[], at: Span, notes: Notes): Leaf | null {
  const asked = trimmed(value).toLowerCase();
  const network = NETWORK_NAMES.get(asked) ?? asked;
  const isKnown = networks.length === 0 || networks.includes(network);
  if (!isKnown || !/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(network)) {
    return notes.mistake('bad_network', at, { text: value, known: networks.join(', ') });
  }
  return isShort(network, at, notes) ? { kind: 'network', at, network } : null;
}

function readHas(value: string, at: Span, notes: Notes): Leaf | null {
  const what = value.toLowerCase();
  if (what === 'media' || what === 'question') return { kind: 'has', at, what };
  if (/^(images?|photos?|pictures?|videos?|gifs?|audio)$/.test(what)) {
    return notes.mistake('other_field', at, { field: `has:${value}`, instead: 'has:media' });
  }
  if (/^(links?|urls?)$/.test(what))
    return notes.mistake('other_field', at, { field: `has:${value}`, instead: 'link:kestrel.example' });
  return notes.mistake('unknown_has', at, { text: value });
}
