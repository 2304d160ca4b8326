/** The weekly audit: which posts were drawn, in which parts, and what people said of them. */
import { sql } from 'kysely';
import type { Mark, Stratum } from '../core/listening/audit.ts';
import type { Post } from '../core/post.ts';
import type { Db, Tx } from './db.ts';

export type AuditRow = { week: string; drawnAt: Date; fromAt: Date; untilAt: Date; strata: Stratum[] };
export type DrawnPost = {
  id: string;
  /** From 1; null: a spare, for one that its author deletes. */
  place: number | null;
  stratum: string;
  channelId: string;
  network: string;
  post: Post;
};
export type AuditPostRow = Omit<DrawnPost, 'place' | 'post'> & {
  place: number;
  /** Null: forgotten. */
  post: Post | null;
  gone: boolean;
  mark: Mark | null;
  markedBy: string | null;
};

/** @returns false when the week has its posts already */
export async function insertAudit(
  tx: Tx,
  brandId: number,
  audit: AuditRow,
  posts: readonly DrawnPost[],
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into audit (brand_id, week, drawn_at, from_at, until_at, strata)
    values (${brandId}, ${audit.week}::date, ${audit.drawnAt}, ${audit.fromAt}, ${audit.untilAt}, ${JSON.stringify(audit.strata)}::jsonb)
    on conflict do nothing`.execute(tx);
  if (numAffectedRows !== 1n) return false;
  await sql`
    insert into audit_post (brand_id, id, week, place, stratum, channel_id, network, remote_id, post)
    select ${brandId}::int, id, ${audit.week}::date, place, stratum, channel_id, network, remote_id, post
    from unnest(${posts.map(p => p.id)}::uuid[], ${posts.map(p => p.place)}::smallint[], ${posts.map(p => p.stratum)}::text[],
      ${posts.map(p => p.channelId)}::uuid[], ${posts.map(p => p.network)}::text[], ${posts.map(p => p.post.remoteId)}::text[],
      ${posts.map(p => JSON.stringify(p.post))}::jsonb[]) g (id, place, stratum, channel_id, network, remote_id, post)`.execute(
    tx,
  );
  return true;
}

/** Takes a draw back of which nothing has been judged. @returns false when something has */
export async function deleteUnreadAudit(tx: Tx, brandId: number, week: string): Promise<boolean> {
  await sql`select from audit where brand_id = ${brandId} and week = ${week}::date for update`.execute(tx);
  const { numAffectedRows } = await sql`
    delete from audit a where brand_id = ${brandId} and week = ${week}::date
      and not exists (select from audit_post p where p.brand_id = a.brand_id and p.week = a.week and p.mark is not null)`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

const columns = sql`to_char(week, 'YYYY-MM-DD') as week, drawn_at as "drawnAt", from_at as "fromAt", until_at as "untilAt", strata`;

/** Newest first. */
export async function listAudits(db: Db | Tx, brandId: number, sinceWeek: string): Promise<AuditRow[]> {
  const { rows } = await sql<AuditRow>`
    select ${columns} from audit where brand_id = ${brandId} and week >= ${sinceWeek}::date order by audit.week desc`.execute(
    db,
  );
  return rows;
}

/** Those to be read, in their order; spares are left out. */
export async function listAuditPosts(db: Db | Tx, brandId: number, week: string): Promise<AuditPostRow[]> {
  const { rows } = await sql<AuditPostRow>`
    select id, place, stratum, channel_id as "channelId", network, post, gone_at is not null as gone, mark, marked_by as "markedBy"
    from audit_post where brand_id = ${brandId} and week = ${week}::date and place is not null order by place`.execute(
    db,
  );
  return rows;
}

export type AuditMark = { week: string; stratum: string; mark: Mark };

export async function listAuditMarks(db: Db, brandId: number, sinceWeek: string): Promise<AuditMark[]> {
  const { rows } = await sql<AuditMark>`
    select to_char(week, 'YYYY-MM-DD') as week, stratum, mark from audit_post
    where brand_id = ${brandId} and week >= ${sinceWeek}::date and mark is not null`.execute(db);
  return rows;
}

/** @returns false when there is no such post to be read */
export async function markAuditPost(
  tx: Tx,
  brandId: number,
  id: string,
  { mark, agentId, at }: { mark: Mark | null; agentId: string; at: Date },
): Promise<boolean> {
  // Held against a draw that would be taken back meanwhile.
  await sql`
    select from audit a join audit_post p on p.brand_id = a.brand_id and p.week = a.week
    where p.brand_id = ${brandId} and p.id = ${id} for share of a`.execute(tx);
  const { numAffectedRows } = await sql`
    update audit_post set mark = ${mark}, marked_by = ${mark === null ? null : agentId}, marked_at = ${mark === null ? null : at}
    where brand_id = ${brandId} and id = ${id} and place is not null and gone_at is null`.execute(tx);
  return numAffectedRows === 1n;
}

/**
 * What authors took back is not kept, and not read by anybody any more: one that was not judged yet makes room for a
 * spare of its part. The judgement of one that was stays.
 */
export async function dropAuditPosts(
  db: Db,
  brandId: number,
  channelId: string,
  remoteIds: readonly string[],
  at: Date,
): Promise<void> {
  if (remoteIds.length === 0) return;
  await db.transaction().execute(async tx => {
    const { rows } = await sql<{ week: string; place: number | null; stratum: string }>`
      with gone as (
        select id, place from audit_post
        where brand_id = ${brandId} and channel_id = ${channelId} and remote_id = any(${remoteIds}) and gone_at is null for update
      )
      update audit_post p set gone_at = ${at}, post = null, place = case when p.mark is null then null else p.place end
      from gone where p.brand_id = ${brandId} and p.id = gone.id
      returning to_char(p.week, 'YYYY-MM-DD') as week, case when p.mark is null then gone.place end as place, p.stratum`.execute(
      tx,
    );
    for (const { week, place, stratum } of rows) {
      if (place === null) continue;
      await sql`
        update audit_post set place = ${place} where (brand_id, id) in (
          select brand_id, id from audit_post
          where brand_id = ${brandId} and week = ${week}::date and stratum = ${stratum} and place is null and gone_at is null
          order by id limit 1 for update)`.execute(tx);
    }
  });
}

/** Forgets the words of old weeks; what people said of them stays. */
export async function forgetAuditPosts(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update audit_post p set post = null from audit a
    where a.brand_id = p.brand_id and a.week = p.week and a.drawn_at < ${before} and p.post is not null`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
