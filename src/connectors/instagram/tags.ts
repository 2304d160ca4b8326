/** Media in which somebody tagged us: the only mentions that can be listed. */
import type { Heard } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { idInPath } from '../kit/meta/graph.ts';
import { list, orNothing, TAG_FIELDS } from './api.ts';
import type { InstagramContext } from './credentials.ts';
import { placeOf } from './place.ts';
import { heardTheirMedia } from './reread.ts';
import { mediaItemSchema } from './schema.ts';

const TAGS_A_PAGE = 50;

export type Listed = { heard: Heard[]; more: Record<string, string> | null };

/** Newest first, until before `since`. What an account may not ask for is no reason to hear nothing else. */
export async function tagsPage(
  context: InstagramContext,
  since: Date,
  more: Record<string, string> | null,
): Promise<Listed> {
  const path = `/${idInPath(context.account.remoteId)}/tags`;
  const query = { fields: TAG_FIELDS, limit: String(TAGS_A_PAGE) };
  const page = await orNothing(() => list(context, { path, query }, more));
  if (page === null) return { heard: [], more: null };
  let isPast = false;
  const heard = page.entries.flatMap(entry => {
    const read = readValue(entry, mediaItemSchema);
    const isOld = read.ok && read.value.timestamp < since;
    isPast ||= isOld;
    return isOld ? [] : [heardTheirMedia(entry, placeOf(context))];
  });
  return { heard, more: isPast ? null : page.next };
}
