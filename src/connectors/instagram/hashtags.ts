/** Hashtags the owner chose: what anybody posts under them, for a day back, without whoever wrote it. Through Facebook's API alone. */
import { z } from 'zod';
import { type Heard, NetworkFailure } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { call, idInPath, listPage } from '../kit/meta/graph.ts';
import { idSchema } from '../kit/meta/values.ts';
import { classing, orNothing } from './api.ts';
import { hashtagsOf, type InstagramContext, loginOf, personAt } from './credentials.ts';
import { TAGS_LIMIT } from './limits.ts';
import { placeOf } from './place.ts';
import { heardFound } from './reread.ts';
import { mediaItemSchema } from './schema.ts';

/** `username` is not among what may be asked for. */
const FOUND_FIELDS = 'id,caption,media_type,media_url,permalink,timestamp,comments_count';
const FOUND_A_PAGE = 50;

export type Found = { heard: Heard[]; more: Record<string, string> | null; tags?: Record<string, string> };

export function listenedTo({ credentials }: Pick<InstagramContext, 'credentials'>): string[] {
  return loginOf(credentials) === 'facebook' ? hashtagsOf(credentials).slice(0, TAGS_LIMIT) : [];
}

/** One page. A tag that is not there, or is not shown to us, must not keep the others from being heard. */
export async function hashtagPage(
  context: InstagramContext,
  since: Date,
  { tag, more }: { tag: string; more: Record<string, string> | null },
  cursor: { tags: Record<string, string>; counts: Record<string, number> },
): Promise<Found> {
  const id = cursor.tags[tag] ?? (await idIfThere(context, tag));
  if (id === null) return { heard: [], more: null };
  const what = {
    path: `/${idInPath(id)}/recent_media`,
    query: { user_id: context.account.remoteId, fields: FOUND_FIELDS, limit: String(FOUND_A_PAGE) },
    bucket: 'reading',
    classing,
  };
  const page = await orNothing(() => listPage(context, personAt(context.credentials), what, more));
  if (page === null) return { heard: [], more: null };
  let isPast = true;
  const heard = page.entries.flatMap(entry => {
    const media = readValue(entry, mediaItemSchema);
    if (media.ok && media.value.timestamp < since) return [];
    isPast = false;
    // Our own are heard as such.
    return media.ok && media.value.id in cursor.counts ? [] : [heardFound(entry, placeOf(context))];
  });
  return { heard, more: isPast ? null : page.next, tags: { [tag]: id } };
}

/** Null: nobody uses it, it is not shown to us, or thirty others were asked for this week. */
async function idIfThere(context: InstagramContext, tag: string): Promise<string | null> {
  try {
    return await idOf(context, tag);
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next === 'reauthorise') throw error;
    context.log('debug', 'A hashtag cannot be looked for now', { tag, said: error.said ?? error.message });
    return null;
  }
}

const searchSchema = z.object({ data: z.array(z.object({ id: idSchema })).min(1) });

/** Each different one counts for seven days; what it is called never changes. */
export async function idOf(context: InstagramContext, tag: string): Promise<string> {
  const query = { user_id: context.account.remoteId, q: tag };
  const what = { path: '/ig_hashtag_search', query, bucket: 'hashtags', classing };
  const { data } = await call(context, personAt(context.credentials), what, searchSchema);
  return data[0]?.id ?? '';
}
