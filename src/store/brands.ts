import { sql } from 'kysely';
import type { Db } from './db.ts';

export type BrandRow = { id: number; slug: string; name: string };

const columns = sql`brand.id, brand.slug, brand.name`;

export async function findBrand(db: Db, id: number): Promise<BrandRow | null> {
  const { rows } = await sql<BrandRow>`select ${columns} from brand where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** By name as people write it, or by slug; the command line takes either. */
export async function findBrandByName(db: Db, name: string): Promise<BrandRow | null> {
  const { rows } = await sql<BrandRow>`
    select ${columns} from brand where slug = lower(${name}) or lower(name) = lower(${name})
    order by slug = lower(${name}) desc, id limit 1`.execute(db);
  return rows[0] ?? null;
}

export async function listBrands(db: Db): Promise<BrandRow[]> {
  const { rows } = await sql<BrandRow>`select ${columns} from brand order by id`.execute(db);
  return rows;
}

/** Begun by the command line before there was an owner. */
export async function brandsWithoutMembers(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from brand where not exists (select from membership m where m.brand_id = brand.id) order by id`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** @param slugs in order of liking @returns null when every one of them is taken */
export async function insertBrand(db: Db, name: string, slugs: string[]): Promise<BrandRow | null> {
  const { rows } = await sql<BrandRow>`
    insert into brand (slug, name)
    select slug, ${name} from unnest(${slugs}::text[]) with ordinality as wish (slug, place)
    where not exists (select from brand taken where taken.slug = wish.slug) order by place limit 1
    on conflict (slug) do nothing
    returning ${columns}`.execute(db);
  return rows[0] ?? null;
}

/** The slug stays: addresses people have kept go on working. */
export async function renameBrand(db: Db, id: number, name: string): Promise<void> {
  await sql`update brand set name = ${name} where id = ${id}`.execute(db);
}
