/** By what an identity can be known again: handle, page, links, name, picture, and what was told in private. */
import type { Profile } from './post.ts';
import type { Mark } from './same-person.ts';
import { fold } from './text.ts';

export type Known = {
  network: string;
  handle: string | null;
  name: string | null;
  profileUrl: string | null;
  profile: Profile | null;
  /** Sixteen hexadecimal digits; null where there is no picture, or one that says nothing. */
  pictureHash: string | null;
};

/** Shorter ones meet by chance. */
const LEAST_HANDLE = 4;
const LEAST_NAME = 5;
/** Names many use: they say nothing. */
const COMMON_HANDLES = new Set([
  'admin',
  'info',
  'support',
  'help',
  'team',
  'hello',
  'news',
  'official',
  'user',
  'test',
]);
/** Whoever has a name under these does not own the domain. */
const SHARED_HOSTS = ['bsky.social', 'brid.gy', 'web.brid.gy'];
/** Everybody links to these; only a page on them is somebody's. */
const BARE_HOST = /^[^/]+$/;
const MARKS_OF_LINKS_LIMIT = 10;

export function marksOf(known: Known): Mark[] {
  const { network, handle, name, profileUrl, profile, pictureHash } = known;
  const marks: Mark[] = [];
  const add = (kind: Mark['kind'], mark: string | null, shown: string | null) => {
    if (mark !== null && mark !== '') marks.push({ kind, mark, shown });
  };
  if (handle !== null) {
    add('handle', handleKey(handle), handle);
    add('handle_on', handleOn(network, handle), handle);
    // Some networks know people by their number.
    add('phone', phoneKey(handle), handle);
    add('page', pageByHandle(profileUrl, handle), handle);
    const domain = ownDomain(handle);
    add('page', domain, domain);
  }
  add('page', pageKey(profileUrl), profileUrl);
  const { links = [], verifiedLinks = [] } = profile ?? {};
  for (const link of verifiedLinks.slice(0, MARKS_OF_LINKS_LIMIT)) add('verified_link', pageKey(link), bareLink(link));
  for (const link of links.slice(0, MARKS_OF_LINKS_LIMIT)) add('link', pageKey(link), bareLink(link));
  add('name', name === null ? null : nameKey(name), name);
  add('picture', pictureHash, null);
  return marks;
}

/** What stays of a handle on another network: `thea.brew@fedi.example` and `thea_brew.bsky.social` are both `theabrew`. */
export function handleKey(handle: string): string | null {
  const bare = handle.replace(/^@/, '').toLowerCase();
  const local = bare.includes('@') ? (bare.split('@')[0] ?? '') : hostless(bare);
  const key = local.replace(/[^\p{L}\p{N}]/gu, '');
  return key.length < LEAST_HANDLE || COMMON_HANDLES.has(key) ? null : key;
}

/** A handle that is a domain loses the part that says whose server it is. */
function hostless(handle: string): string {
  const shared = SHARED_HOSTS.find(host => handle.endsWith(`.${host}`));
  if (shared !== undefined) return handle.slice(0, -shared.length - 1);
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(handle) ? handle.slice(0, handle.lastIndexOf('.')) : handle;
}

/** The same handle on the same network. */
export function handleOn(network: string, handle: string): string {
  return `${network} ${handle.trim().replace(/^@/, '').toLowerCase()}`;
}

/** A handle that is a domain of one's own was proved by whoever has it. */
function ownDomain(handle: string): string | null {
  const bare = handle.replace(/^@/, '').toLowerCase();
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(bare)) return null;
  return SHARED_HOSTS.some(host => bare.endsWith(`.${host}`)) ? null : bare;
}

/** Where a page is kept under an id that lasts, people link to it by the handle. */
function pageByHandle(profileUrl: string | null, handle: string): string | null {
  const page = pageKey(profileUrl);
  return page === null || !/\/did:[^/]+$/.test(page) ? null : page.replace(/[^/]+$/, handle.toLowerCase());
}

/** An address without what does not matter; null for what is none. */
export function pageKey(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, host, pathname } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}`.toLowerCase();
}

function bareLink(url: string): string {
  const key = pageKey(url) ?? url;
  return BARE_HOST.test(key) ? key : key.slice(0, 120);
}

function nameKey(name: string): string | null {
  const key = fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return key.length < LEAST_NAME ? null : key;
}

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;
const PHONE = /(?<![\p{L}\p{N}])\+\d[\d\s().-]{7,20}\d(?![\p{L}\p{N}])/gu;
const GIVEN_LIMIT = 5;
const TEXT_LOOKED_AT = 5_000;

/** Addresses and numbers a person writes in private, as one would compare them. Numbers only with their country. */
export function givenIn(text: string): { emails: string[]; phones: string[] } {
  const some = text.slice(0, TEXT_LOOKED_AT);
  const emails = (some.match(EMAIL) ?? []).map(emailKey);
  const phones = (some.match(PHONE) ?? []).flatMap(phone => phoneKey(phone) ?? []);
  return { emails: [...new Set(emails)].slice(0, GIVEN_LIMIT), phones: [...new Set(phones)].slice(0, GIVEN_LIMIT) };
}

export function emailKey(email: string): string {
  return email.trim().replace(/\.+$/, '').toLowerCase();
}

/** With its country, digits only; null for what is too short or has none. */
export function phoneKey(phone: string): string | null {
  const digits = phone.replace(/[^\d+]/g, '').replace(/^00/, '+');
  return /^\+\d{8,15}$/.test(digits) ? digits : null;
}

/**
 * Whether two neighbours differ, eight times in each of eight rows (difference hash). The same picture in another size or
 * quality keeps it. @param greys nine in each of eight rows @returns null for a plain surface, which many have
 */
export function differenceHash(greys: Uint8Array): string | null {
  let hash = 0n;
  let set = 0;
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 8; column++) {
      const at = row * 9 + column;
      const isBrighter = (greys[at] ?? 0) > (greys[at + 1] ?? 0) + LEAST_STEP;
      hash = (hash << 1n) | (isBrighter ? 1n : 0n);
      if (isBrighter) set += 1;
    }
  }
  return set < LEAST_SET ? null : hash.toString(16).padStart(16, '0');
}

/** Steps of grey that compression makes. */
const LEAST_STEP = 2;
const LEAST_SET = 6;
