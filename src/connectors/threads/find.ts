/** Looks for an answer of ours whose outcome nobody knows: in the list of what we wrote. */
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { listPages } from '../kit/meta/graph.ts';
import { at, type ThreadsContext } from './credentials.ts';
import { POSTS, REPLIES, sinceIn } from './lists.ts';
import { webAddress } from './person.ts';
import { type Media, mediaSchema } from './schema.ts';

const PAGES_LIMIT = 20;
/** Their clock may be behind ours. */
const CLOCKS_APART_MS = 2 * 60_000;

export async function find(context: ThreadsContext, draft: Draft, since: Date): Promise<Sent | null> {
  const from = new Date(since.getTime() - CLOCKS_APART_MS);
  const list = sinceIn(draft.to.remoteId === null ? POSTS : REPLIES, from);
  let pages = 0;
  for await (const { entries, next } of listPages(context, at(context.credentials), list.call, PAGES_LIMIT)) {
    for (const entry of entries) {
      const media = readValue(entry, mediaSchema);
      if (media.ok && media.value.timestamp >= from && isIt(media.value, draft)) return sentAs(media.value);
    }
    pages += 1;
    if (next !== null && pages === PAGES_LIMIT)
      throw new NetworkFailure('retry', 'So much was written since that it cannot be told whether this was sent.');
  }
  return null;
}

/** The same words to the same post. */
function isIt({ text, replied_to }: Media, draft: Draft): boolean {
  if (text.trim() !== draft.text.trim()) return false;
  // Where the network leaves out what was answered, one too many would be worse than one wrongly found.
  return draft.to.remoteId === null || replied_to == null || replied_to.id === draft.to.remoteId;
}

function sentAs({ id, timestamp, permalink }: Media): Sent {
  return { remoteId: id, at: timestamp, url: webAddress(permalink) };
}
