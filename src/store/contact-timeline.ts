/** Everything that was said with one person, over all networks. */
import { sql } from 'kysely';
import type { MessageView } from '../core/view.ts';
import type { Db } from './db.ts';
import { type MessageRow, messageAuthor, messageColumns, messageJoins, viewOfMessage } from './messages.ts';

export type TimelineAsked = {
  brandId: number;
  contactId: string;
  network: string | null;
  visibility: 'public' | 'private' | null;
  scope: readonly string[] | null;
  after: { at: Date; id: string } | null;
};
export type Said = { message: MessageView; network: string };

/** Newest first. Each conversation gives as many as are asked for from its own index, and what began later than `after` gives nothing. */
export async function messagesOfContact(db: Db, asked: TimelineAsked, limit: number): Promise<Said[]> {
  const { brandId, contactId, network, visibility, scope, after } = asked;
  const further = after === null ? sql`true` : sql`(m.at, m.id) < (${after.at}, ${after.id}::uuid)`;
  const begun = after === null ? sql`true` : sql`c.opened_at <= ${after.at}`;
  const { rows } = await sql<MessageRow & { network: string }>`
    with shown as (
      select s.id, ch.network from conversation c
      join channel ch on ch.brand_id = c.brand_id and ch.id = c.channel_id
      cross join lateral (
        select m.id, m.at from message m
        where m.brand_id = c.brand_id and m.conversation_id = c.id and m.direction <> 'note' and ${further}
        order by m.at desc, m.id desc limit ${limit}) s
      where c.brand_id = ${brandId} and c.contact_id = ${contactId} and ${begun}
        and (${network}::text is null or ch.network = ${network})
        and (${visibility}::text is null or c.visibility = ${visibility})
        and (${scope}::uuid[] is null or c.inbox_id = any(${scope}::uuid[]))
      order by s.at desc, s.id desc limit ${limit})
    select ${messageColumns}, ${messageAuthor}, shown.network
    from shown join message m on m.brand_id = ${brandId} and m.id = shown.id ${messageJoins}
    order by m.at desc, m.id desc`.execute(db);
  return rows.map(row => ({ message: viewOfMessage(row), network: row.network }));
}
