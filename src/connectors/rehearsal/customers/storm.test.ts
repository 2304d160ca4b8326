import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeBurstWatch } from '../../../core/listening/burst.ts';
import { journalInMemory } from '../fake.ts';
import { enter, letStormCome, openSquare, SquareRefusal } from '../square.ts';
import type { CustomersOptions } from './open-matter.ts';
import { tick } from './run.ts';
import { STORM_PEOPLE } from './storm.ts';

const START = Date.parse('2026-03-01T09:00:00Z');

/** A square on its first morning, a company that has just moved in, and a desk that watches what is sent to it. */
async function morning(speed = 1, seed = 7) {
  const clock = { ms: START };
  const square = await openSquare(journalInMemory(), () => new Date(clock.ms));
  const us = await enter(square, { handle: 'kestrel', name: 'Kestrel', isCompany: true, pace: { seed, speed } });
  const options: CustomersOptions = {
    square,
    hasChannel: () => true,
    now: () => new Date(clock.ms),
    every: () => () => {},
    log: (_level, message) => assert.fail(message),
  };
  const going: Parameters<typeof tick>[1] = new Map();
  const watch = makeBurstWatch(null, { firstDayVoices: 10 });
  const heard = new Set<string>();
  const run = async (seconds: number) => {
    const told: string[] = [];
    for (let second = 0; second < seconds; second++) {
      clock.ms += 1000;
      await tick(options, going);
      const now = new Date(clock.ms);
      for (const { id, at, by, text, parentId } of square.state.posts.values()) {
        if (heard.has(id) || by === us.id || parentId !== null || !text.includes('@kestrel')) continue;
        heard.add(id);
        watch.hear({ id, at: new Date(at), network: 'rehearsal', author: by, text }, now);
      }
      if (second % 15 === 0) told.push(...watch.advance(now).map(({ kind }) => kind));
    }
    return told;
  };
  const stormers = () => [...square.state.posts.values()].filter(({ key }) => key?.startsWith('storm ')).length;
  return { square, us, run, watch, stormers, now: () => new Date(clock.ms) };
}

test('on the first morning ordinary customers raise nothing, and a storm that is let come raises an alarm that names it', async () => {
  const { square, us, run, watch, stormers, now } = await morning();
  assert.deepEqual(await run(15 * 60), []);
  letStormCome(square, us.id);
  letStormCome(square, us.id);
  assert.deepEqual((await run(180)).slice(0, 1), ['began']);
  assert.equal(stormers(), STORM_PEOPLE, 'once, though the button was pressed twice');
  const standing = watch.standing(now());
  assert.equal(standing.kind === 'burst' && standing.alarm.word, 'e71');
});

test('a minute after the company has moved in it is noticed as well', async () => {
  const { square, us, run, watch, now } = await morning();
  assert.deepEqual(await run(60), []);
  letStormCome(square, us.id);
  assert.deepEqual((await run(180)).slice(0, 1), ['began']);
  const standing = watch.standing(now());
  assert.equal(standing.kind === 'burst' && standing.alarm.word, 'e71');
});

test('ordinary hours of a first day, played by other people, raise nothing', async () => {
  for (const seed of [1, 2, 3]) {
    const { run } = await morning(1, seed);
    assert.deepEqual(await run(40 * 60), [], `seed ${seed}`);
  }
});

test('it comes where no customers play, and to companies only', async () => {
  const { square, us, run, stormers } = await morning(0);
  letStormCome(square, us.id);
  await run(180);
  assert.equal(stormers(), STORM_PEOPLE);
  const { id } = await enter(square, { handle: 'somebody', name: 'Somebody', isCompany: false });
  assert.throws(() => letStormCome(square, id), SquareRefusal);
});
