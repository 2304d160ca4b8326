/** What of a whole network's stream may have to do with a desk: asked in one statement, because nearly nothing has. */
import { sql } from 'kysely';
import type { Tx } from './db.ts';

export type Asked = {
  /** Remote ids of posts, and of those they answer. */
  posts: readonly string[];
  /** Remote ids of posts that their authors changed or took back. */
  changed: readonly string[];
  /** Remote ids of people. */
  people: readonly string[];
};
export type Concerns = { posts: ReadonlySet<string>; people: ReadonlySet<string> };

/** Of the posts those that are held here, answered here, waited for or matched; of the people those that are known. */
export async function concernsOf(
  tx: Tx,
  brandId: number,
  channel: { id: string; network: string },
  { posts, changed, people }: Asked,
): Promise<Concerns> {
  if (posts.length === 0 && people.length === 0) return { posts: new Set(), people: new Set() };
  const here = sql`brand_id = ${brandId} and channel_id = ${channel.id}`;
  const { rows } = await sql<{ isPerson: boolean; id: string }>`
    select false "isPerson", remote_id id from message where ${here} and remote_id = any(${posts}::text[])
    union all
    select false, parent_remote_id from message where ${here} and parent_remote_id = any(${posts}::text[])
    union all
    select false, root_remote_id from thread
    where ${here} and visibility = 'public' and root_remote_id = any(${posts}::text[])
    union all
    select false, unnest(awaits) from awaiting where ${here} and awaits && ${posts}::text[]
    union all
    select false, remote_id from listening_match where ${here} and remote_id = any(${changed}::text[])
    union all
    select true, remote_id from identity
    where brand_id = ${brandId} and network = ${channel.network} and remote_id = any(${people}::text[])`.execute(tx);
  const of = (isPerson: boolean) => new Set(rows.flatMap(row => (row.isPerson === isPerson ? [row.id] : [])));
  return { posts: of(false), people: of(true) };
}
