/** Whether an answer of unknown fate stands on the server. Not every server honours a key, so it is looked for. */
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import type { MastodonContext } from './credentials.ts';
import { textOfHtml } from './html.ts';
import { timeThere } from './mark.ts';
import { pageIfOpen } from './page.ts';
import { isOpen, isOwn, withoutMentions } from './parse.ts';
import { placeOf } from './place.ts';
import { sentOf } from './reply.ts';
import { type Status, statusSchema } from './schema.ts';
import { aroundOf } from './thread.ts';
import { ownStatuses } from './timelines.ts';

/** Pages looked through, newest first. */
const PAGES_LIMIT = 10;
/** Their clock and ours may differ by this much after what their answers say of it. */
const CLOCKS_APART_MS = 2 * 60_000;

/** The same words by us, to the same post, since then. Null: they are certainly not there. */
export async function find(context: MastodonContext, draft: Draft, since: Date): Promise<Sent | null> {
  const among = await amongOwn(context, draft, since);
  if (among.found !== null) return sentOf(draft, among.found);
  // Some servers leave private words out of that list; the thread holds them.
  const below = draft.to.remoteId === null ? null : await aroundOf(context, draft.to.remoteId);
  const found = (below?.descendants ?? []).flatMap(read).find(status => isIt(context, status, draft, null));
  if (found !== undefined) return sentOf(draft, found);
  if (among.isSure) return null;
  throw new NetworkFailure('retry', 'So much was said since then that nobody can be sure it is not there.');
}

async function amongOwn(context: MastodonContext, draft: Draft, since: Date) {
  const list = ownStatuses(context.account.remoteId);
  let place: string | null = null;
  for (let page = 0; page < PAGES_LIMIT; page++) {
    const listed = await pageIfOpen(context, list, place);
    if (listed === null) return { found: null, isSure: false };
    const now = context.now();
    const aheadMs = timeThere(listed.answer, now).getTime() - now.getTime();
    const earliest = new Date(since.getTime() + aheadMs - CLOCKS_APART_MS);
    const statuses = listed.entries.flatMap(read);
    const found = statuses.find(status => isIt(context, status, draft, earliest)) ?? null;
    if (found !== null) return { found, isSure: true };
    const isPast = statuses.some(({ created_at: at }) => at < earliest);
    if (isPast || listed.next === null || listed.next === place || listed.entries.length === 0)
      return { found: null, isSure: true };
    place = listed.next;
  }
  return { found: null, isSure: false };
}

function read(entry: unknown): Status[] {
  const one = readValue(entry, statusSchema);
  return one.ok ? [one.value] : [];
}

function isIt(context: MastodonContext, status: Status, draft: Draft, earliest: Date | null): boolean {
  const { to, visibility } = draft;
  if (!isOwn(status, placeOf(context)) || (earliest !== null && status.created_at < earliest)) return false;
  if (to.remoteId !== null && status.in_reply_to_id !== null && status.in_reply_to_id !== to.remoteId) return false;
  if (visibility === 'private' && isOpen(status)) return false;
  const people = status.mentions ?? [];
  const named = [...people, { acct: to.person.handle ?? '', username: '' }];
  const said = withoutMentions(textOfHtml(status.content, people), named);
  return bones(said) === bones(withoutMentions(draft.text, named));
}

/** What no server changes about words: not the space between them, the signs around them, nor how a name is written out. */
function bones(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/(@[\p{L}\p{N}_.-]+)@[\p{L}\p{N}_.:-]+/gu, '$1')
    .replace(/\s+/g, '');
  return plain.replace(/\p{P}+/gu, '') || plain;
}
