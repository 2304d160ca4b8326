/**
 * Deeds that are no answers, each a record of ours or a line in one: a like, a block, the list of hidden answers in the
 * gate of our own thread. Keys are made from what they are about, so that twice is once.
 */
import { z } from 'zod';
import { NetworkFailure, type Report, type TheirPost } from '../connector.ts';
import { expect, readValue } from '../kit/json.ts';
import { addressOf, BLOCK, LIKE, type RecordAddress, THREADGATE, uriOf } from './address.ts';
import type { BlueskyContext } from './credentials.ts';
import { WRITE_POINTS } from './limits.ts';
import { isGone } from './parent.ts';
import { personSchema, recordSchema, writtenSchema } from './schema.ts';
import { tidOfKey } from './tid.ts';
import { ask, call, failureOf, isFine } from './xrpc.ts';

const nothing = z.unknown();
/** The lexicon's own limit of answers hidden in one thread. */
export const HIDDEN_LIMIT = 300;
const REPORT_WORDS_LIMIT = 2_000;
const MODERATION = 'com.atproto.moderation.defs#';
const GROUNDS = {
  spam: `${MODERATION}reasonSpam`,
  abuse: `${MODERATION}reasonRude`,
  illegal: `${MODERATION}reasonViolation`,
  other: `${MODERATION}reasonOther`,
} as const;

export async function like(context: BlueskyContext, { remoteId }: TheirPost): Promise<void> {
  const ref = await refOf(context, remoteId);
  const record = { $type: LIKE, subject: ref, createdAt: context.now().toISOString() };
  await put(context, LIKE, tidOfKey(ref.uri), record);
}

/** Also one that was given in the network's own app. */
export async function unlike(context: BlueskyContext, { remoteId }: TheirPost): Promise<void> {
  const address = publicAddress(remoteId);
  await erase(context, LIKE, tidOfKey(uriOf(address)));
  const elsewhere = addressOf((await viewerOf(context, remoteId))?.like ?? '');
  if (elsewhere !== null) await erase(context, LIKE, elsewhere.key);
}

export function hide(context: BlueskyContext, post: TheirPost): Promise<void> {
  return changeHidden(context, post, hidden => (hidden.includes(post.remoteId) ? null : [...hidden, post.remoteId]));
}

export function unhide(context: BlueskyContext, post: TheirPost): Promise<void> {
  return changeHidden(context, post, hidden =>
    hidden.includes(post.remoteId) ? hidden.filter(uri => uri !== post.remoteId) : null,
  );
}

export async function block(context: BlueskyContext, { person }: TheirPost): Promise<void> {
  if ((await blockingOf(context, person.remoteId)) !== null) return;
  const record = { $type: BLOCK, subject: person.remoteId, createdAt: context.now().toISOString() };
  await put(context, BLOCK, tidOfKey(person.remoteId), record);
}

/** Also a block that was made in the network's own app. */
export async function unblock(context: BlueskyContext, { person }: TheirPost): Promise<void> {
  await erase(context, BLOCK, tidOfKey(person.remoteId));
  const elsewhere = addressOf((await blockingOf(context, person.remoteId)) ?? '');
  if (elsewhere !== null) await erase(context, BLOCK, elsewhere.key);
}

/** Goes to the moderators the account's server works with. */
export async function report(
  context: BlueskyContext,
  { remoteId }: TheirPost,
  { ground, words }: Report,
): Promise<void> {
  const subject = { $type: 'com.atproto.repo.strongRef', ...(await refOf(context, remoteId)) };
  const body = { reasonType: GROUNDS[ground], reason: words.slice(0, REPORT_WORDS_LIMIT).toWellFormed(), subject };
  await call(context, { name: 'com.atproto.moderation.createReport', body }, nothing);
}

const gateSchema = z.looseObject({
  hiddenReplies: z
    .array(z.string())
    .max(HIDDEN_LIMIT * 2)
    .optional(),
});

/** The gate holds who may answer as well: what stands there stays, and somebody's change in between is not lost. */
async function changeHidden(
  context: BlueskyContext,
  { remoteId, rootRemoteId }: TheirPost,
  change: (hidden: readonly string[]) => string[] | null,
): Promise<void> {
  const root = publicAddress(rootRemoteId ?? remoteId);
  if (root.did !== context.account.remoteId || rootRemoteId === remoteId)
    throw new NetworkFailure('refuse', 'Bluesky lets only whoever began the thread hide answers in it.');
  publicAddress(remoteId);
  const found = await recordAt(context, { ...root, collection: THREADGATE });
  const read = found === null ? null : readValue(found.value, gateSchema);
  if (read !== null && !read.ok) throw new NetworkFailure('refuse', 'The rules of this thread cannot be read.');
  const gate = read?.value ?? { createdAt: context.now().toISOString() };
  const hiddenReplies = change(gate.hiddenReplies ?? []);
  if (hiddenReplies === null) return;
  if (hiddenReplies.length > HIDDEN_LIMIT)
    throw new NetworkFailure('refuse', `Bluesky hides at most ${HIDDEN_LIMIT} answers in one thread.`);
  const record = { ...gate, $type: THREADGATE, post: uriOf(root), hiddenReplies };
  await put(context, THREADGATE, root.key, record, found?.cid ?? null);
}

/** @param swap what must stand there before; null: nothing, undefined: whatever does */
async function put(
  context: BlueskyContext,
  collection: string,
  rkey: string,
  record: Record<string, unknown>,
  swap?: string | null,
): Promise<void> {
  const swapping = swap === undefined ? {} : { swapRecord: swap };
  const body = { repo: context.account.remoteId, collection, rkey, record, ...swapping };
  const what = {
    name: 'com.atproto.repo.putRecord',
    body,
    bucket: 'writes',
    cost: WRITE_POINTS.create,
    harmless: true,
  };
  try {
    await call(context, what, writtenSchema);
  } catch (error) {
    // Somebody changed it in between: read anew, next time.
    if (swap === undefined || !(error instanceof NetworkFailure) || !/^Record was at/.test(error.said ?? ''))
      throw error;
    throw new NetworkFailure('retry', 'It was changed by somebody else at the same moment.', { cause: error });
  }
}

async function erase(context: BlueskyContext, collection: string, rkey: string): Promise<void> {
  const body = { repo: context.account.remoteId, collection, rkey };
  const what = {
    name: 'com.atproto.repo.deleteRecord',
    body,
    bucket: 'writes',
    cost: WRITE_POINTS.remove,
    harmless: true,
  };
  await call(context, what, nothing);
}

function publicAddress(remoteId: string): RecordAddress {
  const address = addressOf(remoteId);
  if (address === null) throw new NetworkFailure('refuse', 'This can be done to posts, not to direct messages.');
  return address;
}

async function refOf(context: BlueskyContext, remoteId: string): Promise<{ uri: string; cid: string }> {
  const found = await recordAt(context, publicAddress(remoteId));
  if (found === null) throw new NetworkFailure('gone', 'The post has been deleted.');
  return { uri: found.uri, cid: found.cid };
}

async function recordAt(context: BlueskyContext, { did: repo, collection, key: rkey }: RecordAddress) {
  const answer = await ask(context, { name: 'com.atproto.repo.getRecord', query: { repo, collection, rkey } }, true);
  if (isFine(answer)) return expect(answer.json(), recordSchema, false);
  if (isGone(answer)) return null;
  throw failureOf(answer, false, context.now());
}

const viewerSchema = z.object({
  posts: z.array(z.object({ uri: z.string(), viewer: z.object({ like: z.string().optional() }).optional() })).max(25),
});

/** Null where no AppView stands behind the account's server. */
async function viewerOf(context: BlueskyContext, remoteId: string): Promise<{ like?: string | undefined } | null> {
  if (context.credentials.hasAppView === false) return null;
  const { posts } = await call(context, { name: 'app.bsky.feed.getPosts', query: { uris: remoteId } }, viewerSchema);
  return posts.find(({ uri }) => uri === remoteId)?.viewer ?? null;
}

/** The record by which we block them; null where we do not, or no AppView tells. */
async function blockingOf(context: BlueskyContext, actor: string): Promise<string | null> {
  if (context.credentials.hasAppView === false) return null;
  const { viewer } = await call(context, { name: 'app.bsky.actor.getProfile', query: { actor } }, personSchema);
  return viewer?.blocking ?? null;
}
