/** Whether an answer of unknown fate stands on the server. Not every server honours a key, so it is looked for. */
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { personIdOf } from './address.ts';
import { baseOf } from './api.ts';
import type { MastodonContext } from './credentials.ts';
import { textOfHtml } from './html.ts';
import { aheadOf } from './mark.ts';
import { pageIfOpen } from './page.ts';
import { isOpen, isOwn, withoutMentions } from './parse.ts';
import { placeOf } from './place.ts';
import { sentOf } from './reply.ts';
import { conversationSchema, type Status, statusSchema } from './schema.ts';
import { aroundIfOpen } from './thread.ts';
import { ownStatuses } from './timelines.ts';

/** Pages looked through, newest first. */
const PAGES_LIMIT = 10;
/** Their clock and ours may differ by this much after what their answers say of it. */
const CLOCKS_APART_MS = 2 * 60_000;
/** Talks looked into. */
const ROOMS_LIMIT = 10;

/** `isSure`: had it been there, it would have been seen. */
type Look = { found: Status | null; isSure: boolean; aheadMs: number };

/** The same words by us, to the same post, since then. Null: they are certainly not there. */
export async function find(context: MastodonContext, draft: Draft, since: Date): Promise<Sent | null> {
  const own = await amongOwn(context, draft, since);
  if (own.found !== null) return sentOf(draft, own.found, own.aheadMs);
  if (own.isSure) return null;
  // Some servers leave private words out of that list; the thread holds them, and so does the talk.
  const below = draft.to.remoteId === null ? null : await inThread(context, draft, draft.to.remoteId);
  const around = below?.isSure === true ? below : await inRooms(context, draft, since);
  const found = below?.found ?? around.found;
  if (found !== null) return sentOf(draft, found, own.aheadMs);
  if (around.isSure) return null;
  throw new NetworkFailure('retry', 'This server does not show enough to be sure that it is not there.');
}

async function amongOwn(context: MastodonContext, draft: Draft, since: Date): Promise<Look> {
  const list = ownStatuses(context.account.remoteId);
  const isPublic = draft.visibility === 'public';
  let showsPrivate = false;
  let aheadMs = 0;
  let place: string | null = null;
  for (let page = 0; page < PAGES_LIMIT; page++) {
    const listed = await pageIfOpen(context, list, place);
    if (listed === null) break;
    aheadMs = aheadOf(listed.answer, context.now());
    const earliest = new Date(since.getTime() + aheadMs - CLOCKS_APART_MS);
    const statuses = listed.entries.flatMap(read);
    const found = statuses.find(status => isIt(context, status, draft, earliest)) ?? null;
    if (found !== null) return { found, isSure: true, aheadMs };
    showsPrivate ||= statuses.some(status => !isOpen(status));
    const isPast = statuses.some(({ created_at: at }) => at < earliest);
    if (isPast || listed.next === null || listed.next === place || listed.entries.length === 0)
      return { found: null, isSure: isPublic || showsPrivate, aheadMs };
    place = listed.next;
  }
  return { found: null, isSure: false, aheadMs };
}

async function inThread(context: MastodonContext, draft: Draft, id: string): Promise<Omit<Look, 'aheadMs'>> {
  const around = await aroundIfOpen(context, id);
  const statuses = (around?.descendants ?? []).flatMap(read);
  return { found: statuses.find(status => isIt(context, status, draft, null)) ?? null, isSure: around !== null };
}

async function inRooms(context: MastodonContext, draft: Draft, since: Date): Promise<Omit<Look, 'aheadMs'>> {
  const listed =
    draft.visibility === 'public' ? null : await pageIfOpen(context, { path: '/api/v1/conversations' }, null);
  if (listed === null) return { found: null, isSure: false };
  const earliest = since.getTime() + aheadOf(listed.answer, context.now()) - CLOCKS_APART_MS;
  const lasts = listed.entries.flatMap(entry => {
    const room = readValue(entry, conversationSchema);
    return room.ok ? read(room.value.last_status) : [];
  });
  const theirs = lasts.filter(last => last.created_at.getTime() >= earliest && concerns(context, last, draft));
  for (const last of theirs.slice(0, ROOMS_LIMIT)) {
    const around = await aroundIfOpen(context, last.id);
    const said = [...(around?.ancestors ?? []).flatMap(read), last];
    const found = said.find(status => isIt(context, status, draft, new Date(earliest)));
    if (found !== undefined) return { found, isSure: true };
  }
  return { found: null, isSure: theirs.length <= ROOMS_LIMIT };
}

function concerns(context: MastodonContext, { account, mentions }: Status, { to }: Draft): boolean {
  const ids = [account.id, ...(mentions ?? []).map(({ id }) => id)];
  return ids.some(id => personIdOf(id, baseOf(context)) === to.person.remoteId);
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
