/** Bluesky's wire, as far as the connector relies on it (lexicons app.bsky.*, com.atproto.*, chat.bsky.*). */
import { z } from 'zod';

const did = z.string().regex(/^did:[a-z]+:[A-Za-z0-9._:%-]{1,500}$/);
const uri = z.string().max(8_000);
const instant = z.string().max(64).refine(isInstant);
const key = z.string().min(1).max(512);

/** `{uri, cid}` and nothing else: more is refused by servers. */
export const refSchema = z.object({ uri, cid: z.string().max(200) });

function isInstant(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}

/** What does not fit counts as absent: a broken picture must not lose the words beside it. */
function loose<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

const blob = z.object({ ref: z.object({ $link: z.string().max(200) }), mimeType: z.string().max(200).optional() });
const alt = z.string().max(20_000).optional();
const images = z.object({ images: z.array(z.object({ image: blob, alt })).max(20) });
const video = z.object({ video: blob, alt });
const external = z.object({ external: z.object({ uri, title: z.string().max(5_000).optional() }) });
const quoted = z.object({ record: z.object({ uri }) });
const media = z.object({ ...images.partial().shape, ...video.partial().shape, ...external.partial().shape });

const embed = z.object({
  $type: z.string().max(200),
  ...media.shape,
  record: loose(z.union([z.object({ uri }), quoted])),
  media: loose(media),
});

const facet = z.object({
  index: z.object({ byteStart: z.int().min(0), byteEnd: z.int().min(0) }),
  features: z.array(z.object({ $type: z.string(), did: loose(did), uri: loose(uri), tag: loose(z.string()) })).max(50),
});

const selfLabels = z.object({ values: z.array(z.object({ val: z.string().max(200) })).max(50) });

export const postRecordSchema = z.object({
  $type: z.literal('app.bsky.feed.post'),
  text: z.string().max(200_000),
  createdAt: instant,
  langs: loose(z.array(z.string().max(35)).max(20)),
  reply: loose(z.object({ root: refSchema, parent: refSchema })),
  embed: loose(embed),
  facets: loose(z.array(facet).max(1_000)),
  labels: loose(selfLabels),
});
export type PostRecord = z.infer<typeof postRecordSchema>;

export const profileRecordSchema = z.object({
  $type: z.literal('app.bsky.actor.profile'),
  displayName: loose(z.string().max(1_000)),
  avatar: loose(blob),
});

/** A change of one record, whatever stream told it. */
export const commitSchema = z.object({
  did,
  rev: z.string().max(40),
  operation: z.string().max(20),
  collection: z.string().min(3).max(317),
  rkey: key,
  record: z.unknown().optional(),
});
export type Commit = z.infer<typeof commitSchema> & { seenAt: Date };

const identity = z.object({ did, handle: loose(z.string().max(300)) });
const account = z.object({ did, active: z.boolean(), status: loose(z.string().max(100)) });
export type AccountChange = z.infer<typeof account>;

/** Jetstream version 1, a line of JSON a frame. */
export const jetstreamSchema = z.object({
  did,
  time_us: z.int().min(0),
  kind: z.string(),
  commit: z.unknown().optional(),
  identity: identity.optional(),
  account: account.optional(),
});

/** Jetstream version 2: the event inside the envelope of `xrpc.v1.json`. */
export const eventSchema = z.object({
  $type: z.string(),
  seq: z.int().min(0).optional(),
  time: instant.optional(),
  identity: identity.optional(),
  account: account.optional(),
  name: loose(z.string().max(100)),
});
/** A draft calls the envelope `event`, the server `message`; only `error` says something else. */
export const envelopeSchema = z.object({
  $type: z.string(),
  payload: z.unknown().optional(),
  error: loose(z.string().max(200)),
  message: loose(z.string().max(2_000)),
});

/** com.atproto.sync.subscribeRepos: the first of two values in a frame, then the second by its type. */
export const frameHeaderSchema = z.object({ op: z.int(), t: z.string().optional() });
export const frameErrorSchema = z.object({ error: z.string().max(200), message: loose(z.string().max(2_000)) });
export const frameSchema = z.object({ seq: z.int().min(0), time: instant });
export const repoCommitSchema = frameSchema.extend({
  repo: did,
  rev: z.string().max(40),
  ops: z
    .array(
      z.object({
        action: z.string().max(20),
        path: z.string().max(900),
        cid: z.object({ $link: z.string() }).nullable(),
      }),
    )
    .max(400),
  blocks: z.unknown().optional(),
});
export const repoIdentitySchema = frameSchema.extend(identity.shape);
export const repoAccountSchema = frameSchema.extend(account.shape);

/** A person as views show them. */
export const personSchema = z.object({
  did,
  handle: z.string().max(300),
  displayName: loose(z.string().max(1_000)),
  avatar: loose(uri),
  description: loose(z.string().max(10_000)),
  followersCount: loose(z.int().min(0)),
  viewer: loose(
    z.object({ blockedBy: loose(z.boolean()), blocking: loose(z.string()), blockingByList: loose(z.unknown()) }),
  ),
});
export type PersonView = z.infer<typeof personSchema>;

const label = z.object({ val: z.string().max(200), neg: loose(z.boolean()) });

/** A post as the AppView shows it: in threads, feeds and notifications. */
export const postViewSchema = z.object({
  uri,
  cid: z.string().max(200),
  author: personSchema,
  record: z.unknown().optional(),
  indexedAt: instant,
  labels: loose(z.array(label).max(200)),
  viewer: loose(z.object({ replyDisabled: loose(z.boolean()) })),
});
export type PostView = z.infer<typeof postViewSchema>;

export const notificationSchema = postViewSchema.extend({ reason: z.string().max(100) });
export const notificationsSchema = z.object({
  notifications: z.array(z.unknown()).max(1_000),
  cursor: z.string().max(2_000).optional(),
});
export const recordsSchema = z.object({
  records: z.array(z.unknown()).max(1_000),
  cursor: z.string().max(2_000).optional(),
});
export const recordSchema = z.object({ uri, cid: z.string().max(200), value: z.unknown().optional() });
/** Branches of a thread are read as they are found: some are blocked, some gone. */
export const threadSchema = z.object({ thread: z.unknown().optional() });
export const threadNodeSchema = z.object({
  $type: z.string(),
  post: z.unknown().optional(),
  replies: loose(z.array(z.unknown()).max(5_000)),
});

export const sessionAnswerSchema = z.object({
  did,
  handle: z.string().max(300),
  accessJwt: z.string(),
  refreshJwt: z.string(),
  active: loose(z.boolean()),
  status: loose(z.string()),
  didDoc: z.unknown().optional(),
});
export const writtenSchema = z.object({
  uri,
  cid: z.string().max(200),
  commit: loose(z.object({ rev: z.string().max(40) })),
});
export const uploadedSchema = z.object({ blob: z.record(z.string(), z.unknown()) });
export const postsSchema = z.object({ posts: z.array(z.unknown()).max(100) });
export const errorSchema = z.object({ error: loose(z.string().max(200)), message: loose(z.string().max(5_000)) });

/** Direct messages. */
export const messageSchema = z.object({
  $type: z.string().optional(),
  id: key,
  rev: z.string().max(100),
  text: z.string().max(200_000).optional(),
  facets: loose(z.array(facet).max(1_000)),
  sender: z.object({ did }),
  sentAt: instant,
});
export type ChatMessage = z.infer<typeof messageSchema>;
export const logSchema = z.object({ logs: z.array(z.unknown()).max(1_000), cursor: z.string().max(2_000).optional() });
export const logEntrySchema = z.object({
  $type: z.string(),
  rev: z.string().max(100),
  convoId: z.string().max(200),
  message: loose(messageSchema),
  relatedProfiles: loose(z.array(z.unknown()).max(50)),
});
export const convoSchema = z.object({
  convo: z.object({ id: z.string().min(1).max(200), members: z.array(personSchema).max(100) }),
});
export const messagesSchema = z.object({ messages: z.array(z.unknown()).max(1_000), cursor: z.string().optional() });
