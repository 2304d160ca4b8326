/** Answers on their way out: below a comment, to a mention, as a direct message, and privately to a comment. */
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { mustFit } from '../kit/fits.ts';
import type { Classing } from '../kit/meta/failure.ts';
import { call, type GraphCall, idInPath } from '../kit/meta/graph.ts';
import { classing } from './api.ts';
import { kindOf, upload } from './attach.ts';
import { graphAt, type InstagramContext, loginOf, mailboxOf, messagesAt } from './credentials.ts';
import { HASHTAGS_LIMIT, limits } from './limits.ts';
import { deliveredSchema, writtenSchema } from './schema.ts';
import { underOf } from './thread.ts';

const DAY_MS = 24 * 3_600_000;

/** Below a comment, or to who mentioned us below other people's media. */
export async function reply(context: InstagramContext, draft: Draft): Promise<Sent> {
  mustFit(draft, limits);
  mustBeComment(draft);
  const written = await write(context, commentCall(context, draft)).catch(error => asMention(context, draft, error));
  return { remoteId: written.id, at: context.now(), url: null };
}

function write(context: InstagramContext, what: GraphCall) {
  return call(context, graphAt(context.credentials), { classing, ...what }, writtenSchema);
}

/** With Instagram's own sign-in mentions are told as comments: what cannot be answered as one may be answered as the other. */
async function asMention(context: InstagramContext, { to, text }: Draft, error: unknown) {
  const under = underOf(to.rootRemoteId);
  const isNoComment = error instanceof NetworkFailure && error.next === 'gone' && under?.kind === 'ours';
  if (!isNoComment || to.remoteId === null || to.remoteId === under.mediaId) throw error;
  return write(context, mentionCall(context, under.mediaId, to.remoteId, text)).catch(again => {
    // Nothing was written before; what is not known now must not pass for a no.
    throw again instanceof NetworkFailure && again.next === 'unsure' ? again : error;
  });
}

function mentionCall(
  { account }: InstagramContext,
  mediaId: string,
  remoteId: string | null,
  message: string,
): GraphCall {
  const comment: Record<string, string> = remoteId === mediaId || remoteId === null ? {} : { comment_id: remoteId };
  const form = { media_id: mediaId, ...comment, message };
  return { path: `/${idInPath(account.remoteId)}/mentions`, method: 'POST', form };
}

function commentCall(context: InstagramContext, { to, text: message }: Draft): GraphCall {
  const under = underOf(to.rootRemoteId);
  if (under?.kind === 'live')
    throw refusal('Instagram takes no answers under a live video. While it runs, they can be answered privately.');
  if (under?.kind === 'hashtag')
    throw refusal(
      'Instagram takes no answers from programs to posts found by a hashtag. Answer on the post’s own page.',
    );
  if (under?.kind === 'mention') return mentionCall(context, under.mediaId, to.remoteId, message);
  // Below our own media itself there is no comment to answer: it becomes one of its own.
  const edge = under !== null && to.remoteId === under.mediaId ? 'comments' : 'replies';
  return { path: `/${idInPath(to.remoteId)}/${edge}`, method: 'POST', form: { message } };
}

function mustBeComment({ attachments, text }: Draft): void {
  if (attachments.length > 0)
    throw refusal('Instagram takes no pictures or files in comments. Send them in a private message.');
  const hashtags = text.match(/[#＃][\p{L}\p{N}_]+/gu)?.length ?? 0;
  if (hashtags > HASHTAGS_LIMIT)
    throw refusal(`The answer has ${hashtags} hashtags; Instagram takes ${HASHTAGS_LIMIT} at most.`);
}

/** To somebody who wrote before: within a day, and by a person within seven. */
export async function direct(context: InstagramContext, draft: Draft): Promise<Sent> {
  mustFit(draft, limits);
  const id = roomOf(draft);
  if (id === null) throw refusal('Instagram has not told who this is to write to. They have to write first.');
  return deliver(context, draft, { recipient: { id }, ...tagFor(context, draft) }, 'messages');
}

/** A room is the other person. Who is known by name alone has none: null. */
export function roomOf({ to }: Draft): string | null {
  return [to.room, to.person.remoteId].find(id => id != null && /^\d+$/.test(id)) ?? null;
}

/** A first private message to somebody who commented: one, within seven days; under a live video while it runs. */
export async function privateReply(context: InstagramContext, draft: Draft): Promise<Sent> {
  mustFit(draft, limits);
  if (draft.attachments.length > 0) throw refusal('A private reply to a comment takes words only.');
  const under = underOf(draft.to.rootRemoteId)?.kind;
  if (under === 'mention' || under === 'hashtag')
    throw refusal('Instagram takes private replies to comments under your own posts only.');
  const recipient = { comment_id: idInPath(draft.to.remoteId) };
  return deliver(context, draft, { recipient }, 'privateReplies');
}

/** `HUMAN_AGENT` says that a person answers; a rule has a day and no more. */
function tagFor(context: InstagramContext, { to, byPerson }: Draft): Record<string, string> {
  const heardAt = to.lastHeardAt ?? null;
  const isInWindow = heardAt === null || context.now().getTime() - heardAt.getTime() < DAY_MS;
  if (isInWindow || byPerson === false) return {};
  const tag = { tag: 'HUMAN_AGENT' };
  return loginOf(context.credentials) === 'facebook' ? { messaging_type: 'MESSAGE_TAG', ...tag } : tag;
}

/** The window is closed, they have blocked us, or are gone: each is said in Instagram's own words. */
const ofMessages: Classing = error => {
  const { code, subcode } = error;
  if (code === 551 || (code === 10 && subcode !== null)) return 'refuse';
  // The comment a private reply goes to, or the person, is not there any more.
  return code === 100 && (subcode === 2_018_001 || subcode === 2_018_108) ? 'gone' : classing(error);
};

async function deliver(
  context: InstagramContext,
  draft: Draft,
  to: Record<string, unknown>,
  bucket: 'messages' | 'privateReplies',
): Promise<Sent> {
  // The files go first: after the words a file that is refused could not be taken back.
  const files: string[] = [];
  for (const attachment of draft.attachments) files.push(await upload(context, attachment));
  let last: string | null = null;
  let room = roomOf(draft);
  const say = async (message: unknown, harms: boolean) => {
    const at = messagesAt(context.credentials);
    const path = `/${idInPath(mailboxOf(context))}/messages`;
    const what: GraphCall = { path, method: 'POST', json: { ...to, message }, bucket, classing: ofMessages };
    const told = await call(context, at, what, deliveredSchema).catch(error => {
      throw harms ? inHalf(error) : error;
    });
    last ??= told.message_id;
    room = told.recipient_id ?? room;
    return told.message_id;
  };
  let isBegun = false;
  for (const [i, id] of files.entries()) {
    const type = kindOf(draft.attachments[i]?.type ?? '');
    await say({ attachment: { type, payload: { attachment_id: id } } }, isBegun);
    isBegun = true;
  }
  const words = draft.text === '' && isBegun ? null : await say({ text: draft.text }, isBegun);
  return { remoteId: words ?? last ?? '', at: context.now(), url: null, room };
}

/** Part of it stands there: whether the rest does too is for a person to see. */
function inHalf(error: unknown): unknown {
  if (!(error instanceof NetworkFailure)) return error;
  const message = `The file was sent, the words were not: ${error.message}`;
  return new NetworkFailure('unsure', message, { said: error.said, cause: error });
}

/** The page of the very post, where somebody answers in the app. */
export function handOff({ to }: Draft): string {
  const url = to.url ?? '';
  if (/^https:\/\/(www\.)?instagram\.com\/\S+$/.test(url) && URL.canParse(url)) return url;
  throw refusal('Instagram told no page for this post. Look for it in the app.');
}

function refusal(message: string): NetworkFailure {
  return new NetworkFailure('refuse', message);
}
