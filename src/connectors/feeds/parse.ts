/** Entries of feeds into our words. Never throws: what says nothing is dropped under a reason. */
import { createHash } from 'node:crypto';
import { EARLIEST_AT, URL_LIMIT } from '../../core/clean.ts';
import type { Attachment, Item, Person, Post } from '../../core/post.ts';
import type { Heard } from '../connector.ts';
import { textOfHtml, webAddress } from '../kit/html-text.ts';
import { dropped, ignored } from '../kit/json.ts';
import type { OwnNames } from '../kit/own-names.ts';
import { arrival, editedPost, publicPost, titled } from '../kit/public-post.ts';
import { dateOf } from './date.ts';
import type { FeedDocument, FeedEntry, Words } from './document.ts';

/** Longest id kept as it is; the rest of a longer one counts by its hash. */
const ID_LIMIT = 300;
const FILES_LIMIT = 10;
/** Entries older than this are not told as new. */
export const OLD_MS = 30 * 86_400_000;

/** What reading needs beside the document. */
export type Place = {
  /** Where the feed is known to stand, as it was first told; ids are scoped by it. */
  address: string;
  names: OwnNames;
  meantForUs: 'comments' | 'everything' | null;
  /** The post that a page's address belongs to, where it is known. */
  postAt(page: string): string | null;
  /** Where an entry has no date. */
  undatedAt: Date;
  now: Date;
};

/** @returns an entry in the order of the feed, with the id it would have */
export type ReadEntry = { id: string; post: Post | null; heard: Heard; updatedAt: Date | null; page: string | null };

/** Never throws. Oldest first, as far as the feed says. */
export function readEntries(document: FeedDocument, place: Place): ReadEntry[] {
  return document.entries.map(entry => readEntry(entry, document, place)).reverse();
}

/** What is told beside the entries: those that cannot be read, and those that were taken back. */
export function readRest({ broken, gone }: FeedDocument, place: Place): Heard[] {
  return [
    ...broken.map(text => dropped('an entry that cannot be read', keep({ document: text }, place), null)),
    ...gone.map(one => removal(one, place)),
  ];
}

export function removal(gone: FeedDocument['gone'][number], place: Place): Heard {
  const remoteId = idOf({ id: gone.id, link: null }, place.address) ?? gone.id;
  const item: Item = { kind: 'remove', remoteId, at: earlier(dateOf(gone.at), place.now), by: 'author' };
  return arrival([item], keep({ gone }, place), 'feed');
}

/** Of a feed, what its entries are read by. */
export type Head = Pick<FeedDocument, 'title' | 'link' | 'lang'>;

export function readEntry(entry: FeedEntry, head: Head, place: Place): ReadEntry {
  const { title, link, lang } = head;
  // Which posts of other feeds it takes for its parents stands beside what is kept: later nobody knows it any more.
  const posts = new Map<string, string>();
  const postAt = (page: string) => {
    const post = place.postAt(page);
    if (post !== null) posts.set(page, post);
    return post;
  };
  const raw = () => keep({ entry, head: { title, link, lang }, posts: Object.fromEntries(posts) }, place);
  return readKept(entry, raw, head, { ...place, postAt });
}

/** All that reading it again takes, beside the credentials. */
function keep(what: object, { address, undatedAt, now }: Place): string {
  return JSON.stringify({ ...what, address, undatedAt, now });
}

/** An entry that reads differently than before. @param raw as the entry was kept */
export function editOf({ updatedAt }: ReadEntry, post: Post, raw: string, now: Date): Heard {
  const at = updatedAt !== null && updatedAt > post.at && updatedAt < now ? updatedAt : now;
  const [whole, edit] = editedPost(post, at, now.getTime());
  // An old entry touched up is no news; whoever holds it gets its new words.
  const isOld = post.at.getTime() < now.getTime() - OLD_MS;
  return arrival(isOld ? [edit] : [whole, edit], raw, 'feed');
}

function readKept(entry: FeedEntry, raw: () => string, document: Head, place: Place): ReadEntry {
  const base = baseOf(entry, document, place.address);
  const address = webAddress(entry.link, base);
  const link = address === null || address.length > URL_LIMIT ? null : address;
  const text = titled(lineOf(entry.title, base), wordsOf(entry.body, base));
  const hashed = hash([text, entry.publishedAt ?? '']);
  const id = idOf({ id: entry.id, link }, place.address) ?? `${place.address}#${hashed}`;
  const updatedAt = dateOf(entry.updatedAt);
  const nothing = { id, post: null, updatedAt, page: link };
  if (text === '') {
    const says = entry.files.length > 0 ? ignored('an entry without words', raw(), null) : null;
    return { ...nothing, heard: says ?? dropped('an entry that says nothing', raw(), null) };
  }
  const at = earlier(dateOf(entry.publishedAt) ?? updatedAt ?? place.undatedAt, place.now);
  if (at < EARLIEST_AT) return { ...nothing, heard: ignored('an entry from before the year 2000', raw(), null) };
  const answers = answeredBy(entry, link, base, place);
  const author = authorOf(entry, document, base, place.address);
  const own = place.names.has(author.name) || place.names.has(entry.author?.address ?? null);
  const isMeant = place.meantForUs === 'everything' || (place.meantForUs === 'comments' && answers !== null);
  const post = publicPost({
    remoteId: id,
    at,
    author,
    own,
    addressed: !own && (isMeant || place.names.areNamedIn(text)),
    parentRemoteId: answers?.parent ?? null,
    rootRemoteId: answers === null ? id : answers.root,
    text,
    lang: entry.lang ?? document.lang,
    attachments: entry.files.slice(0, FILES_LIMIT).flatMap(file => attachmentOf(file, base)),
    url: link,
  });
  return { id, post, updatedAt, page: link, heard: arrival([{ kind: 'post', post }], raw(), 'feed') };
}

/** What an entry says, shortly: whether it says something else than before. */
export function markOf({ text, attachments }: Post): string {
  return hash([text, ...attachments.map(({ url }) => url)]).slice(0, 6);
}

/** What stands behind the question mark may be known to few, and ids are shown to many. */
export function scopeOf(address: string): string {
  const [bare = address, query] = address.split('?');
  return query === undefined ? bare : `${bare}?${hash([query]).slice(0, 8)}`;
}

/** Ids that name a place in the world stand for themselves, others count within their feed. */
function idOf({ id, link }: { id: string | null; link: string | null }, address: string): string | null {
  const known = id?.trim() || link;
  if (!known) return null;
  const scoped = isGlobal(known) ? known : `${address}#${known}`;
  return scoped.length <= ID_LIMIT ? scoped : `${scoped.slice(0, ID_LIMIT - 44)}#${hash([scoped])}`;
}

function isGlobal(id: string): boolean {
  return /^(https?|urn|tag|at|uuid|info):/i.test(id);
}

/** By the feed's own word (RFC 4685), or because the address points into a page: `…/post/#comment-12`. */
function answeredBy(entry: FeedEntry, link: string | null, base: string, place: Place) {
  if (entry.answers !== null) {
    const page = webAddress(entry.answers.link, base);
    const known = page === null ? null : place.postAt(pageOf(page));
    const { id } = entry.answers;
    const parent = id !== null && isGlobal(id) ? id : (known ?? idOf({ id, link: page }, place.address));
    return parent === null ? null : { parent, root: rootOf(link, place) ?? known };
  }
  const root = rootOf(link, place);
  return root === null ? null : { parent: root, root };
}

function rootOf(link: string | null, place: Place): string | null {
  const page = link === null || !/#(comment|c|reply|post|answer)[-_]?\w*\d/i.test(link) ? null : pageOf(link);
  return page === null ? null : (place.postAt(page) ?? page);
}

/** The page without the place on it; Blogger names the comment before the place, too. */
export function pageOf(link: string): string {
  return link.replace(/#.*$/, '').replace(/[?&]showComment=\d+$/, '');
}

function baseOf(entry: FeedEntry, document: Head, address: string): string {
  const home = webAddress(document.link, address) ?? address;
  return webAddress(entry.base, home) ?? home;
}

/** Without a name it is the feed that speaks. */
function authorOf({ author }: FeedEntry, { title }: Head, base: string, address: string): Person {
  const site = URL.parse(address)?.host ?? address;
  const name = lineOf({ value: author?.name ?? '', kind: 'mixed' }, base) || null;
  const known = author?.url ?? author?.address ?? name;
  if (known === null)
    return { remoteId: address, handle: null, name: title, avatarUrl: null, profileUrl: webAddress(base) };
  return {
    remoteId: `${site} ${known}`.slice(0, ID_LIMIT),
    handle: null,
    name: name ?? known,
    avatarUrl: webAddress(author?.avatarUrl, base),
    profileUrl: webAddress(author?.url, base),
  };
}

export function lineOf(words: Words | null, base: string): string {
  return wordsOf(words, base).replace(/\s+/g, ' ').trim();
}

function wordsOf(words: Words | null, base: string): string {
  if (words === null) return '';
  const { value, kind } = words;
  const isMarkup = kind === 'html' || (kind === 'mixed' && /<[a-z!/]|&#?\w{1,31};/i.test(value));
  return isMarkup ? textOfHtml(value, base) : value.replaceAll('\r\n', '\n').trim();
}

const KINDS = ['image', 'video', 'audio'] as const;

function attachmentOf({ url, type, description }: FeedEntry['files'][number], base: string): Attachment[] {
  const address = webAddress(url, base);
  const kind = KINDS.find(one => type?.startsWith(`${one}/`)) ?? 'file';
  return address === null ? [] : [{ kind, url: address, description }];
}

/** Clocks and zones go wrong: nothing is written in the future. */
function earlier(at: Date | null, now: Date): Date {
  return at === null || at > now ? now : at;
}

export function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
