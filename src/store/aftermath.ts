/** What customers did after an answer, as saved replies and outcomes count it: one definition for both. */
import { type RawBuilder, sql } from 'kysely';

/** So long after an answer it is looked at what became of it. */
export const FOLLOWED_DAYS = 7;

type Column = RawBuilder<unknown>;
/** A turn that an answer closed, by its columns. `linkedId`: the other side of the conversation, public or private. */
export type AnsweredTurn = { brandId: number; conversationId: Column; linkedId: Column; closedAt: Column };

/** They wrote thanks (`says_thanks` in the database), here or on the other side of the conversation. */
export function thankedAfter(turn: AnsweredTurn): Column {
  return sql`exists (${writtenAfter(turn)} and says_thanks(w.search, w.intents, w.readings))`;
}

/** They wrote thanks or in a good mood, and it was no complaint. */
export function turnedAfter(turn: AnsweredTurn): Column {
  return sql`exists (${writtenAfter(turn)} and not w.intents && '{complaint,leaving,danger}'::text[]
    and (w.readings->>'sentiment' = 'positive' or says_thanks(w.search, w.intents, w.readings)))`;
}

/** Another turn opened in the conversation with more than thanks in it; one that needed no answer or was taken back asks nothing. */
export function askedAgainAfter({ brandId, conversationId, closedAt }: AnsweredTurn): Column {
  return sql`exists (
    select from turn n
    join message o on o.brand_id = n.brand_id and o.conversation_id = n.conversation_id and o.direction = 'in' and o.deleted_at is null
      and o.at >= n.opened_at and o.at <= coalesce(n.closed_at, 'infinity')
    where n.brand_id = ${brandId} and n.conversation_id = ${conversationId} and n.opened_at > ${closedAt} and n.opened_at <= ${windowAfter(closedAt)}
      and coalesce(n.outcome not in ('not_needed', 'withdrawn'), true)
      and not (says_thanks(o.search, o.intents, o.readings) and not o.intents && '{question,request}'::text[]))`;
}

export function windowAfter(closedAt: Column): Column {
  return sql`${closedAt} + make_interval(days => ${sql.lit(FOLLOWED_DAYS)})`;
}

function writtenAfter({ brandId, conversationId, linkedId, closedAt }: AnsweredTurn): Column {
  return sql`
    select from message w where w.brand_id = ${brandId} and w.conversation_id = any(array[${conversationId}, ${linkedId}])
      and w.direction = 'in' and w.deleted_at is null and w.at > ${closedAt} and w.at <= ${windowAfter(closedAt)}`;
}
