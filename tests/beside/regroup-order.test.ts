/** Whatever is heard after a person's decision, and in whichever order: everything ends in the same conversations. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Post } from '../../src/core/post.ts';
import { merge } from '../../src/services/merge.ts';
import type { Who } from '../../src/services/permit.ts';
import { split } from '../../src/services/split.ts';
import { freshDatabase } from '../support/database.ts';
import { NOW, post, talliesOf, testEar } from '../support/hearing.ts';

const database = await freshDatabase();
after(() => database.drop());

const AUTHORS = ['maria', 'maria', 'jorge', 'kestrel'];

type Plan = { author: number; parent: number | null };
const plan: fc.Arbitrary<Plan> = fc.record({
  author: fc.nat(AUTHORS.length - 1),
  parent: fc.option(fc.nat(30), { freq: 6 }),
});

/** Two threads maria began, and a second word of hers in the first; then anything under anything. */
function build(plans: readonly Plan[]): { before: Post[]; later: Post[] } {
  const before = [
    post('a1', 'maria', 900),
    post('a2', 'maria', 890, { parentRemoteId: 'a1' }),
    post('b1', 'maria', 880),
  ];
  const all = [...before];
  plans.forEach(({ author, parent }, i) => {
    const above = parent === null ? null : (all[parent % all.length]?.remoteId ?? null);
    all.push(
      post(`p${String(i).padStart(2, '0')}`, AUTHORS[author] ?? 'maria', 800 - i * 10, { parentRemoteId: above }),
    );
  });
  return { before, later: all.slice(before.length) };
}

async function live({ before, later }: ReturnType<typeof build>, order: readonly number[], decides: 'merge' | 'split') {
  const ear = await testEar(database);
  const desk = { db: database.db, makeId: ear.makeId, now: () => NOW };
  const who: Who = { agentId: ear.makeId(), brandId: ear.brandId, reach: { role: 'agent', inboxes: 'all' } };
  await ear.hear(...before);
  const { rows } = await sql<{ remote: string; id: string; conversation: string }>`
    select remote_id remote, id, conversation_id conversation from message where brand_id = ${ear.brandId}`.execute(
    database.db,
  );
  const of = new Map(rows.map(row => [row.remote, row]));
  const first = of.get('a1')?.conversation ?? '';
  if (decides === 'merge') await merge(desk, who, first, of.get('b1')?.conversation ?? '');
  else await split(desk, who, first, { messageIds: [of.get('a2')?.id ?? ''] });
  const rank = (one: Post) => order[later.indexOf(one)] ?? 0;
  for (const one of later.toSorted((a, b) => rank(a) - rank(b))) await ear.hear(one);
  const { rows: groups } = await sql<{ posts: string[] }>`
    select array_agg(remote_id order by remote_id collate "C") posts from message
    where brand_id = ${ear.brandId} group by conversation_id`.execute(database.db);
  const { kept, counted } = await talliesOf(database.db, ear.brandId);
  assert.deepEqual(kept, counted);
  return groups.map(row => row.posts.join(' ')).sort();
}

for (const decides of ['merge', 'split'] as const) {
  test(`after a ${decides}, the order of what is heard later changes nothing`, async () => {
    const worlds = fc.array(plan, { minLength: 1, maxLength: 8 });
    const orders = fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(worlds, orders, async (plans, order) => {
        const world = build(plans);
        const inOrder = world.later.map((_, i) => i);
        assert.deepEqual(await live(world, order, decides), await live(world, inOrder, decides));
      }),
      { numRuns: 20, seed: 20261122 },
    );
  });
}
