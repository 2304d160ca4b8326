/** Listening goes to threads while it is worth it, and hears the same there. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeTexts } from '../../bench/match-posts.ts';
import { BUSY_SHARE, makeBusyEars, WINDOW_MS } from '../../src/services/busy-ears.ts';
import { makeEars } from '../../src/services/ears.ts';
import type { MatchingPool } from '../../src/services/matching.ts';
import { makeQueries } from '../../src/services/queries.ts';
import { testBrand } from '../support/brand.ts';
import { makeChance } from '../support/chance.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { arrivalOf, NOW, post } from '../support/hearing.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

test('what threads hear is what one’s own ears hear, whatever is asked and taken back in between', async () => {
  const { db } = database;
  const { brandId, who } = await testBrand(db);
  let made = 0;
  const makeId = () => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`;
  const queries = makeQueries({ db, makeId, now: () => NOW });
  const [alone, crowd] = [makeEars({ db, threads: 0 }), makeEars({ db, threads: 2 })];
  const posts = makeTexts(1_500, ['Kestrel', 'Brunavo'], makeChance(3)).map((text, i) =>
    post(`p${i}`, 'thea', 1, { text }),
  );
  const same = async () => {
    await Promise.all([alone.refresh(), crowd.refresh()]);
    const some = posts.map(one => arrivalOf(one));
    const asked = some.map(heard => crowd.listen(brandId, 'square', heard));
    assert.ok(
      asked.some(one => one instanceof Promise),
      'threads were asked',
    );
    const heard = await Promise.all(asked);
    const here = some.map(one => alone.listen(brandId, 'square', one));
    assert.deepEqual(heard, here);
    return heard.filter(({ size }) => size > 0).length;
  };
  try {
    const first = await queries.add(who('lead'), { text: '~Kestrel', opens: 'always' });
    await queries.add(who('lead'), { text: 'coffee (broken OR help)' });
    const many = await same();
    assert.ok(many > 20, `${many}`);
    await queries.remove(who('lead'), first.id);
    const few = await same();
    await queries.add(who('lead'), { text: 'the', opens: 'never' });
    assert.ok(few < many && few < (await same()));
    assert.equal(
      (await crowd.listen(brandId, 'square', arrivalOf(post('own', 'kestrel', 1, { text: 'the' })))).size,
      0,
    );
  } finally {
    await Promise.all([alone.close(), crowd.close()]);
  }
});

test('threads are taken while hearing keeps a core busy, and given back when it no longer does', () => {
  let nowMs = 0;
  const filled: MatchingPool[] = [];
  const retired: number[] = [];
  const makePool = (threads: number): MatchingPool => ({
    set: () => {},
    remove: () => {},
    match: async () => ({ matches: [], tookMs: 0 }),
    size: 0,
    isClosed: false,
    retire: async () => void retired.push(threads),
    close: async () => {},
  });
  const begin = (cores: number) => makeBusyEars({ clockMs: () => nowMs, cores, makePool });
  const busy = begin(4);
  const after = (share: number) => {
    busy.spent(WINDOW_MS * share);
    nowMs += WINDOW_MS;
    return busy.pool(pool => filled.push(pool)) !== null;
  };
  assert.equal(after(BUSY_SHARE - 0.01), false);
  assert.equal(after(BUSY_SHARE + 0.01), true);
  assert.equal(filled.length, 1);
  assert.equal(after(BUSY_SHARE - 0.1), true, 'not for every breath');
  assert.deepEqual([after(0.01), retired], [false, [3]]);
  const single = begin(1);
  single.spent(WINDOW_MS);
  nowMs += WINDOW_MS;
  assert.equal(
    single.pool(() => {}),
    null,
    'a single core has none to spare',
  );
});
