/** Scorecards behind a link: who made them, until when they open, and how often they did. */
import { sql } from 'kysely';
import { isUuid } from '../core/id.ts';
import type { Scorecard, ScorecardLanguage } from '../core/insight/scorecard.ts';
import type { Db } from './db.ts';

export type ScorecardLinkRow = {
  id: string;
  name: string;
  language: ScorecardLanguage;
  createdAt: Date;
  createdBy: string;
  expiresAt: Date;
  revokedAt: Date | null;
  openedAt: Date | null;
  opens: number;
};
export type OpenedLink = {
  id: string;
  language: ScorecardLanguage;
  figures: Scorecard;
  createdAt: Date;
  expiresAt: Date;
};

/** Newest first. */
export async function listScorecardLinks(db: Db, brandId: number): Promise<ScorecardLinkRow[]> {
  const { rows } = await sql<ScorecardLinkRow>`
    select id, name, language, created_at "createdAt", created_by "createdBy", expires_at "expiresAt", revoked_at "revokedAt",
      opened_at "openedAt", opens
    from scorecard_link where brand_id = ${brandId} order by created_at desc, id desc`.execute(db);
  return rows;
}

/** @returns false: the brand has `limit` of them that still open */
export async function insertScorecardLink(
  db: Db,
  brandId: number,
  one: Pick<ScorecardLinkRow, 'id' | 'name' | 'language' | 'createdAt' | 'createdBy' | 'expiresAt'> & {
    hash: Buffer;
    figures: Scorecard;
    limit: number;
  },
): Promise<boolean> {
  const { rows } = await sql`
    insert into scorecard_link (brand_id, id, name, token_hash, language, figures, created_at, created_by, expires_at)
    select ${brandId}, ${one.id}, ${one.name}, ${one.hash}, ${one.language}, ${JSON.stringify(one.figures)}::jsonb, ${one.createdAt},
      ${one.createdBy}, ${one.expiresAt}
    where (select count(*) from scorecard_link
      where brand_id = ${brandId} and revoked_at is null and expires_at > ${one.createdAt}) < ${one.limit}
    returning id`.execute(db);
  return rows.length === 1;
}

export async function revokeScorecardLink(db: Db, brandId: number, id: string, at: Date): Promise<boolean> {
  if (!isUuid(id)) return false;
  const { rows } = await sql`
    update scorecard_link set revoked_at = coalesce(revoked_at, ${at}) where brand_id = ${brandId} and id = ${id}
    returning id`.execute(db);
  return rows.length === 1;
}

/** What a token opens at this moment. @param counts whether this is somebody's look, to be counted */
export async function openScorecardLink(db: Db, hash: Buffer, at: Date, counts: boolean): Promise<OpenedLink | null> {
  const opens = sql`token_hash = ${hash} and revoked_at is null and expires_at > ${at}`;
  const columns = sql`id, language, figures, created_at "createdAt", expires_at "expiresAt"`;
  const { rows } = await (counts
    ? sql<OpenedLink>`update scorecard_link set opened_at = ${at}, opens = opens + 1 where ${opens} returning ${columns}`
    : sql<OpenedLink>`select ${columns} from scorecard_link where ${opens}`
  ).execute(db);
  return rows[0] ?? null;
}

/** Those nobody can open any more are forgotten some time after. */
export async function pruneScorecardLinks(db: Db, before: Date): Promise<void> {
  await sql`
    delete from scorecard_link where least(expires_at, coalesce(revoked_at, expires_at)) < ${before}`.execute(db);
}
