import assert from 'node:assert/strict';
import { test } from 'node:test';
import { journalInMemory } from '../fake.ts';
import { enter, openSquare, person, write } from '../square.ts';
import type { SquarePost } from '../square-state.ts';
import type { CustomersOptions } from './open-matter.ts';
import { personas } from './personas.ts';
import { tick, WAITING_LIMIT } from './run.ts';

const START = Date.parse('2026-03-01T09:00:00Z');

type World = Awaited<ReturnType<typeof world>>;

async function world(options: { seed?: number; speed?: number; lines?: string[]; company?: string } = {}) {
  const clock = { ms: START };
  const pace = { seed: options.seed ?? 7, speed: options.speed ?? 1 };
  const journal = journalInMemory(options.lines);
  const square = await openSquare(journal, () => new Date(clock.ms));
  const us = await enter(square, { handle: 'kestrel', name: options.company ?? 'Kestrel', isCompany: true, pace });
  const warnings: string[] = [];
  const customers: CustomersOptions = {
    square,
    hasChannel: () => true,
    now: () => new Date(clock.ms),
    every: () => () => {},
    log: (_level, message) => void warnings.push(message),
  };
  const going: Parameters<typeof tick>[1] = new Map();
  return {
    square,
    us,
    journal,
    warnings,
    customers,
    going,
    posts: () => [...square.state.posts.values()],
    async run(seconds: number, each?: () => Promise<void>) {
      for (let i = 0; i < seconds; i++) {
        clock.ms += 1000;
        await tick(customers, going);
        await each?.();
      }
    },
  };
}

function byCustomers({ posts, us }: World): SquarePost[] {
  return posts().filter(({ by }) => by !== us.id);
}

test('a company that moves in finds some twenty-five people who wait since minutes, and a few who were served', async () => {
  const it = await world();
  await it.run(2);
  const roots = byCustomers(it).filter(({ key }) => key?.startsWith('customer '));
  const recent = roots.filter(({ at }) => Date.parse(at) > START - 10 * 60_000);
  assert.ok(recent.length >= 25 && recent.length <= 27, `${recent.length}`);
  const ours = it.posts().filter(({ by }) => by === it.us.id);
  assert.equal(ours.length, 12);
  for (const { rootId } of ours) {
    const story = it.posts().filter(post => post.rootId === rootId);
    assert.equal(story.at(-1)?.by, it.us.id, 'a story of days gone by leaves nobody waiting');
  }
  assert.ok(new Set(recent.map(({ by }) => by)).size >= 25);
});

test('somebody new comes every five to ten seconds, and all languages are heard', async () => {
  const it = await world();
  await it.run(2);
  const before = byCustomers(it).length;
  await it.run(120);
  const roots = byCustomers(it)
    .slice(before)
    .filter(({ key }) => key?.startsWith('customer '));
  assert.ok(roots.length >= 12 && roots.length <= 26, `${roots.length} in two minutes`);
  const speakers = new Set(byCustomers(it).map(({ by }) => personas.find(({ handle }) => `p-${handle}` === by)?.lang));
  assert.deepEqual([...speakers].sort(), ['ar', 'de', 'el', 'en', 'es']);
});

test('the square is lively, not a chorus: a post every few seconds, never three at once', async () => {
  const it = await world();
  await it.run(2);
  const before = it.posts().length;
  let most = 0;
  let last = before;
  await it.run(120, async () => {
    most = Math.max(most, it.posts().length - last);
    last = it.posts().length;
  });
  assert.ok(last - before >= 20 && last - before <= 50, `${last - before} in two minutes`);
  assert.ok(most <= 2, `${most} in one second`);
});

test('a night without answers ends in a bounded pile, with tempers worse and some posts gone', async () => {
  const it = await world();
  await it.run(600);
  const keys = (kind: string) => byCustomers(it).filter(({ key }) => key?.startsWith(`${kind} `)).length;
  assert.ok(keys('again') >= 10, `${keys('again')} asked again`);
  assert.ok(keys('angry') >= 3, `${keys('angry')} got angry`);
  assert.ok(
    byCustomers(it).some(({ version }) => version > 0),
    'somebody edited',
  );
  await it.run(3 * 3600);
  const inAnHour = byCustomers(it).filter(
    ({ at }) => Date.parse(at) > Date.parse(it.posts().at(-1)?.at ?? '') - 3_600_000,
  );
  assert.ok(inAnHour.length < 60, `${inAnHour.length} posts in the last hour`);
  assert.ok(it.posts().length < WAITING_LIMIT * 10, `${it.posts().length}`);
  assert.ok(
    byCustomers(it).some(({ removedAt }) => removedAt !== null),
    'somebody deleted',
  );
  assert.deepEqual(it.warnings, []);
});

test('answered people answer back: most thank, some tell more, and private answers are taken up in private', async () => {
  const it = await world();
  const answered = new Set<string>();
  await it.run(600, async () => {
    for (const post of byCustomers(it)) {
      const isOpening = post.key?.startsWith('customer ') && !post.removedAt && Date.parse(post.at) > START - 600_000;
      if (!isOpening || answered.has(post.id)) continue;
      answered.add(post.id);
      const privately = post.room !== null || answered.size % 4 === 0;
      const where = privately ? { privatelyTo: post.by, aboutId: post.id } : { parentId: post.id };
      await write(it.square, {
        by: it.us.id,
        text: answered.size % 2 ? 'Which order is it?' : 'Done, a new one is on its way.',
        ...where,
      });
    }
  });
  const keys = (kind: string) => byCustomers(it).filter(({ key }) => key?.startsWith(`${kind} `));
  assert.ok(keys('thanks').length >= 15, `${keys('thanks').length} thanked`);
  assert.ok(keys('details').length >= 5, `${keys('details').length} told more`);
  assert.ok(keys('inPrivate').length >= 2 && keys('inPrivate').every(({ room }) => room !== null));
  assert.ok(it.square.state.read.size > 0, 'private answers were read');
  assert.deepEqual(it.warnings, []);
});

test('some tag nobody, some write in private at once, some attach pictures, and some sell things', async () => {
  const it = await world();
  await it.run(200);
  const posts = byCustomers(it);
  assert.ok(posts.some(({ key, text }) => key?.includes(' aside ') && !text.includes('@')));
  assert.ok(posts.some(({ key, room }) => key?.includes(' whisper ') && room !== null));
  assert.ok(posts.some(({ pictures }) => pictures.length > 0));
  assert.ok(posts.some(({ key }) => key?.includes(' spam ')));
});

test('the same seed is the same day, another seed another', async () => {
  const day = async (seed: number) => {
    const it = await world({ seed });
    await it.run(60);
    return it.posts().map(({ by, text }) => [by, text]);
  };
  assert.deepEqual(await day(3), await day(3));
  assert.notDeepEqual(await day(3), await day(4));
});

test('after a restart nobody tells their story again', async () => {
  const before = await world();
  await before.run(30);
  const count = before.posts().length;
  const after = await world({ lines: [...before.journal.lines] });
  const rootsBefore = new Set(before.posts().map(({ rootId }) => rootId));
  await after.run(1);
  const keys = after.posts().map(({ by, key }) => `${by} ${key}`);
  const told = after.posts().length;
  await after.run(200);
  const onward = after
    .posts()
    .slice(told)
    .filter(({ key }) => key?.startsWith('again '));
  assert.ok(onward.filter(({ rootId }) => rootsBefore.has(rootId)).length >= 5, 'who waited before still waits');
  assert.ok(told - count <= 2, `${told - count} posts in the first second`);
  assert.equal(
    new Set(keys.filter(key => !key.endsWith('null'))).size,
    keys.filter(key => !key.endsWith('null')).length,
  );
});

test('the brand the owner named stands in every line, and no place is left open', async () => {
  const it = await world({ company: 'Blue Heron' });
  await it.run(300);
  const texts = it.posts().map(({ text }) => text);
  assert.ok(texts.some(text => text.includes('Blue Heron')));
  assert.deepEqual(
    texts.filter(text => /[{}]|undefined/.test(text)),
    [],
  );
  assert.equal(person(it.square, it.us.id).name, 'Blue Heron');
});

test('a speed of ten brings ten times as many, a speed of nought nobody', async () => {
  const fast = await world({ speed: 10 });
  await fast.run(1);
  const before = fast.posts().length;
  await fast.run(14);
  assert.ok(fast.posts().length - before >= 10, `${fast.posts().length - before}`);
  const nobody = await world({ speed: 0 });
  await nobody.run(60);
  assert.deepEqual(nobody.posts(), []);
});

test('without a channel nobody comes', async () => {
  const it = await world();
  it.customers.hasChannel = () => false;
  await it.run(30);
  assert.deepEqual(it.posts(), []);
});
