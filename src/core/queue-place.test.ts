import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeChance } from '../../tests/support/chance.ts';
import { queuePlace } from './queue-place.ts';
import { NOISES, URGENCIES } from './triage/reading.ts';
import { inUrgency, isLast, riskOf, type Waiting } from './urgency.ts';
import { PRIORITIES } from './view.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const minutes = (n: number) => new Date(NOW.getTime() + n * 60_000);

function waiting(id: string, more: Partial<Waiting> = {}): Waiting {
  return { id, openedAt: minutes(-10), dueAt: minutes(20), priority: 'normal', intents: [], ...more };
}

function inQueue(...those: Waiting[]): string[] {
  return those.toSorted((a, b) => queuePlace(a) - queuePlace(b)).map(({ id }) => id);
}

const check = (name: string, real: () => unknown, expected: unknown) =>
  test(name, () => assert.deepEqual(real(), expected));

check(
  'of two with the same promise, the one who will sooner leave stands first',
  () => inQueue(waiting('a', { risk: 20 }), waiting('b', { risk: 80 })),
  ['b', 'a'],
);
check(
  '… and a risk in which nobody believes changes nothing',
  () => queuePlace(waiting('a', { risk: 10 })),
  minutes(20).getTime(),
);
check(
  'what reads as within the hour stands before the usual, and that before thanks',
  () =>
    inQueue(
      waiting('thanks', { urgency: 0 }),
      waiting('usual', { urgency: 1 }),
      waiting('hour', { urgency: 2 }),
      waiting('now', { urgency: 3 }),
    ),
  ['now', 'hour', 'usual', 'thanks'],
);
check(
  'ten minutes of somebody who is surely lost stand with twenty ordinary ones',
  () => queuePlace(waiting('a', { openedAt: NOW, risk: 100 })),
  minutes(10).getTime(),
);
check(
  'little time left goes before much risk',
  () =>
    inQueue(waiting('risk', { openedAt: NOW, dueAt: minutes(240), risk: 90 }), waiting('soon', { dueAt: minutes(5) })),
  ['soon', 'risk'],
);
check(
  'danger stands before all, however late they are',
  () =>
    inQueue(
      waiting('late', { openedAt: minutes(-9000), dueAt: minutes(-5000), priority: 'urgent', risk: 100 }),
      waiting('danger', { openedAt: NOW, dueAt: null, intents: ['safety'] }),
    ),
  ['danger', 'late'],
);
check(
  'a person’s low priority holds over what was read',
  () => inQueue(waiting('low', { priority: 'low', urgency: 3, risk: 90 }), waiting('usual')),
  ['usual', 'low'],
);
check(
  'who was promised nothing stands behind, by the same weights',
  () =>
    inQueue(
      waiting('calm', { dueAt: null }),
      waiting('upset', { dueAt: null, risk: 60 }),
      waiting('promised', { dueAt: minutes(9000) }),
    ),
  ['promised', 'upset', 'calm'],
);
check(
  'why one weighs more is said by its strongest reason',
  () => [
    riskOf(waiting('a', { intents: ['legal'], priority: 'urgent' })),
    riskOf(waiting('a', { urgency: 3, risk: 90 })),
    riskOf(waiting('a', { risk: 30, intents: ['complaint'] })),
    riskOf(waiting('a', { risk: 29, intents: ['complaint'] })),
    riskOf(waiting('a', { urgency: 2 })),
    riskOf(waiting('a', { urgency: 1 })),
  ],
  ['danger', 'urgent', 'leaving', 'angry', 'soon', null],
);

function anybody(chance: () => number, n: number): Waiting {
  const one = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const openedAt = minutes(-Math.floor(chance() * 3000));
  return waiting(`w${n}`, {
    openedAt,
    dueAt: chance() < 0.2 ? null : new Date(openedAt.getTime() + Math.floor(1 + chance() * 600) * 60_000),
    priority: one(PRIORITIES),
    intents: chance() < 0.1 ? ['danger', 'threat'] : chance() < 0.3 ? ['complaint'] : [],
    urgency: one([...URGENCIES, null]),
    risk: chance() < 0.3 ? null : Math.floor(chance() * 101),
    noise: chance() < 0.2 ? one(NOISES) : null,
  });
}

const isDanger = ({ intents }: Waiting) => intents.includes('threat');

test('whatever is read: danger is first, noise is last, and a higher risk never stands further behind', () => {
  const chance = makeChance(11);
  for (let round = 0; round < 200; round++) {
    const those = Array.from({ length: 12 }, (_, n) => anybody(chance, n));
    const ranks = inUrgency(those, NOW).map(one => (isDanger(one) ? 0 : isLast(one) ? 2 : 1));
    assert.deepEqual(
      ranks,
      ranks.toSorted((a, b) => a - b),
    );
    for (const one of those) {
      const higher = { ...one, risk: Math.min(100, (one.risk ?? 0) + 1 + Math.floor(chance() * 50)) };
      assert.ok(queuePlace(higher) <= queuePlace(one));
    }
  }
});

test('nobody starves: whoever has waited long enough goes before everybody who comes then, whatever they read as', () => {
  const chance = makeChance(12);
  const long = minutes(30 * 24 * 60);
  for (let round = 0; round < 200; round++) {
    const patient = { ...anybody(chance, 0), id: 'patient', noise: null };
    const later = Array.from({ length: 12 }, (_, n) => anybody(chance, n + 1))
      .filter(one => !isDanger(one))
      .map(one => {
        const promisedMs = one.dueAt === null ? null : one.dueAt.getTime() - one.openedAt.getTime();
        return { ...one, openedAt: long, dueAt: promisedMs === null ? null : new Date(long.getTime() + promisedMs) };
      });
    assert.equal(inUrgency([...later, patient], long)[0]?.id, 'patient');
    if (patient.dueAt === null) continue;
    for (const one of later) assert.ok(queuePlace(patient) < queuePlace(one), 'and so does the queue');
  }
});
