/** Looks once more at what people wrote: Threads tells nobody of their edits and deletions. */
import { cleanText } from '../../core/text.ts';
import { type Heard, type Known, NetworkFailure } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import type { Classing } from '../kit/meta/failure.ts';
import { call, idInPath, listPages } from '../kit/meta/graph.ts';
import { at, type ThreadsContext } from './credentials.ts';
import { conversationUnder, FIELDS, type List, MENTIONS, pendingUnder, sinceIn } from './lists.ts';
import { isNamed, itemsOfMedia } from './parse.ts';
import { wholeSchema } from './schema.ts';

export const recheck = {
  most: 50,
  // Words may be changed in the first quarter of an hour; taken back they may be at any time.
  atAgesMinutes: [6, 17, 60, 360, 1_440, 4_320],
  look,
};

const PAGES_LIMIT = 20;
const NOT_THERE = 24;
const gone: Classing = ({ code }) => (code === NOT_THERE ? 'gone' : null);

async function look(context: ThreadsContext, posts: readonly Known[]): Promise<Heard[]> {
  const lists = new Map<string, Promise<Set<string> | null>>();
  const heard: Heard[] = [];
  for (const post of posts) {
    if (context.signal.aborted) break;
    const found = await stateOf(context, post, lists);
    if (found !== null) heard.push(found);
  }
  return heard;
}

/** Null where it stands as it stood, or where nobody can tell. */
async function stateOf(context: ThreadsContext, post: Known, lists: Lists): Promise<Heard | null> {
  try {
    const path = `/${idInPath(post.remoteId)}`;
    const what = { path, query: { fields: FIELDS.reply }, classing: gone };
    return editOf(context, post, await call(context, at(context.credentials), what, wholeSchema));
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    if (error.next === 'retry' || error.next === 'reauthorise') throw error;
    // "Does not exist, or you may not see it": only a list that would show it and does not is proof.
    if (error.next !== 'gone' || !(await isMissing(context, post, lists))) return null;
    const { remoteId } = post;
    const items = [{ kind: 'remove' as const, remoteId, at: context.now(), by: 'author' as const }];
    return { kind: 'arrival', items, raw: JSON.stringify({ gone: remoteId }), cursor: null, lane: remoteId };
  }
}

function editOf(context: ThreadsContext, post: Known, media: unknown): Heard | null {
  const parsed = itemsOfMedia(media, context.account, 'by anybody');
  const [item] = 'items' in parsed ? parsed.items : [];
  if (item?.kind !== 'post' || item.post.text === cleanText(post.text)) return null;
  const { remoteId, text, attachments, rootRemoteId } = item.post;
  const now = context.now();
  const edit = { kind: 'edit' as const, remoteId, text, attachments, at: now, version: now.getTime() };
  return {
    kind: 'arrival',
    items: [edit],
    raw: JSON.stringify({ told: 'by anybody', post: media }),
    cursor: null,
    lane: rootRemoteId ?? remoteId,
  };
}

type Lists = Map<string, Promise<Set<string> | null>>;

/** It stands in none of the lists that would show it, and all of them could be read to their end. */
async function isMissing(context: ThreadsContext, post: Known, lists: Lists): Promise<boolean> {
  const showing = listsShowing(context, post);
  for (const list of showing) {
    const key = `${list.name} ${list.call.query?.['since'] ?? ''}`;
    const ids = lists.get(key) ?? idsIn(context, list);
    lists.set(key, ids);
    const all = await ids;
    if (all === null || all.has(post.remoteId)) return false;
  }
  return showing.length > 0;
}

/** What was only found by a word stands in no list of ours. */
function listsShowing({ account, credentials }: ThreadsContext, post: Known): List[] {
  const { remoteId, rootRemoteId, text } = post;
  if (rootRemoteId === null || rootRemoteId === remoteId)
    return isNamed(text, account.handle) ? [mentionsAround(post)] : [];
  const waiting = credentials.approvals === 'yes' ? [pendingUnder(rootRemoteId, true)] : [];
  return [conversationUnder(rootRemoteId), ...waiting];
}

/** A mention that began a thread of its own stands in one list only. */
function mentionsAround({ at: writtenAt }: Known): List {
  const list = sinceIn(MENTIONS, new Date(writtenAt.getTime() - 1_000));
  const until = String(Math.ceil(writtenAt.getTime() / 1000) + 1);
  return { ...list, call: { ...list.call, query: { ...list.call.query, until } } };
}

/** All ids of a list; null where it could not be read to its end, or holds what cannot be read. */
async function idsIn(context: ThreadsContext, list: List): Promise<Set<string> | null> {
  const ids = new Set<string>();
  try {
    let isWhole = false;
    for await (const { entries, next } of listPages(context, at(context.credentials), list.call, PAGES_LIMIT)) {
      for (const entry of entries) {
        const read = readValue(entry, wholeSchema);
        if (!read.ok) return null;
        ids.add(read.value.id);
      }
      isWhole = next === null;
    }
    return isWhole ? ids : null;
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next === 'retry' || error.next === 'reauthorise') throw error;
    return null;
  }
}
