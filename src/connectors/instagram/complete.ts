/** What the hook only names is fetched: mentions, and messages told as edits without words. */
import { z } from 'zod';
import { type Dropped, type Heard, NetworkFailure } from '../connector.ts';
import { dropped, ignored } from '../kit/json.ts';
import { idInPath } from '../kit/meta/graph.ts';
import { verified } from '../kit/signature.ts';
import { read, withFields } from './api.ts';
import type { InstagramContext } from './credentials.ts';
import { arrival, type Named, namedIn } from './parse.ts';
import { placeOf } from './place.ts';
import { editTo, heardComment, heardMessage, heardTheirMedia } from './reread.ts';
import { messageOf } from './rooms.ts';
import { rootOf } from './thread.ts';

/** `username` is not among the documented fields, but given; where it is not, the documented ones are asked for. */
const MENTION_FIELDS = ['id,text,timestamp,username,like_count,media', 'id,text,timestamp,like_count,media'];
const THEIR_MEDIA_FIELDS = [
  'id,caption,media_type,media_url,permalink,timestamp,username',
  'id,caption,media_type,media_url,timestamp,username',
];
/** Who wrote a comment is told beside its media where it is not told with it. */
const THEIR_COMMENTS = 50;

/** Throws `retry` and `reauthorise`; what is not there or not shown is dropped. */
export async function complete(context: InstagramContext, stub: Dropped): Promise<Heard> {
  const body = verified(new TextEncoder().encode(stub.raw));
  const named = namedIn(body, placeOf(context).ids);
  if (named === null) return dropped('it names nothing that could be fetched', stub.raw, null);
  try {
    return await fetched(context, named);
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    if (error.next === 'gone')
      return ignored(`${WHAT[named.kind]} that was gone before it could be read`, stub.raw, null);
    if (error.next === 'refuse') return dropped(`${WHAT[named.kind]} that Instagram does not show`, stub.raw, null);
    throw error;
  }
}

const WHAT = { mention: 'a mention', message: 'a message' } as const;

function fetched(context: InstagramContext, named: Named): Promise<Heard> {
  if (named.kind === 'message') return editedMessage(context, named);
  return named.commentId === null
    ? mentioningMedia(context, named.mediaId)
    : mentioningComment(context, named.mediaId, named.commentId);
}

async function mentioningMedia(context: InstagramContext, mediaId: string): Promise<Heard> {
  const media = await mentioned(context, 'mentioned_media', 'media_id', mediaId, THEIR_MEDIA_FIELDS);
  return heardTheirMedia({ ...media, id: mediaId }, placeOf(context));
}

async function mentioningComment(context: InstagramContext, mediaId: string, commentId: string): Promise<Heard> {
  const comment = await mentioned(context, 'mentioned_comment', 'comment_id', commentId, MENTION_FIELDS);
  const told = {
    ...comment,
    id: commentId,
    username: comment['username'] ?? (await whoWrote(context, mediaId, commentId)),
  };
  return heardComment(told, rootOf({ kind: 'mention', mediaId }), null, placeOf(context));
}

type Edge = 'mentioned_comment' | 'mentioned_media';

/** @param fields tried one after the other, as long as the network knows no such field */
async function mentioned(context: InstagramContext, edge: Edge, by: string, id: string, fields: readonly string[]) {
  const shape = z.object({ [edge]: z.record(z.string(), z.unknown()) });
  const answer = await withFields(fields, some => {
    const query = { fields: `${edge}.${by}(${idInPath(id)}){${some}}` };
    return read(context, { path: `/${idInPath(context.account.remoteId)}`, query }, shape);
  });
  return answer[edge] ?? {};
}

const commentsSchema = z.object({
  mentioned_media: z.object({
    comments: z
      .object({ data: z.array(z.object({ id: z.coerce.string(), username: z.string().nullish() })) })
      .nullish(),
  }),
});

/** Null: Instagram does not say. */
async function whoWrote(context: InstagramContext, mediaId: string, commentId: string): Promise<string | null> {
  try {
    const query = {
      fields: `mentioned_media.media_id(${idInPath(mediaId)}){comments.limit(${THEIR_COMMENTS}){id,username}}`,
    };
    const { mentioned_media: media } = await read(
      context,
      { path: `/${idInPath(context.account.remoteId)}`, query },
      commentsSchema,
    );
    return media.comments?.data.find(({ id }) => id === commentId)?.username ?? null;
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next === 'reauthorise') throw error;
    return null;
  }
}

/** The words it has now: those of an edit, or of a message nobody has told us of. */
async function editedMessage(context: InstagramContext, named: Extract<Named, { kind: 'message' }>): Promise<Heard> {
  const message = await messageOf(context, named.mid);
  const heard = heardMessage({ ...message, id: named.mid }, placeOf(context));
  const item = heard.kind === 'arrival' ? heard.items[0] : undefined;
  if (heard.kind !== 'arrival' || item?.kind !== 'post' || (named.version ?? 0) < 1) return heard;
  const at = named.at ?? context.now();
  return arrival(
    [item, { ...editTo(named.mid, item.post.text, at), version: named.version ?? at.getTime() }],
    heard.raw,
  );
}
