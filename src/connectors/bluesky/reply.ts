/** Public answers. The record's key is made from ours, so the network holds one record however often it is sent. */
import { z } from 'zod';
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { mustFit } from '../kit/fits.ts';
import { expect, readValue } from '../kit/json.ts';
import { addressOf, POST, pageOfPost } from './address.ts';
import { forgetPrivately } from './chat-send.ts';
import type { BlueskyContext } from './credentials.ts';
import { facetsOf } from './facets.ts';
import { limits, WRITE_POINTS } from './limits.ts';
import { isGone, parentOf } from './parent.ts';
import { didOfHandle } from './people.ts';
import { postRecordSchema, recordSchema, uploadedSchema, writtenSchema } from './schema.ts';
import { microsecondsOfTid, tidOfKey } from './tid.ts';
import { ask, call, errorNameOf, failureOf, isFine } from './xrpc.ts';

/** Our clock is used unless the server's differs by more than this. */
const CLOCKS_APART_MS = 60_000;

export async function reply(context: BlueskyContext, draft: Draft): Promise<Sent> {
  mustFit(draft, limits);
  const rkey = tidOfKey(draft.key);
  const before = await standing(context, rkey, draft);
  if (before.sent) return before.sent;
  // In this order nothing is uploaded for a post that cannot be answered.
  const answered = await parentOf(context, draft);
  const facets = await facetsOf(draft.text, handle => didOfHandle(context, handle));
  const images = await uploadAll(context, draft);
  const record = {
    $type: POST,
    text: draft.text,
    createdAt: before.networkNow.toISOString(),
    reply: answered,
    ...(facets.length === 0 ? {} : { facets }),
    ...(draft.lang === null ? {} : { langs: [draft.lang] }),
    ...(images.length === 0 ? {} : { embed: { $type: 'app.bsky.embed.images', images } }),
  };
  return put(context, draft, rkey, record);
}

async function put(context: BlueskyContext, draft: Draft, rkey: string, record: { createdAt: string }): Promise<Sent> {
  const repo = context.account.remoteId;
  const what = {
    name: 'com.atproto.repo.putRecord',
    // Null: there must be none yet. Whoever was faster has sent the same words.
    body: { repo, collection: POST, rkey, record, validate: true, swapRecord: null },
    bucket: 'writes',
    cost: WRITE_POINTS.create,
  };
  const answer = await ask(context, what, true);
  if (errorNameOf(answer) === 'InvalidSwap') {
    const { sent } = await standing(context, rkey, draft);
    if (sent) return sent;
  }
  if (!isFine(answer)) throw failureOf(answer, true, context.now());
  const { uri, commit } = expect(answer.json(), writtenSchema, true);
  const writtenUs = microsecondsOfTid(commit?.rev ?? '');
  return sentOf(uri, writtenUs === null ? new Date(record.createdAt) : new Date(Math.floor(writtenUs / 1000)));
}

/** What stands under our key already, and what time it is there. */
async function standing(
  context: BlueskyContext,
  rkey: string,
  draft: Draft,
): Promise<{ sent: Sent | null; networkNow: Date }> {
  const repo = context.account.remoteId;
  const query = { repo, collection: POST, rkey };
  const answer = await ask(context, { name: 'com.atproto.repo.getRecord', query }, true);
  const networkNow = networkTime(answer.headers.get('date'), context.now());
  if (!isFine(answer)) {
    if (isGone(answer)) return { sent: null, networkNow };
    throw failureOf(answer, false, context.now());
  }
  const { uri, value } = expect(answer.json(), recordSchema, false);
  const record = readValue(value, postRecordSchema);
  if (!record.ok || record.value.text !== draft.text)
    throw new NetworkFailure('refuse', 'Another post of this account stands in its place. Send it as a new answer.');
  return { sent: sentOf(uri, new Date(record.value.createdAt)), networkNow };
}

function networkTime(header: string | null, now: Date): Date {
  const there = Date.parse(header ?? '');
  return Math.abs(there - now.getTime()) > CLOCKS_APART_MS ? new Date(there) : now;
}

function sentOf(uri: string, at: Date): Sent {
  return { remoteId: uri, at, url: pageOfPost(uri) };
}

/** A picture nobody refers to is forgotten by the server, so uploading twice does no harm. */
async function uploadAll(context: BlueskyContext, draft: Draft) {
  const images: { image: Record<string, unknown>; alt: string }[] = [];
  for (const { bytes, type, description } of draft.attachments) {
    const upload = { name: 'com.atproto.repo.uploadBlob', upload: { bytes, type }, harmless: true };
    const { blob } = await call(context, upload, uploadedSchema);
    images.push({ image: blob, alt: description ?? '' });
  }
  return images;
}

const nothing = z.unknown();

/** Takes back one of our own. What is gone already is as wished. */
export async function remove(context: BlueskyContext, remoteId: string): Promise<void> {
  if (remoteId.startsWith('chat:')) return forgetPrivately(context, remoteId);
  const address = addressOf(remoteId);
  if (address === null) throw new NetworkFailure('gone', 'There is no such post.');
  if (address.did !== context.account.remoteId)
    throw new NetworkFailure('refuse', 'Only the account’s own posts can be taken back.');
  const { did: repo, collection, key: rkey } = address;
  const body = { repo, collection, rkey };
  await call(
    context,
    { name: 'com.atproto.repo.deleteRecord', body, harmless: true, bucket: 'writes', cost: WRITE_POINTS.remove },
    nothing,
  );
}
