/** A server's statuses into our words. Never throws; what cannot be read is dropped under a reason. */
import { ATTACHMENTS_PER_POST_LIMIT, type Attachment, type Item, type Person, type Post } from '../../core/post.ts';
import { cleanText } from '../../core/text.ts';
import type { Heard } from '../connector.ts';
import { dropped, ignored, readValue } from '../kit/json.ts';
import { personIdOf, wholeHandle } from './address.ts';
import { textOfHtml } from './html.ts';
import { profileOf } from './profile.ts';
import { type Account, type Mention, type Status, statusSchema } from './schema.ts';

/** Who we are and where: what reading needs beside the payload. */
export type Place = {
  account: Person;
  base: string;
  domain: string;
  /** How far the server's clock runs ahead of ours, where it is not the same. */
  aheadMs?: number;
};

/** What was read: items, or why there are none. `ignored`: whole and well, but nothing we asked for. */
export type Parsed = { items: Item[]; lane: string } | { reason: string; ignored: boolean };

/** What the server says when it tells us of a post: when, and that it is for us. Some leave us out when they tell whom a post names. */
export type Told = { at: Date; isForUs: boolean };

/** @param seenAt when we saw it; nothing was written later */
export function itemsOfStatus(value: unknown, place: Place, seenAt: Date, told: Told | null = null): Parsed {
  const shared = (value as { reblog?: unknown } | null | undefined)?.reblog;
  // Sharing is no words of one's own; what is shared may be.
  const read = readValue(shared ?? value, statusSchema);
  if (!read.ok) return { reason: `status: ${read.reason}`, ignored: false };
  const status = read.value;
  if (!(told?.isForUs === true && !isOwn(status, place)) && isNotForUs(status, place))
    return { reason: 'for an author’s followers, and not to us', ignored: true };
  const post = postOf(status, place, seenAt, told);
  const items: Item[] = [{ kind: 'post', post }];
  const edit = editOf(status, post, seenAt);
  // The post goes first: whoever missed its beginning has it now, for everybody else it changes nothing.
  if (edit !== null) items.push(edit);
  if (status.account.suspended === true)
    items.push({ kind: 'person', person: post.author, at: seenAt, standing: 'suspended' });
  return { items, lane: status.id };
}

export function heardOf(parsed: Parsed, raw: string, cursor: string | null): Heard {
  if ('items' in parsed) return { kind: 'arrival', items: parsed.items, raw, cursor, lane: parsed.lane };
  return parsed.ignored ? ignored(parsed.reason, '', cursor) : dropped(parsed.reason, raw, cursor);
}

/** A post taken away, by an event or because it is not there any more. */
export function removal(remoteId: string, at: Date): Parsed {
  return { items: [{ kind: 'remove', remoteId, at, by: 'author' }], lane: remoteId };
}

/** Home timelines hold what people we follow tell their followers, and what we tell ours. That is nobody's message to the company. */
function isNotForUs(status: Status, place: Place): boolean {
  if (isOpen(status)) return false;
  if (isOwn(status, place)) return companionOf(status, place) === null;
  return status.visibility !== 'direct' && !isToUs(status, place);
}

function postOf(status: Status, place: Place, seenAt: Date, told: Told | null): Post {
  const own = isOwn(status, place);
  const isPrivate = !isOpen(status);
  const author = personOf(status.account, place);
  const companion = isPrivate ? (own ? companionOf(status, place) : author) : null;
  return {
    remoteId: status.id,
    at: timeOf(status, place, seenAt, told?.at ?? seenAt),
    author: own ? { ...place.account, ...withoutNulls(author) } : author,
    own,
    // The key is the server's secret; it does not hand it back.
    key: null,
    visibility: isPrivate ? 'private' : 'public',
    parentRemoteId: status.in_reply_to_id,
    rootRemoteId: status.in_reply_to_id === null ? status.id : null,
    room: companion === null ? null : roomWith(companion.remoteId),
    roomWith: own ? companion : null,
    text: cleanText(textOf(status, own)),
    lang: status.language,
    attachments: attachmentsOf(status),
    url: pageOf(status),
    addressed: !own && (told?.isForUs === true || isToUs(status, place) || status.visibility === 'direct'),
    warning: warningOf(status),
  };
}

/**
 * What this server's own people write has this server's time, which may be wrong and is put right. Others' time is their
 * servers' word: not later than it was told here.
 */
function timeOf({ created_at: claimedAt, account }: Status, { aheadMs = 0 }: Place, seenAt: Date, toldAt: Date): Date {
  const isLocal = !account.acct.includes('@');
  const at = isLocal ? new Date(claimedAt.getTime() - aheadMs) : claimedAt;
  if (at <= seenAt) return at;
  return toldAt < seenAt ? toldAt : seenAt;
}

/** One room for each person: the network has messages, and no rooms. */
export function roomWith(personRemoteId: string): string {
  return `with ${personRemoteId}`;
}

/** Words no server has a name for are not shown to everybody. */
export function isOpen({ visibility }: Pick<Status, 'visibility'>): boolean {
  return ['public', 'unlisted', 'local', ''].includes(visibility);
}

export function isOwn({ account }: Status, place: Place): boolean {
  return personIdOf(account.id, place.base) === place.account.remoteId;
}

/** A mention, an answer to us, our post quoted. */
function isToUs(status: Status, place: Place): boolean {
  const isUs = (id: string | null | undefined) => id != null && personIdOf(id, place.base) === place.account.remoteId;
  return (
    peopleIn(status).some(({ id }) => isUs(id)) ||
    isUs(status.in_reply_to_account_id) ||
    isUs(status.quote?.quoted_status?.account.id)
  );
}

/** Whom a private message of ours is for. */
function companionOf(status: Status, place: Place): Person | null {
  const others = peopleIn(status).filter(({ id }) => personIdOf(id, place.base) !== place.account.remoteId);
  const answered = others.find(({ id }) => id === status.in_reply_to_account_id);
  const one = answered ?? others[0];
  return one === undefined ? null : mentioned(one, place);
}

/** Some servers number the people a post names instead of saying who they are; then only whoever is answered is known. */
function peopleIn({ mentions, in_reply_to_account_id: answered }: Status): Mention[] {
  const all = mentions ?? [];
  if (all.length === 0 || all.some(({ id }, i) => id !== String(i))) return all;
  return answered === null ? [] : all.slice(0, 1).map(one => ({ ...one, id: answered }));
}

function mentioned({ id, acct, url }: Mention, place: Place): Person {
  return {
    remoteId: personIdOf(id, place.base),
    handle: acct === '' ? null : wholeHandle(acct, place.domain),
    name: null,
    avatarUrl: null,
    profileUrl: url,
  };
}

/** Of somebody who moved, the page leads to where they are now. */
export function personOf(account: Account, place: Pick<Place, 'base' | 'domain'>): Person {
  return {
    remoteId: personIdOf(account.id, place.base),
    handle: wholeHandle(account.acct, place.domain),
    name: named(account.display_name),
    avatarUrl: webAddress(account.avatar),
    profileUrl: webAddress(account.moved?.url) ?? webAddress(account.url) ?? webAddress(account.uri),
    profile: profileOf(account),
  };
}

function editOf(status: Status, post: Post, seenAt: Date): Item | null {
  const { edited_at: editedAt } = status;
  if (editedAt == null) return null;
  const { remoteId, text, attachments } = post;
  const at = editedAt > seenAt ? seenAt : editedAt;
  return { kind: 'edit', remoteId, text, attachments, at, version: editedAt.getTime() };
}

function textOf(status: Status, own: boolean): string {
  const text = textOfHtml(status.content, status.mentions ?? []);
  const isAnswer = status.in_reply_to_id !== null || !isOpen(status);
  const said = own && isAnswer ? withoutMentions(text, status.mentions ?? []) : text;
  const choices = (status.poll?.options ?? []).map(({ title }) => `○ ${title}`);
  return [said, choices.join('\n')].filter(part => part !== '').join('\n\n');
}

/** The names an answer begins with are how the network delivers it, not what we said. */
export function withoutMentions(text: string, people: readonly Pick<Mention, 'acct' | 'username'>[]): string {
  const names = new Set(people.flatMap(({ acct, username }) => [acct, username, acct.split('@')[0] ?? '']));
  let rest = text;
  for (;;) {
    const [whole, name = ''] = /^@([\p{L}\p{N}_.@:-]+)(?:\s+|$)/u.exec(rest) ?? [];
    if (whole === undefined || !(names.has(name) || names.has(name.split('@')[0] ?? ''))) return rest;
    rest = rest.slice(whole.length);
  }
}

const KINDS: Record<string, Attachment['kind']> = { image: 'image', gifv: 'video', video: 'video', audio: 'audio' };

function attachmentsOf(status: Status): Attachment[] {
  const media = (status.media_attachments ?? []).flatMap(({ type, url, remote_url, description }) => {
    const address = webAddress(url) ?? webAddress(remote_url);
    if (address === null) return [];
    return [{ kind: KINDS[type] ?? 'file', url: address, description: description && cleanText(description) }];
  });
  return media.slice(0, ATTACHMENTS_PER_POST_LIMIT);
}

function warningOf(status: Status): string | null {
  const words = cleanText(status.spoiler_text, 1_000).trim();
  if (words !== '') return words;
  return status.sensitive === true && (status.media_attachments ?? []).length > 0 ? 'Sensitive' : null;
}

function pageOf({ url, uri }: Status): string | null {
  return webAddress(url) ?? webAddress(uri);
}

function webAddress(text: string | null | undefined): string | null {
  return text != null && /^https?:\/\//i.test(text) ? text : null;
}

function named(name: string): string | null {
  const clean = cleanText(name, 300).trim();
  return clean === '' ? null : clean;
}

function withoutNulls(person: Person): Partial<Person> {
  return Object.fromEntries(Object.entries(person).filter(([, value]) => value !== null));
}
