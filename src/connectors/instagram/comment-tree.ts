/** A page of comments with the answers below each, as single comments; those older than asked for are left out. */
import type { Heard } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { idInPath } from '../kit/meta/graph.ts';
import { COMMENT_FIELDS, list, orNothing, REPLIES } from './api.ts';
import type { InstagramContext } from './credentials.ts';
import { placeOf } from './place.ts';
import { heardComment } from './reread.ts';
import { commentSchema } from './schema.ts';

/** Pages of answers below one comment: a thousand. */
const REPLY_PAGES_LIMIT = 20;

export type Below = { mediaId: string; permalink: string | null; since: Date };

export async function commentsIn(
  context: InstagramContext,
  entries: readonly unknown[],
  below: Below,
): Promise<Heard[]> {
  const heard: Heard[] = [];
  for (const entry of entries) {
    const read = readValue(entry, commentSchema);
    const replies = read.ok ? await repliesOf(context, read.value) : [];
    const { replies: _, ...bare } = Object(entry) as Record<string, unknown>;
    heard.push(...some(context, [bare], below));
    // The comment above is told with its answers and not in each of them.
    const parent = read.ok ? { parent_id: read.value.id } : {};
    heard.push(
      ...some(
        context,
        replies.map(reply => ({ ...parent, ...defined(reply) })),
        below,
      ),
    );
  }
  return heard;
}

function some(context: InstagramContext, comments: readonly unknown[], { mediaId, permalink, since }: Below): Heard[] {
  return comments.flatMap(comment => {
    const read = readValue(comment, commentSchema);
    return read.ok && read.value.timestamp < since ? [] : [heardComment(comment, mediaId, permalink, placeOf(context))];
  });
}

function defined(reply: unknown): Record<string, unknown> {
  const all = Object.entries(Object(reply) as Record<string, unknown>);
  return Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== null));
}

/** The first come along; the rest is asked for where there is one. */
async function repliesOf(
  context: InstagramContext,
  { id, replies }: Pick<ReturnType<typeof commentSchema.parse>, 'id' | 'replies'>,
): Promise<unknown[]> {
  const first = replies?.data ?? [];
  if (replies?.paging?.next == null && first.length < REPLIES) return first;
  const all: unknown[] = [];
  let more: Record<string, string> | null = null;
  for (let page = 0; page < REPLY_PAGES_LIMIT; page++) {
    const query = { fields: COMMENT_FIELDS, limit: String(REPLIES) };
    const next = await orNothing(() => list(context, { path: `/${idInPath(id)}/replies`, query }, more));
    if (next === null) return first;
    all.push(...next.entries);
    more = next.next;
    if (more === null) break;
  }
  return all;
}
