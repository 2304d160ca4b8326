/** What people said of posts that listening queries heard: about us, or another's of that name. */
import { sql } from 'kysely';
import type { About } from '../core/triage/reading.ts';
import type { Db } from './db.ts';

export type AboutMarkRow = { queryId: string; value: About; text: string };

/** Another one whenever something was marked, corrected or taken back. */
export async function aboutMarksMark(db: Db, brandId: number): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws(' ',
      (select count(*) || ' ' || coalesce(max(marked_at)::text, '') from listening_match where brand_id = ${brandId} and mark is not null),
      (select count(*) || ' ' || coalesce(max(seq), 0) from reading_correction
        where brand_id = ${brandId} and aspect = 'about' and undone_at is null)) mark`.execute(db);
  return rows[0]?.mark ?? '';
}

/**
 * By query, the newest first, at most so many on either side. What was said of a message on the desk counts for the queries that heard it;
 * of one post the last word counts. What authors took back has no words and is left out.
 */
export async function listAboutMarks(db: Db, brandId: number, eachSide: number): Promise<AboutMarkRow[]> {
  const { rows } = await sql<AboutMarkRow>`
    with said as (
      select m.id match_id, case m.mark when 'ours' then 'us' else 'other' end as value, m.marked_at at,
        concat_ws(' ', m.post ->> 'warning', m.post ->> 'text') as text
      from listening_match m where m.brand_id = ${brandId} and m.mark is not null and m.deleted_at is null
      union all
      select m.id, r.said #>> '{}', r.at, s.text
      from reading_correction r
      join message s on s.brand_id = r.brand_id and s.id = r.message_id and s.deleted_at is null
      join listening_match m on m.brand_id = s.brand_id and m.channel_id = s.channel_id and m.remote_id = s.remote_id
      where r.brand_id = ${brandId} and r.aspect = 'about' and r.source = 'person' and r.undone_at is null
        and r.set_aside_by is null and r.said #>> '{}' in ('us', 'other')
    ), last_word as (
      select distinct on (match_id) * from said where text <> '' order by match_id, at desc
    ), ranked as (
      select q.query_id, w.value, w.text, w.at,
        row_number() over (partition by q.query_id, w.value order by w.at desc, w.match_id) place
      from last_word w join listening_match_query q on q.brand_id = ${brandId} and q.match_id = w.match_id
    )
    select query_id as "queryId", value, text from ranked where place <= ${eachSide} order by query_id, at desc, text`.execute(
    db,
  );
  return rows;
}
