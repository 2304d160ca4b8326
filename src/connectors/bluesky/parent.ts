/** The post an answer goes to: still there, and open to us? */
import { z } from 'zod';
import { type Draft, NetworkFailure } from '../connector.ts';
import { expect, readValue } from '../kit/json.ts';
import { addressOf, THREADGATE, uriOf } from './address.ts';
import type { BlueskyContext } from './credentials.ts';
import {
  type PersonView,
  type PostRecord,
  type PostView,
  personSchema,
  postRecordSchema,
  postsSchema,
  recordSchema,
  type refSchema,
} from './schema.ts';
import { readPostView } from './views.ts';
import { ask, errorNameOf, failureOf, isFine } from './xrpc.ts';

export type Ref = z.infer<typeof refSchema>;
export type Parent = { parent: Ref; root: Ref };

/** What a reply must name. Throws `gone` for a deleted post and a refusal for a closed thread or a block. */
export async function parentOf(context: BlueskyContext, draft: Draft): Promise<Parent> {
  const uri = draft.to.remoteId;
  if (uri === null || addressOf(uri) === null) throw new NetworkFailure('refuse', 'There is no post to answer.');
  const view = await viewOf(context, uri);
  if (view !== null) {
    mayAnswer(view);
    return refsOf(view.uri, view.cid, recordOf(view.record));
  }
  await mayMeet(context, uri);
  const found = await recordAt(context, uri);
  if (found === null) throw new NetworkFailure('gone', 'The post you answer has been deleted.');
  const refs = refsOf(found.uri, found.cid, recordOf(found.value));
  await mayPassGate(context, refs.root.uri);
  return refs;
}

/** As the AppView shows it to us, blocks and gates included; null where no AppView answers or it does not know it. */
async function viewOf(context: BlueskyContext, uri: string): Promise<PostView | null> {
  if (context.credentials.hasAppView === false) return null;
  const answer = await ask(context, { name: 'app.bsky.feed.getPosts', query: { uris: uri } }, true);
  if (!isFine(answer)) {
    const failure = failureOf(answer, false, context.now());
    // A token that has run out must be renewed here, before anything is written.
    if (failure.next === 'reauthorise' || answer.status === 429) throw failure;
    return null;
  }
  const { posts } = expect(answer.json(), postsSchema, false);
  return posts.map(readPostView).find(post => post?.uri === uri) ?? null;
}

/** Behind a block the AppView shows nothing, as if the post were gone; the person is still shown, and why. */
async function mayMeet(context: BlueskyContext, uri: string): Promise<void> {
  const actor = addressOf(uri)?.did;
  if (context.credentials.hasAppView === false || actor === undefined) return;
  const answer = await ask(context, { name: 'app.bsky.actor.getProfile', query: { actor } }, true);
  const read = isFine(answer) ? readValue(answer.json(), personSchema) : null;
  if (read?.ok) mayMeetPerson(read.value);
}

function mayMeetPerson({ viewer }: PersonView): void {
  if (viewer?.blockedBy) throw refusal('They have blocked this account.');
  if (viewer?.blocking !== undefined || viewer?.blockingByList !== undefined)
    throw refusal('This account has blocked them.');
}

function mayAnswer({ author, viewer }: PostView): void {
  mayMeetPerson(author);
  if (viewer?.replyDisabled) throw refusal('Replies are disabled on this thread: its author chose who may answer.');
}

/** Our own server knows its own posts, and fetches others'. Null: it is gone. */
async function recordAt(context: BlueskyContext, uri: string): Promise<z.infer<typeof recordSchema> | null> {
  const address = addressOf(uri);
  if (address === null) return null;
  const { did: repo, collection, key: rkey } = address;
  const answer = await ask(context, { name: 'com.atproto.repo.getRecord', query: { repo, collection, rkey } }, true);
  if (isFine(answer)) return expect(answer.json(), recordSchema, false);
  if (isGone(answer)) return null;
  throw failureOf(answer, false, context.now());
}

export function isGone(answer: Parameters<typeof errorNameOf>[0]): boolean {
  // Older servers answer a record that is not there with a plain 400 and these words.
  return errorNameOf(answer) === 'RecordNotFound' || /could not locate record/i.test(answer.text());
}

const gateSchema = z.object({ allow: z.array(z.object({ $type: z.string() })).optional() });

/**
 * Without an AppView the author's own rule is read. Nobody, and mentions only, can be judged here; followers and lists
 * cannot, and the answer goes out: the network hides it if it was not wanted.
 */
async function mayPassGate(context: BlueskyContext, root: string): Promise<void> {
  const address = addressOf(root);
  if (address === null || address.did === context.account.remoteId) return;
  const gate = await recordAt(context, uriOf({ ...address, collection: THREADGATE }));
  const read = gate === null ? null : readValue(gate.value, gateSchema);
  const allow = read?.ok ? read.value.allow : undefined;
  if (allow === undefined) return;
  const kinds = allow.map(({ $type }) => $type.split('#')[1]);
  if (kinds.length > 0 && kinds.some(kind => kind !== 'mentionRule')) return;
  const first = kinds.length === 0 ? null : await recordAt(context, root);
  if (first !== null && mentions(recordOf(first.value), context.account.remoteId)) return;
  throw refusal('Replies are disabled on this thread: its author chose who may answer.');
}

function mentions(record: PostRecord | null, did: string): boolean {
  return record?.facets?.some(({ features }) => features.some(feature => feature.did === did)) ?? false;
}

/** The thread's beginning is what the answered post says; a post that answers nothing is the beginning itself. */
function refsOf(uri: string, cid: string, record: PostRecord | null): Parent {
  const parent = { uri, cid };
  return { parent, root: record?.reply?.root ?? parent };
}

function recordOf(value: unknown): PostRecord | null {
  const read = readValue(value, postRecordSchema);
  return read.ok ? read.value : null;
}

function refusal(words: string): NetworkFailure {
  return new NetworkFailure('refuse', words, { said: words });
}
