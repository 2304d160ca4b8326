/** Messages in Messenger, within the windows Facebook keeps: a day for everybody, seven for people, one answer to a comment. */
import { z } from 'zod';
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { mustFit } from '../kit/fits.ts';
import type { Classing } from '../kit/meta/failure.ts';
import { call, idInPath } from '../kit/meta/graph.ts';
import { idSchema } from '../kit/meta/values.ts';
import { asPage, type FacebookContext } from './credentials.ts';
import { HUMAN_WINDOW_HOURS, limits, MESSAGE_WINDOW_HOURS } from './limits.ts';
import { isUnnamed } from './people.ts';
import { attach } from './upload.ts';

const HOUR_MS = 3_600_000;
/** "Temporary send message failure": nobody says whether it went. */
const TEMPORARY_FAILURE = 1_200;
export const sendingMeans: Classing = ({ code }) => (code === TEMPORARY_FAILURE ? 'unsure' : null);

const sentSchema = z.object({ message_id: idSchema, recipient_id: idSchema.nullish().catch(null) });
type Recipient = { id: string } | { comment_id: string } | { post_id: string };
type Way = { messaging_type: 'RESPONSE' } | { messaging_type: 'MESSAGE_TAG'; tag: 'HUMAN_AGENT' };

/** In the room of somebody who has written to the page. */
export async function direct(context: FacebookContext, draft: Draft): Promise<Sent> {
  mustFit(draft, limits);
  const way = wayInto(draft, context.now());
  const id = roomOf(draft);
  return send(context, draft, { id }, way, 'messages');
}

/** The one private answer to a comment or a visitor’s post; it opens the room. */
export async function privateReply(context: FacebookContext, draft: Draft): Promise<Sent> {
  mustFit(draft, limits);
  const to = idInPath(draft.to.remoteId);
  const isPost = to.startsWith(`${context.account.remoteId}_`);
  const way = { messaging_type: 'RESPONSE' } as const;
  if (draft.attachments.length > 0 && draft.text !== '')
    throw new NetworkFailure('refuse', 'The one private answer to a comment is words or a picture, not both.');
  return send(context, draft, isPost ? { post_id: to } : { comment_id: to }, way, 'privateReplies');
}

async function send(
  context: FacebookContext,
  draft: Draft,
  recipient: Recipient,
  way: Way,
  bucket: string,
): Promise<Sent> {
  const [file] = draft.attachments;
  const post = (message: object) => {
    const json = { recipient, ...way, message: { ...message, metadata: draft.key } };
    const path = `/${context.account.remoteId}/messages`;
    const what = { path, method: 'POST', json, bucket, classing: sendingMeans } as const;
    return call(context, asPage(context.credentials), what, sentSchema);
  };
  const isBoth = file !== undefined && draft.text !== '';
  // A message is a file or words; the file goes first, and the words carry the key.
  const first = file === undefined ? null : await post({ attachment: await attach(context, file) });
  const last =
    first === null || isBoth ? await post({ text: draft.text }).catch(error => afterFile(error, isBoth)) : first;
  const room = last.recipient_id ?? ('id' in recipient ? recipient.id : draft.to.person.remoteId);
  return { remoteId: last.message_id, at: context.now(), url: null, room: isUnnamed(room) ? null : room };
}

/** Sending it all again would send the file twice. */
function afterFile(error: unknown, isFileOut: boolean): never {
  if (!isFileOut || !(error instanceof NetworkFailure) || error.next === 'unsure') throw error;
  const { said, message } = error;
  throw new NetworkFailure('refuse', `The file went out, the words did not: ${message}`, { said, cause: error });
}

/** Rules may write for a day after somebody wrote, people for seven. Where nobody knows when that was, Facebook judges. */
function wayInto({ to, byPerson }: Draft, now: Date): Way {
  const heardAt = to.lastHeardAt ?? null;
  const hours = heardAt === null ? 0 : (now.getTime() - heardAt.getTime()) / HOUR_MS;
  if (hours <= MESSAGE_WINDOW_HOURS) return { messaging_type: 'RESPONSE' };
  if (hours > HUMAN_WINDOW_HOURS)
    throw new NetworkFailure(
      'refuse',
      'They last wrote more than seven days ago. Facebook lets nobody write to them until they write again.',
    );
  if (byPerson === false)
    throw new NetworkFailure(
      'refuse',
      'They last wrote more than a day ago. From then on Facebook takes only what a person wrote.',
    );
  return { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };
}

/** Rooms are named by whom they are with. */
export function roomOf({ to }: Draft): string {
  return idInPath(to.room ?? to.person.remoteId);
}
