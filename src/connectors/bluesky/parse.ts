/** Bluesky's records and views into our words. Never throws; what cannot be read is dropped under a reason. */
import {
  ATTACHMENTS_PER_POST_LIMIT,
  type Attachment,
  BIO_LIMIT,
  type Item,
  LINKS_PER_PROFILE_LIMIT,
  type Person,
  type Post,
} from '../../core/post.ts';
import { cleanText } from '../../core/text.ts';
import { readValue } from '../kit/json.ts';
import { addressOf, POST, PROFILE, pageOfPerson, pageOfPost, uriOf } from './address.ts';
import { withWholeLinks } from './facets.ts';
import {
  type AccountChange,
  type Commit,
  type PersonView,
  type PostRecord,
  type PostView,
  postRecordSchema,
  profileRecordSchema,
} from './schema.ts';
import { microsecondsOfTid } from './tid.ts';
import { warningOf } from './warning.ts';

/** Who we are, and where pictures are served: what reading needs beside the payload. */
export type Place = { account: Person; pictureUrl: (did: string, cid: string, use: 'post' | 'avatar') => string };

/** What was read: items, or why there are none. `ignored`: whole and well, but nothing we asked for. */
export type Parsed = { items: Item[] } | { reason: string; ignored: boolean };

/** One change of one record. */
export function itemsOfCommit(commit: Commit, place: Place): Parsed {
  const { did, collection, rkey } = commit;
  if (collection === PROFILE) return itemsOfProfile(commit, place);
  if (collection !== POST) return { reason: 'a record of another kind', ignored: true };
  const remoteId = uriOf({ did, collection, key: rkey });
  if (commit.operation === 'delete') return { items: [{ kind: 'remove', remoteId, at: commit.seenAt, by: 'author' }] };
  const read = readValue(commit.record, postRecordSchema);
  if (!read.ok) return { reason: `post: ${read.reason}`, ignored: false };
  const post = postOf(read.value, { remoteId, author: bare(did), seenAt: commit.seenAt, labels: [] }, place);
  if (commit.operation === 'create') return { items: [{ kind: 'post', post }] };
  if (commit.operation !== 'update') return { reason: 'an operation of another kind', ignored: false };
  // The post goes first: whoever missed its beginning has it now, for everybody else it changes nothing.
  return { items: [{ kind: 'post', post }, editOf(post, commit)] };
}

function editOf(post: Post, { rev, seenAt }: Commit): Item {
  const { remoteId, text, attachments } = post;
  return {
    kind: 'edit',
    remoteId,
    text,
    attachments,
    at: seenAt,
    version: microsecondsOfTid(rev) ?? seenAt.getTime() * 1000,
  };
}

function itemsOfProfile(commit: Commit, place: Place): Parsed {
  const { did, seenAt: at } = commit;
  if (commit.operation === 'delete') return { reason: 'a profile that was emptied', ignored: true };
  const read = readValue(commit.record, profileRecordSchema);
  if (!read.ok) return { reason: `profile: ${read.reason}`, ignored: false };
  const { displayName, avatar } = read.value;
  const person = {
    ...bare(did),
    name: named(displayName),
    avatarUrl: avatar ? place.pictureUrl(did, avatar.ref.$link, 'avatar') : null,
  };
  return { items: [{ kind: 'person', person, at, standing: 'active' }] };
}

/** A new handle. */
export function itemsOfIdentity({ did, handle }: { did: string; handle?: string | undefined }, at: Date): Parsed {
  const person = { ...bare(did), handle: handleOf(handle) };
  return { items: [{ kind: 'person', person, at, standing: 'active' }] };
}

export function itemsOfAccount({ did, active, status }: AccountChange, at: Date): Parsed {
  const standing = active ? 'active' : status === 'deleted' ? 'gone' : 'suspended';
  return { items: [{ kind: 'person', person: bare(did), at, standing }] };
}

/** A post as the AppView shows it. */
export function itemsOfView(view: PostView, place: Place): Parsed {
  if (addressOf(view.uri)?.collection !== POST)
    return { reason: 'a view of something else than a post', ignored: true };
  const read = readValue(view.record, postRecordSchema);
  if (!read.ok) return { reason: `post: ${read.reason}`, ignored: false };
  const labels = (view.labels ?? []).flatMap(({ val, neg }) => (neg ? [] : [val]));
  const seenAt = new Date(view.indexedAt);
  const known = { remoteId: view.uri, author: personOf(view.author), seenAt, labels };
  return { items: [{ kind: 'post', post: postOf(read.value, known, place) }] };
}

type Known = { remoteId: string; author: Person; seenAt: Date; labels: string[] };

export function postOf(record: PostRecord, known: Known, place: Place): Post {
  const { remoteId, author } = known;
  const own = author.remoteId === place.account.remoteId;
  return {
    remoteId,
    at: timeOf(record, known),
    author: own ? { ...place.account, ...withoutNulls(author) } : author,
    own,
    // The record key is made from ours but does not give it back.
    key: null,
    visibility: 'public',
    parentRemoteId: record.reply?.parent.uri ?? null,
    rootRemoteId: record.reply?.root.uri ?? remoteId,
    room: null,
    roomWith: null,
    text: textOf(record),
    lang: record.langs?.[0] ?? null,
    attachments: attachmentsOf(record, author.remoteId, place),
    url: pageOfPost(remoteId),
    addressed: !own && isToUs(record, place.account.remoteId),
    warning: warningOf([...(record.labels?.values ?? []).map(({ val }) => val), ...known.labels]),
  };
}

/** How much earlier than its key a post may claim to be. Imported archives claim years. */
const CLAIM_LIMIT_MS = 15 * 60_000;

/**
 * The author's software names the time, and may be wrong. Not later than it was seen; not much earlier than its key,
 * which the author's server makes.
 */
function timeOf(record: PostRecord, { remoteId, seenAt }: Known): Date {
  const claimedMs = Date.parse(record.createdAt);
  const keyUs = microsecondsOfTid(addressOf(remoteId)?.key ?? '');
  const seenMs = seenAt.getTime();
  const keyMs = keyUs === null || keyUs / 1000 > seenMs + CLAIM_LIMIT_MS ? null : keyUs / 1000;
  const earliestMs = keyMs === null ? claimedMs : keyMs - CLAIM_LIMIT_MS;
  return new Date(Math.floor(Math.min(Math.max(claimedMs, earliestMs), seenMs)));
}

/** A mention, an answer to us, our post quoted. */
function isToUs(record: PostRecord, us: string): boolean {
  const mentions = record.facets?.some(({ features }) =>
    features.some(({ $type, did }) => $type === 'app.bsky.richtext.facet#mention' && did === us),
  );
  const { record: quoted } = record.embed ?? {};
  const quotedUri = quoted && ('uri' in quoted ? quoted.uri : quoted.record.uri);
  return mentions === true || isOf(record.reply?.parent.uri, us) || isOf(quotedUri, us);
}

function isOf(uri: string | undefined, did: string): boolean {
  return uri?.startsWith(`at://${did}/`) ?? false;
}

function textOf(record: PostRecord): string {
  const links = (record.facets ?? []).flatMap(({ index, features }) =>
    features.flatMap(({ $type, uri }) =>
      $type === 'app.bsky.richtext.facet#link' && uri !== undefined ? [{ index, uri }] : [],
    ),
  );
  return cleanText(withWholeLinks(record.text, links));
}

function attachmentsOf({ embed }: PostRecord, did: string, place: Place): Attachment[] {
  const media = embed?.media ?? embed;
  const pictures = (media?.images ?? []).map(
    ({ image, alt }): Attachment => ({
      kind: 'image',
      url: place.pictureUrl(did, image.ref.$link, 'post'),
      description: alt ? cleanText(alt) : null,
    }),
  );
  return pictures.slice(0, ATTACHMENTS_PER_POST_LIMIT);
}

export function personOf(view: PersonView): Person {
  return {
    remoteId: view.did,
    handle: handleOf(view.handle),
    name: named(view.displayName),
    avatarUrl: view.avatar ?? null,
    profileUrl: pageOfPerson(view.did),
    ...profileOf(view),
  };
}

/** Told where a whole profile was asked for; beside a post nothing of it is. */
function profileOf({ description, followersCount }: PersonView): Pick<Person, 'profile'> {
  if (description === undefined && followersCount === undefined) return {};
  const bio = cleanText(description ?? '', BIO_LIMIT).trim();
  const links = [...new Set(bio.match(LINK) ?? [])].map(withScheme).slice(0, LINKS_PER_PROFILE_LIMIT);
  return { profile: { bio, links, verifiedLinks: [], followers: followersCount ?? null } };
}

/** People write their page with or without the scheme. */
const LINK =
  /\bhttps?:\/\/[^\s<>")\]]{3,500}|(?<![@\p{L}\p{N}.])(?:[a-z0-9-]{2,63}\.){1,3}[a-z]{2,24}(?:\/[^\s<>")\]]{0,300})?/giu;

function withScheme(link: string): string {
  const bare = link.replace(/[.,;:!?]+$/, '');
  return /^https?:/i.test(bare) ? bare : `https://${bare}`;
}

/** All a stream tells of an author. */
export function bare(did: string): Person {
  return { remoteId: did, handle: null, name: null, avatarUrl: null, profileUrl: pageOfPerson(did) };
}

/** The network's word for "this handle leads nowhere any more". */
function handleOf(handle: string | undefined): string | null {
  return handle === undefined || handle === '' || handle === 'handle.invalid' ? null : handle;
}

function named(name: string | undefined): string | null {
  const clean = cleanText(name ?? '', 300).trim();
  return clean === '' ? null : clean;
}

function withoutNulls(person: Person): Partial<Person> {
  return Object.fromEntries(Object.entries(person).filter(([, value]) => value !== null));
}
