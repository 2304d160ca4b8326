/** Words in messages, and people by name or handle; newest first, within the caller's reach. */
import { readCursor, writeCursor } from '../core/page-cursor.ts';
import { searchable } from '../core/text.ts';
import type { ConversationView, MessageView } from '../core/view.ts';
import { contactsNamed } from '../store/contacts.ts';
import { loadConversationViews } from '../store/conversations.ts';
import { loadMessageViews } from '../store/messages.ts';
import { conversationsOfPeople, type Found, searchMessages } from '../store/search.ts';
import { inSnapshot } from '../store/snapshot.ts';
import type { Desk } from './desk.ts';
import type { Page } from './inbox.ts';
import { inboxScope, permit, type Who } from './permit.ts';

/** More words than this narrow nothing down. */
const WORDS_LIMIT = 12;
/** People considered for one search; who has a commoner name needs a longer one. */
const PEOPLE_LIMIT = 50;

export type Hit = { conversation: ConversationView; message: MessageView | null };
export type SearchQuery = { q: string; after?: string | undefined; limit: number };

export function search(desk: Pick<Desk, 'db'>, who: Who, query: SearchQuery): Promise<Page<Hit>> {
  permit(who, 'read');
  const after = query.after === undefined ? null : readCursor(query.after, ['found'] as const);
  const words = [...new Set(searchable(query.q).split(' '))].filter(word => word !== '').slice(0, WORDS_LIMIT);
  const { brandId } = who;
  const scope = inboxScope(who);
  const limit = query.limit + 1;
  return inSnapshot(desk.db, async (tx, seq) => {
    const contactIds = await contactsNamed(tx, brandId, query.q.replace(/^@/, '').trim(), PEOPLE_LIMIT);
    const people = await conversationsOfPeople(tx, { brandId, scope, contactIds, after, limit });
    const messages = await searchMessages(tx, { brandId, scope, words, after, limit });
    const found = [
      ...people.map(place => ({ ...place, kind: 'person' as const })),
      ...messages.map(place => ({ ...place, kind: 'message' as const })),
    ].sort(newestFirst);
    const shown = found.slice(0, query.limit);
    const conversations = await loadConversationViews(tx, brandId, [...new Set(shown.map(one => one.conversationId))]);
    const texts = await loadMessageViews(
      tx,
      brandId,
      shown.flatMap(one => (one.kind === 'message' ? [one.id] : [])),
    );
    const rows = shown.flatMap(({ kind, id, conversationId }): Hit[] => {
      const conversation = conversations.get(conversationId);
      const message = kind === 'message' ? texts.get(id) : null;
      return conversation === undefined || message === undefined ? [] : [{ conversation, message }];
    });
    const last = shown.at(-1);
    const more = found.length > query.limit && last !== undefined;
    return { rows, next: more ? writeCursor({ stretch: 'found', at: last.at, id: last.id }) : null, seq };
  });
}

function newestFirst(a: Found, b: Found): number {
  return a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1;
}
