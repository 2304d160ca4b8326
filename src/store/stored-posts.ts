/** What triage is asked of messages that are kept. */
import { sql } from 'kysely';
import { NO_FACTS, type PostAsked } from '../core/triage/read.ts';
import type { Db } from './db.ts';

type Row = {
  id: string;
  text: string;
  networkTag: string | null;
  addressed: boolean;
  isPublic: boolean;
  followers: number | null;
};

/** Of those that customers wrote and nobody took back. Copies of the same text are not looked for again. */
export async function postsAsked(db: Db, brandId: number, ids: readonly string[]): Promise<Map<string, PostAsked>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select m.id, m.text, m.lang "networkTag", not c.heard addressed, m.visibility = 'public' "isPublic",
      (i.profile->>'followers')::float8 followers
    from message m
    join conversation c on c.brand_id = m.brand_id and c.id = m.conversation_id
    left join identity i on i.brand_id = m.brand_id and i.id = m.identity_id
    where m.brand_id = ${brandId} and m.id = any(${ids}::uuid[]) and m.direction = 'in' and m.deleted_at is null`.execute(
    db,
  );
  return new Map(
    rows.map(({ id, text, networkTag, ...facts }) => [id, { text, networkTag, facts: { ...NO_FACTS, ...facts } }]),
  );
}
