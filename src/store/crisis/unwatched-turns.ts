/** Turns that opened and no watch has seen. */
import { sql } from 'kysely';
import { seriesOf } from '../../core/crisis/series.ts';
import type { Unwatched } from '../bursts.ts';
import type { Tx } from '../db.ts';

type Opened = {
  brandId: number;
  id: string;
  network: string;
  at: Date;
  author: string;
  text: string;
  channelId: string;
  intents: string[];
};

/** Takes up to so many away, oldest first; they are gone for good if the transaction commits. @returns each once for every series it counts in, and how many turns were taken */
export async function takeUnwatchedTurns(tx: Tx, limit: number): Promise<{ taken: number; posts: Unwatched[] }> {
  const { rows } = await sql<Opened | { brandId: null }>`
    with fresh as (
      delete from turn_unwatched u using (
        select brand_id, turn_id from turn_unwatched limit ${limit} for update skip locked) f
      where u.brand_id = f.brand_id and u.turn_id = f.turn_id returning u.brand_id, u.turn_id)
    select t.brand_id as "brandId", m.id, c.network, t.opened_at as at, coalesce(v.identity_id, v.id)::text as author, m.text,
      t.channel_id as "channelId", m.intents
    from fresh f
    left join turn t on t.brand_id = f.brand_id and t.id = f.turn_id
    left join channel c on c.brand_id = t.brand_id and c.id = t.channel_id
    left join conversation v on v.brand_id = t.brand_id and v.id = t.conversation_id
    left join message m on m.brand_id = t.brand_id and m.id = t.opened_by
    order by t.opened_at, t.id`.execute(tx);
  const posts = rows.flatMap(row => {
    // A turn that is no more has said nothing.
    if (row.brandId === null || row.id === null) return [];
    const { brandId, id, network, at, author, text, channelId, intents } = row;
    const post = { id, network, at, author, text };
    return seriesOf(channelId, intents).map(series => ({ brandId, queryId: null, series, post }));
  });
  return { taken: rows.length, posts };
}
