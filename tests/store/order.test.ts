/** Whatever the order, the batches and the duplicates: the desk ends the same, and as a naive count from the whole says. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import type { Item, Post } from '../../src/core/post.ts';
import { freshDatabase } from '../support/database.ts';
import {
  arrival,
  ledgerOf,
  MINUTE_MS,
  NOW,
  person,
  pictureOf,
  post,
  type TestEar,
  talliesOf,
  testEar,
} from '../support/hearing.ts';

const database = await freshDatabase();
after(() => database.drop());

const AUTHORS = ['maria', 'jorge', 'anna', 'kestrel', 'kestrel'];

/** A little world: every post may answer an earlier one (or one that never comes), in public or in a room. */
type Plan = {
  author: number;
  parent: number | null;
  isLost: boolean;
  namesRoot: boolean;
  isAddressed: boolean;
  room: number | null;
  gapSeconds: number;
};

const plan: fc.Arbitrary<Plan> = fc.record({
  author: fc.nat(AUTHORS.length - 1),
  parent: fc.option(fc.nat(30), { freq: 5 }),
  isLost: fc.integer({ min: 0, max: 9 }).map(n => n === 0),
  namesRoot: fc.boolean(),
  isAddressed: fc.integer({ min: 0, max: 3 }).map(n => n > 0),
  room: fc.option(fc.nat(2), { freq: 2, nil: null }).chain(room => fc.constantFrom(null, null, null, room)),
  gapSeconds: fc.constantFrom(0, 0, 1, 30, 600, 1200),
});

type World = { posts: Post[]; changes: Item[] };

function build(plans: readonly Plan[], removed: readonly number[], edited: readonly number[]): World {
  const posts: Post[] = [];
  let at = NOW.getTime() - 24 * 60 * MINUTE_MS;
  plans.forEach((one, i) => {
    at += one.gapSeconds * 1000;
    const author = AUTHORS[one.author] ?? 'maria';
    const base = post(`p${String(i).padStart(2, '0')}`, author, 0, { at: new Date(at) });
    if (one.room !== null) {
      const customer = `guest${one.room}`;
      const isOurs = base.own;
      posts.push({
        ...base,
        author: isOurs ? base.author : person(customer),
        visibility: 'private',
        room: `room${one.room}`,
        roomWith: isOurs ? person(customer) : null,
      });
      return;
    }
    const earlier = posts.filter(other => other.visibility === 'public');
    const parent = one.parent === null ? undefined : earlier[one.parent % Math.max(1, earlier.length)];
    const parentRemoteId = one.isLost ? `lost${i % 3}` : (parent?.remoteId ?? null);
    const root = rootOf(parentRemoteId, posts);
    posts.push({
      ...base,
      parentRemoteId,
      rootRemoteId: one.namesRoot && parentRemoteId !== null ? root : null,
      addressed: !base.own && one.isAddressed,
    });
  });
  const changes: Item[] = [];
  for (const n of removed) {
    const target = posts[n % Math.max(1, posts.length)];
    if (target === undefined || changes.some(item => item.kind === 'remove' && item.remoteId === target.remoteId))
      continue;
    changes.push({
      kind: 'remove',
      remoteId: target.remoteId,
      at: new Date(target.at.getTime() + 45_000),
      by: 'author',
    });
  }
  for (const n of edited) {
    const target = posts[n % Math.max(1, posts.length)];
    if (target === undefined) continue;
    const version = changes.length + 1;
    changes.push({
      kind: 'edit',
      remoteId: target.remoteId,
      text: `edited ${version}`,
      attachments: null,
      at: target.at,
      version,
    });
  }
  return { posts, changes };
}

function rootOf(id: string | null, posts: readonly Post[]): string | null {
  const parent = posts.find(one => one.remoteId === id);
  return parent?.parentRemoteId == null ? id : rootOf(parent.parentRemoteId, posts);
}

type Heard = Item[];

/** Hears everything in the given order, cut into batches, some of it twice. */
async function hearAll(
  ear: TestEar,
  items: readonly Item[],
  cuts: readonly number[],
  again: readonly number[],
): Promise<void> {
  const heard: Heard = [...items];
  for (const n of again) {
    const twice = items[n % Math.max(1, items.length)];
    if (twice !== undefined) heard.splice((n * 7) % (heard.length + 1), 0, twice);
  }
  const edges = [...new Set(cuts.map(cut => cut % (heard.length + 1)))].sort((a, b) => a - b);
  let from = 0;
  for (const to of [...edges, heard.length]) {
    const batch = heard.slice(from, to);
    if (batch.length > 0) await ear.ingest(ear.batch(batch.map(item => arrival([item]))));
    from = to;
  }
}

const worlds = fc
  .record({
    plans: fc.array(plan, { minLength: 1, maxLength: 14 }),
    removed: fc.array(fc.nat(13), { maxLength: 2 }),
    edited: fc.array(fc.nat(13), { maxLength: 2 }),
  })
  .map(({ plans, removed, edited }) => build(plans, removed, edited));

test('the desk ends the same for every order, every cut into batches and every duplicate', async () => {
  await fc.assert(
    fc.asyncProperty(
      worlds.chain(world => {
        const items: Item[] = [...world.posts.map(one => ({ kind: 'post' as const, post: one })), ...world.changes];
        return fc.record({
          items: fc.constant(items),
          shuffled: fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length }),
          cuts: fc.array(fc.nat(30), { maxLength: 10 }),
          again: fc.array(fc.nat(30), { maxLength: 3 }),
        });
      }),
      async ({ items, shuffled, cuts, again }) => {
        const straight = await testEar(database);
        await hearAll(straight, items, [], []);
        const crooked = await testEar(database);
        await hearAll(crooked, shuffled, cuts, again);
        assert.deepEqual(await pictureOf(database.db, crooked.brandId), await pictureOf(database.db, straight.brandId));
        const tallies = await talliesOf(database.db, crooked.brandId);
        assert.deepEqual(tallies.kept, tallies.counted);
        const ledger = await ledgerOf(database.db, crooked.brandId);
        assert.equal(
          Object.values(ledger).reduce((a, b) => a + b, 0),
          items.length + (items.length > 0 ? again.length : 0),
        );
      },
    ),
    { numRuns: Number(process.env['HEED_TEST_RUNS'] ?? 60), seed: Number(process.env['HEED_TEST_SEED'] ?? 20261122) },
  );
});
