/** Captures of Bluesky's Jetstream, version 1: one frame a line. Posts, their edits and deletions, and what becomes of accounts. */
import { z } from 'zod';
import type { Attachment, Item, Person, Post } from '../../core/post.ts';
import type { Heard, RecordingFormat } from '../connector.ts';
import { dropped, ignored, readJson, readValue } from '../kit/json.ts';
import { arrival, cut, post } from './arrival.ts';

const POSTS = 'app.bsky.feed.post';
const LIMIT_MICROSECONDS = 8_640_000_000_000_000;
const did = z.string().regex(/^did:[a-z]+:[A-Za-z0-9._:%-]{1,200}$/);
const microseconds = z.int().min(1).max(LIMIT_MICROSECONDS);
const commitSchema = z.object({
  operation: z.enum(['create', 'update', 'delete']),
  collection: z.string().min(1).max(400),
  rkey: z.string().min(1).max(512),
  record: z.unknown().optional(),
});
const frameSchema = z.object({
  did,
  time_us: microseconds,
  kind: z.string().max(40),
  commit: z.unknown().optional(),
  identity: z.unknown().optional(),
  account: z.unknown().optional(),
});
const refSchema = z.object({ uri: z.string().max(1_000) });
const imageSchema = z.object({ alt: z.string().max(20_000).nullish(), image: z.unknown() });
const embedSchema = z.object({
  images: z.array(imageSchema).max(20).nullish(),
  media: z.object({ images: z.array(imageSchema).max(20).nullish() }).nullish(),
});
const recordSchema = z.object({
  text: z.string().max(100_000),
  createdAt: z.unknown().optional(),
  langs: z.array(z.string().max(100)).max(20).nullish(),
  reply: z.object({ root: refSchema, parent: refSchema }).nullish(),
  facets: z
    .array(z.object({ features: z.array(z.record(z.string(), z.unknown())).max(50) }))
    .max(500)
    .nullish(),
  embed: z.unknown().optional(),
  labels: z.unknown().optional(),
});
type Frame = z.infer<typeof frameSchema>;
type Recorded = { heard: Heard; at: Date | null };

/** @param ours the account whose posts are our own; `remoteId` is its DID */
export function jetstream(ours: Person): RecordingFormat {
  return {
    id: 'jetstream',
    hearsEverybody: true,
    name: 'Jetstream capture (Bluesky)',
    read(line) {
      if (line.trim() === '') return null;
      const read = readJson(line, frameSchema);
      if (!read.ok) return { heard: dropped(read.reason, line, null), at: null };
      return readFrame(read.value, line, ours);
    },
  };
}

function readFrame(frame: Frame, line: string, ours: Person): Recorded {
  const at = new Date(Math.floor(frame.time_us / 1000));
  const out = (heard: Heard): Recorded => ({ heard: { ...heard, cursor: String(frame.time_us) }, at });
  if (frame.kind === 'identity') return out(readIdentity(frame, line, at));
  if (frame.kind === 'account') return out(readAccount(frame, line, at));
  if (frame.kind !== 'commit') return out(ignored('another kind of frame', line, null));
  const commit = readValue(frame.commit, commitSchema);
  if (!commit.ok) return out(dropped(`commit ${commit.reason}`, line, null));
  const { operation, collection, rkey, record } = commit.value;
  if (collection !== POSTS) return out(ignored(KINDS[collection] ?? 'another kind of record', line, null));
  const remoteId = `at://${frame.did}/${POSTS}/${rkey}`;
  if (operation === 'delete') return out(arrival([{ kind: 'remove', remoteId, at, by: 'author' }], line));
  const read = readValue(record, recordSchema);
  if (!read.ok) return out(dropped(`record ${read.reason}`, line, null));
  if (operation === 'update') {
    const { text, embed } = read.value;
    const attachments = picturesOf(frame.did, embed);
    return out(arrival([{ kind: 'edit', remoteId, text: cut(text), attachments, at, version: frame.time_us }], line));
  }
  const postedAt = believable(read.value.createdAt, at);
  const item: Item = { kind: 'post', post: postOf(frame.did, rkey, read.value, postedAt, ours) };
  return { heard: { ...arrival([item], line), cursor: String(frame.time_us) }, at: postedAt };
}

/** Frames that are well and not for us, by a closed list: a stranger's invention must not become a reason of its own. */
const KINDS: Record<string, string> = {
  'app.bsky.feed.like': 'a like',
  'app.bsky.feed.repost': 'a repost',
  'app.bsky.graph.follow': 'a follow',
  'app.bsky.graph.block': 'a block',
  'app.bsky.actor.profile': 'a profile',
};

function postOf(author: string, rkey: string, record: z.infer<typeof recordSchema>, at: Date, ours: Person): Post {
  const parent = record.reply?.parent.uri ?? null;
  const own = author === ours.remoteId;
  const mentionsUs = (record.facets ?? []).some(({ features }) =>
    features.some(
      feature => feature['$type'] === 'app.bsky.richtext.facet#mention' && feature['did'] === ours.remoteId,
    ),
  );
  const answersUs = parent?.startsWith(`at://${ours.remoteId}/`) ?? false;
  return post({
    remoteId: `at://${author}/${POSTS}/${rkey}`,
    at,
    author: own ? ours : { remoteId: author, handle: null, name: null, avatarUrl: null, profileUrl: profileOf(author) },
    own,
    parentRemoteId: parent,
    rootRemoteId: record.reply?.root.uri ?? null,
    text: record.text,
    lang: record.langs?.[0] ?? null,
    attachments: picturesOf(author, record.embed) ?? [],
    url: `${profileOf(author)}/post/${encodeURIComponent(rkey)}`,
    addressed: !own && (mentionsUs || answersUs),
    warning: warningOf(record.labels),
  });
}

/** Null where the record says nothing about pictures. */
function picturesOf(author: string, embed: unknown): Attachment[] | null {
  const read = readValue(embed, embedSchema);
  const images = read.ok ? (read.value.images ?? read.value.media?.images ?? null) : null;
  if (images === null) return null;
  return images.flatMap(({ alt, image }): Attachment[] => {
    const cid = cidOf(image);
    const url = `https://cdn.bsky.app/img/feed_fullsize/plain/${author}/${cid}@jpeg`;
    return cid === null ? [] : [{ kind: 'image', url, description: alt?.trim() || null }];
  });
}

const blobSchema = z.object({ ref: z.object({ $link: z.string().regex(/^[a-z0-9]{10,100}$/i) }) });

function cidOf(blob: unknown): string | null {
  const read = readValue(blob, blobSchema);
  return read.ok ? read.value.ref.$link : null;
}

const labelsSchema = z.object({ values: z.array(z.object({ val: z.string().max(128) })).max(20) });

function warningOf(labels: unknown): string | null {
  const read = readValue(labels, labelsSchema);
  return read.ok && read.value.values.length > 0 ? read.value.values.map(({ val }) => val).join(', ') : null;
}

const identitySchema = z.object({ did, handle: z.string().max(260).nullish() });

function readIdentity(frame: Frame, line: string, at: Date): Heard {
  const read = readValue(frame.identity, identitySchema);
  if (!read.ok) return dropped(`identity ${read.reason}`, line, null);
  // Without a handle it only says that something about the identity may have changed.
  if (!read.value.handle) return ignored('an identity without news', line, null);
  return arrival([{ kind: 'person', person: personOf(frame.did, read.value.handle), at, standing: 'active' }], line);
}

const accountSchema = z.object({ active: z.boolean(), status: z.string().max(60).nullish() });

function readAccount(frame: Frame, line: string, at: Date): Heard {
  const read = readValue(frame.account, accountSchema);
  if (!read.ok) return dropped(`account ${read.reason}`, line, null);
  const { active, status } = read.value;
  const standing = active ? 'active' : status === 'deleted' ? 'gone' : 'suspended';
  return arrival([{ kind: 'person', person: personOf(frame.did, null), at, standing }], line);
}

function personOf(remoteId: string, handle: string | null): Person {
  return { remoteId, handle, name: null, avatarUrl: null, profileUrl: profileOf(remoteId) };
}

function profileOf(remoteId: string): string {
  return `https://bsky.app/profile/${remoteId}`;
}

const EARLIEST_MS = Date.UTC(2000, 0, 1);

/** Authors date their own posts: never later than the network passed it on, and a date of no sense counts for nothing. */
function believable(createdAt: unknown, passedOn: Date): Date {
  const ms = typeof createdAt === 'string' ? Date.parse(createdAt) : Number.NaN;
  return ms >= EARLIEST_MS && ms < passedOn.getTime() ? new Date(ms) : passedOn;
}
