/** What is let go by its ids alone is what would have been let go after a close look. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { HeardItem } from '../../src/core/hearing.ts';
import { letGo, type Sorted } from '../../src/core/hearing.ts';
import type { Item } from '../../src/core/post.ts';
import { letPass } from '../../src/services/let-pass.ts';
import { type Load, lookAround, sort } from '../../src/services/take-in.ts';
import { promisesOf } from '../../src/store/promises.ts';
import { makeChance } from '../support/chance.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { NOW, person, post, type TestEar, testEar } from '../support/hearing.ts';

const ROUNDS = 150;
const PEOPLE = 12;
const POSTS = 90;

let database: FreshDatabase;
let ear: TestEar;
before(async () => {
  database = await freshDatabase();
  ear = await testEar(database);
});
after(() => database.drop());

type Chance = () => number;

test('whatever a batch holds, it is sorted as if all of it had been looked at closely', async () => {
  const chance = makeChance(20_261_122);
  let passed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const items = Array.from({ length: 1 + Math.floor(chance() * 12) }, () => anyItem(chance));
    const { closely, sifted, passes } = await sortBoth(items);
    assert.deepEqual(sifted, closely, `round ${round}`);
    passed += passes;
    // What was heard so far is there for the next round.
    await ear.hear(...items.filter(() => chance() < 0.5).map(({ item }) => item));
  }
  assert.ok(passed > 100, `${passed} were let pass`);
});

test('a channel of one’s own lets nothing pass unseen', async () => {
  const items = [heard({ kind: 'post', post: post('nobody asked', 'stranger', 5, { addressed: false }) })];
  const { stays, passes } = await database.db.transaction().execute(tx => letPass(tx, loadOf(false), items));
  assert.deepEqual([stays.length, passes.length], [1, 0]);
});

async function sortBoth(items: HeardItem[]) {
  return database.db.transaction().execute(async tx => {
    const load = loadOf(true);
    const promise = (await promisesOf(tx, ear.brandId, [ear.channelId])).get(ear.channelId);
    assert.ok(promise !== undefined);
    const around = await lookAround(tx, load, items, promise);
    const closely = await sort(tx, load, around);
    const { stays, passes } = await letPass(tx, load, items);
    const sifted = letGo(await sort(tx, load, await lookAround(tx, load, stays, promise)), passes);
    return {
      closely: shown(closely, items, around.people),
      sifted: shown(sifted, items, around.people),
      passes: passes.length,
    };
  });
}

/** Of people only those that are known: a stranger is met where a post of theirs is looked at, wanted or not. */
function shown(sorted: Sorted, items: HeardItem[], people: ReadonlyMap<string, unknown>) {
  const verdicts = sorted.verdicts
    .filter(({ of }) => of.item.kind !== 'person' || people.has(of.item.person.remoteId))
    .map(({ outcome, reason, of }) => `${items.indexOf(of)} ${outcome} ${reason}`);
  const { fresh, edits, removals, receipts, addressed, early } = sorted;
  return {
    verdicts: verdicts.sort(),
    fresh: fresh.map(one => one.post.remoteId).sort(),
    edits: [...edits.keys()].sort(),
    removals: [...removals.keys()].sort(),
    receipts: receipts.length,
    addressed: [...addressed].sort(),
    early: early.length,
  };
}

function loadOf(hearsEverybody: boolean): Load {
  const { channel } = ear.batch([]);
  return {
    brandId: ear.brandId,
    channel: { ...channel, ...(hearsEverybody ? { hearsEverybody: true as const } : {}) },
    source: 'stream',
    parts: [],
    entries: [],
    counts: [],
  };
}

function heard(item: Item, more: Partial<HeardItem> = {}): HeardItem {
  return { item, receivedAt: NOW, byQuery: false, stays: false, from: 0, awaitingId: null, ...more };
}

function anyItem(chance: Chance): HeardItem {
  const id = () => `p${Math.floor(chance() * POSTS)}`;
  const who = () => (chance() < 0.1 ? 'kestrel' : `a${Math.floor(chance() * PEOPLE)}`);
  const dice = chance();
  if (dice < 0.6) {
    const parent = chance() < 0.5 ? id() : null;
    const root = parent === null ? null : chance() < 0.5 ? id() : parent;
    const addressed = chance() < 0.15;
    const author = who();
    const said = post(id(), author, Math.floor(chance() * 60), {
      parentRemoteId: parent,
      rootRemoteId: root,
      addressed: addressed && author !== 'kestrel',
    });
    return heard({ kind: 'post', post: said }, { byQuery: chance() < 0.1, stays: chance() < 0.1 });
  }
  if (dice < 0.7) return heard({ kind: 'remove', remoteId: id(), at: NOW, by: 'author' });
  if (dice < 0.8) return heard({ kind: 'person', person: person(who()), at: NOW, standing: 'active' });
  const version = 1 + Math.floor(chance() * 3);
  return heard({ kind: 'edit', remoteId: id(), text: 'said otherwise', attachments: null, at: NOW, version });
}
