/** Answers on their way out: to a post under everybody's eyes, or privately. */
import { z } from 'zod';
import { linksIn } from '../../core/weighted-text.ts';
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { mustFit } from '../kit/fits.ts';
import { ask, call, isFine } from './api.ts';
import { isEnterprise, type XContext } from './credentials.ts';
import { dmIdOf, dmIn, otherIn } from './dm.ts';
import { onlyByHand } from './hand-off.ts';
import { limitsFor, type Price } from './limits.ts';
import { pageOf } from './parse.ts';
import { failureOf, UNSUMMONED } from './problem.ts';
import { idSchema } from './schema.ts';
import { timeOf } from './snowflake.ts';
import { uploadAll } from './upload.ts';

const postedSchema = z.object({ data: z.object({ id: idSchema }) });
const messagedSchema = z.object({ data: z.object({ dm_event_id: idSchema, dm_conversation_id: idSchema }) });

export async function send(context: XContext, draft: Draft): Promise<Sent> {
  mustFit(draft, limitsFor(context.credentials));
  if (onlyByHand(draft.to, context.credentials)) throw new NetworkFailure('refuse', UNSUMMONED);
  const media = await uploadAll(context, draft, 'tweet');
  const price = priceOf(context, draft);
  const json = {
    text: draft.text,
    ...(draft.to.remoteId === null ? {} : { reply: { in_reply_to_tweet_id: draft.to.remoteId } }),
    ...(media.length === 0 ? {} : { media: { media_ids: media } }),
  };
  const { data } = await call(
    context,
    { path: '/2/tweets', method: 'POST', as: 'account', json, bucket: 'posting', price },
    postedSchema,
  );
  context.charge(price, 1);
  return { remoteId: data.id, at: timeOf(data.id) ?? context.now(), url: pageOf(data.id, context.account.handle) };
}

/** A link makes an answer dear; without one, an answer to who called for us is the cheapest. */
function priceOf({ credentials }: XContext, { text, to }: Draft): Price {
  if (linksIn(text).length > 0) return 'post.link';
  return to.remoteId !== null && to.addressed !== false && !isEnterprise(credentials) ? 'reply.summoned' : 'post';
}

/** In a room, or to somebody with whom there is none yet. */
export async function sendPrivately(context: XContext, draft: Draft): Promise<Sent> {
  mustFit(draft, limitsFor(context.credentials));
  const [mediaId] = await uploadAll(context, mustBeOne(draft), 'dm');
  const json = {
    ...(draft.text === '' ? {} : { text: draft.text }),
    ...(mediaId === undefined ? {} : { attachments: [{ media_id: mediaId }] }),
  };
  const { data } = await call(
    context,
    { path: roomPath(context, draft), method: 'POST', as: 'account', json, bucket: 'posting dms', price: 'dm' },
    messagedSchema,
  );
  context.charge('dm', 1);
  const at = timeOf(data.dm_event_id) ?? context.now();
  return { remoteId: dmIdOf(data.dm_event_id), at, url: null, room: data.dm_conversation_id };
}

function mustBeOne(draft: Draft): Draft {
  if (draft.attachments.length <= 1) return draft;
  throw new NetworkFailure('refuse', 'A direct message on X takes one picture or film.');
}

function roomPath({ account }: XContext, { to }: Draft): string {
  const isOfTwo = to.room === null || otherIn(to.room, account.remoteId) !== null || !/^\d+$/.test(to.room);
  const place = isOfTwo ? `with/${encodeURIComponent(to.person.remoteId)}` : encodeURIComponent(to.room ?? '');
  return `/2/dm_conversations/${place}/messages`;
}

const deletedSchema = z.object({ data: z.object({ deleted: z.boolean() }) });

/** Takes back one of our own. What is gone already is as wished. */
export async function remove(context: XContext, remoteId: string): Promise<void> {
  const dm = dmIn(remoteId);
  const path = dm === null ? `/2/tweets/${encodeURIComponent(remoteId)}` : `/2/dm_events/${encodeURIComponent(dm)}`;
  const what = { path, method: 'DELETE', as: 'account', bucket: 'deleting', price: 'delete', harmless: true } as const;
  const answer = await ask(context, what);
  if (!isFine(answer)) {
    const failure = failureOf(answer, true, context.now(), true);
    if (failure.next === 'gone') return;
    throw failure;
  }
  context.charge('delete', 1);
  const read = deletedSchema.safeParse(answer.json());
  if (read.success && !read.data.data.deleted) throw new NetworkFailure('refuse', 'X did not take it back.');
}
