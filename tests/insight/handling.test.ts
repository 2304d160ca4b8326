import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { UNDO_SECONDS } from '../../src/core/delivery.ts';
import { addHandling, type HandlingSums, handlingFigure, NO_HANDLING } from '../../src/core/insight/handling.ts';
import type { Slice } from '../../src/core/insight/slice.ts';
import { standBeside } from '../../src/services/beside.ts';
import { claim, next } from '../../src/services/claim.ts';
import { saveDraft } from '../../src/services/drafts.ts';
import type { Who } from '../../src/services/permit.ts';
import { reply } from '../../src/services/reply.ts';
import { handlingOf } from '../../src/services/reports/handling.ts';
import { prune } from '../../src/services/retention.ts';
import { takeBack } from '../../src/services/take-back.ts';
import { listHandling, readHandling } from '../../src/store/reports/handling.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';
import { NOW, post } from '../support/hearing.ts';

const SORRY = { visibility: 'public', text: 'Sorry!', anyway: true } as const;
const DAY_MS = 86_400_000;

function sliceOf(d: TestDesk, more: Partial<Slice> = {}): Slice {
  const [since, until] = [new Date(NOW.getTime() - DAY_MS), new Date(NOW.getTime() + 10 * DAY_MS)];
  return {
    brandId: d.ear.brandId,
    scope: null,
    since,
    until,
    anchor: 'now',
    now: until,
    timeZone: 'UTC',
    filters: {},
    ...more,
  };
}

async function rowsOf(d: TestDesk) {
  const rows = await listHandling(d.database.db, sliceOf(d), { agentId: null, after: null, limit: 100 });
  return rows.reverse().map(({ seconds, atOnce, waited }) => ({ seconds, atOnce, waited }));
}

/** A second customer with a matter of their own. */
function another(id: string, who: string) {
  return post(id, who, 0, { text: `my grinder is broken, says ${who}` });
}

const look = (d: TestDesk, who: Who, id: string) => standBeside(d.desk, who, id, 'viewing');
const write = (d: TestDesk, who: Who, id: string, text = 'Sorry') =>
  saveDraft(d.desk, who, id, { mode: 'reply', text, page: 'one', knows: null });

test('handling runs from when a waiting conversation was opened until the answer was sent off', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const who = await d.colleague('Ada');
  await look(d, who, id);
  for (let i = 0; i < 6; i++) {
    d.pass(20);
    await look(d, who, id);
  }
  d.pass(5);
  await reply(d.desk, who, id, SORRY);
  assert.deepEqual(await rowsOf(d), [{ seconds: 125, atOnce: 1, waited: true }]);
});

test('being served it, claiming it and writing begin it just as well, whichever comes first', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  await d.hear(complaint());
  const served = (await next(d.desk, who, [])).conversation?.id ?? '';
  d.pass(30);
  await write(d, who, served);
  d.pass(30);
  await claim(d.desk, who, served);
  await reply(d.desk, who, served, SORRY);
  const id = await d.hear(another('q1', 'omar'));
  await write(d, who, id);
  d.pass(12);
  await reply(d.desk, who, id, SORRY);
  assert.deepEqual(
    (await rowsOf(d)).map(row => row.seconds),
    [60, 12],
  );
});

test('a pause of more than ten minutes without a sign is not counted, one of ten is', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const id = await d.hear(complaint());
  await write(d, who, id);
  d.pass(600);
  await write(d, who, id, 'Sorry, we');
  d.pass(601);
  await write(d, who, id, 'Sorry, we are');
  d.pass(7);
  await reply(d.desk, who, id, SORRY);
  assert.deepEqual(
    (await rowsOf(d)).map(row => row.seconds),
    [607],
  );
});

test('an answer without any sign before it is of unknown length and counted nowhere', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  await reply(d.desk, await d.colleague('Ada'), id, SORRY);
  assert.deepEqual(await rowsOf(d), []);
  assert.deepEqual(await handlingOf(d.database.db, sliceOf(d)), {
    answers: 0,
    meanSeconds: null,
    interval: null,
    spreadSeconds: null,
    secondsPerTurn: null,
    atOnce: null,
    atOnceWhenSent: null,
    small: true,
  });
});

test('looking at what nobody waits in, or what is answered already, is not handling', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const id = await d.hear(complaint());
  await look(d, who, id);
  d.pass(40);
  const { message } = await reply(d.desk, who, id, SORRY);
  d.pass(UNDO_SECONDS - 1);
  await look(d, who, id);
  d.pass(1);
  await d.deliver(message.id);
  for (let i = 0; i < 5; i++) {
    d.pass(60);
    await look(d, who, id);
  }
  await d.hear(post('p2', 'thea', -6, { parentRemoteId: 'p1', text: 'and now?' }));
  await look(d, who, id);
  d.pass(25);
  await reply(d.desk, who, id, SORRY);
  assert.deepEqual(
    (await rowsOf(d)).map(row => row.seconds),
    [40, 25],
  );
});

test('who goes on to another conversation has left the first, unless words are begun there', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const [first, second, third] = [
    await d.hear(complaint()),
    await d.hear(another('q1', 'omar')),
    await d.hear(another('q2', 'lin')),
  ];
  await look(d, who, first);
  d.pass(10);
  await standBeside(d.desk, who, first, 'gone');
  await look(d, who, second);
  await write(d, who, second);
  d.pass(20);
  await standBeside(d.desk, who, second, 'gone');
  await look(d, who, third);
  d.pass(30);
  await reply(d.desk, who, third, SORRY);
  await look(d, who, second);
  d.pass(40);
  await reply(d.desk, who, second, SORRY);
  await look(d, who, first);
  d.pass(5);
  await reply(d.desk, who, first, SORRY);
  assert.deepEqual(await rowsOf(d), [
    { seconds: 30, atOnce: 2, waited: true },
    { seconds: 90, atOnce: 1, waited: true },
    { seconds: 15, atOnce: 1, waited: true },
  ]);
  // 30 + 90 + 15 seconds in 105: thirty of them were two at once.
  const { atOnce, answers, secondsPerTurn } = await handlingOf(d.database.db, sliceOf(d));
  assert.deepEqual([answers, secondsPerTurn, atOnce], [3, 45, 135 / 105]);
});

test('what is taken back before it leaves is not counted, and its time belongs to the answer that goes', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const id = await d.hear(complaint());
  await write(d, who, id);
  d.pass(50);
  const { message } = await reply(d.desk, who, id, SORRY);
  d.pass(2);
  await takeBack(d.desk, who, message.id);
  assert.deepEqual(await rowsOf(d), []);
  await write(d, who, id, 'Sorry again');
  d.pass(8);
  await reply(d.desk, who, id, SORRY);
  assert.deepEqual(
    (await rowsOf(d)).map(row => row.seconds),
    [60],
  );
});

test('what is kept by day says the same as the rows, for any stretch and by whom it is asked', async t => {
  const d = await testDesk(t);
  const [ada, ben] = [await d.colleague('Ada'), await d.colleague('Ben')];
  for (let i = 0; i < 12; i++) {
    const who = i % 3 === 0 ? ben : ada;
    const id = await d.hear(another(`q${i}`, `someone${i}`));
    await write(d, who, id);
    d.pass(10 + i);
    await reply(d.desk, who, id, SORRY);
    d.pass(7 * 3600);
  }
  const { rows } = await sql<{ at: Date; seconds: number; agent: string }>`
    select sent_at at, seconds, agent_id agent from handling`.execute(d.database.db);
  assert.equal(rows.length, 12);
  for (const [from, to] of [
    [0, 90],
    [3, 20],
    [24, 48],
    [5, 71],
    [12, 12],
    [36, 84],
  ] as const) {
    const [since, until] = [new Date(NOW.getTime() + from * 3_600_000), new Date(NOW.getTime() + to * 3_600_000)];
    const wanted = rows.filter(({ at }) => at >= since && at < until);
    const found = await readHandling(d.database.db, sliceOf(d, { since, until }), ['agent']);
    const summed = found.map(({ key, answers, seconds }) => [key, answers, seconds] as const);
    const byHand = [...Map.groupBy(wanted, row => row.agent)].map(
      ([agent, all]) => [agent, all.length, all.reduce((sum, one) => sum + one.seconds, 0)] as const,
    );
    assert.deepEqual(summed.toSorted(), byHand.toSorted(), `${from} h to ${to} h`);
  }
});

test('filters and the reader’s inboxes cut it', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const id = await d.hear(complaint());
  await write(d, who, id);
  d.pass(10);
  await reply(d.desk, who, id, SORRY);
  const of = async (more: Partial<Slice>) => (await handlingOf(d.database.db, sliceOf(d, more))).answers;
  assert.equal(await of({}), 1);
  assert.equal(await of({ filters: { network: ['square'], visibility: 'public', heard: false, kind: 'first' } }), 1);
  assert.equal(await of({ filters: { network: ['elsewhere'] } }), 0);
  assert.equal(await of({ filters: { visibility: 'private' } }), 0);
  assert.equal(await of({ filters: { complaint: true } }), 0);
  assert.equal(await of({ scope: [] }), 0);
});

test('stretches that became part of nothing are forgotten, what answers took stays', async t => {
  const d = await testDesk(t);
  const who = await d.colleague('Ada');
  const id = await d.hear(complaint());
  await write(d, who, id);
  d.pass(10);
  await reply(d.desk, who, id, SORRY);
  d.pass(4 * 86_400);
  await prune({ db: d.database.db, now: d.desk.now }, new AbortController().signal);
  const { rows } = await sql`select from handling_stretch`.execute(d.database.db);
  assert.deepEqual([rows.length, (await rowsOf(d)).length], [0, 1]);
});

const sums = fc.array(
  fc.record({ seconds: fc.integer({ min: 0, max: 4000 }), fresh: fc.double({ min: 0, max: 1, noNaN: true }) }),
  {
    minLength: 1,
    maxLength: 40,
  },
);

test('mean and spread from sums are those of the single answers, however they are put together', () => {
  fc.assert(
    fc.property(sums, fc.nat(40), (all, cut) => {
      const sumOf = (some: typeof all): HandlingSums =>
        some.reduce(
          (sum, { seconds, fresh }) =>
            addHandling(sum, {
              answers: 1,
              turns: 1,
              seconds,
              secondsSquared: seconds ** 2,
              freshSeconds: seconds * fresh,
              atOnce: 1,
            }),
          NO_HANDLING,
        );
      const figure = handlingFigure(addHandling(sumOf(all.slice(0, cut)), sumOf(all.slice(cut))));
      const mean = all.reduce((sum, { seconds }) => sum + seconds, 0) / all.length;
      const squares = all.reduce((sum, { seconds }) => sum + (seconds - mean) ** 2, 0);
      assert.ok(Math.abs((figure.meanSeconds ?? -1) - mean) < 1e-6);
      if (all.length > 1)
        assert.ok(Math.abs((figure.spreadSeconds ?? -1) - Math.sqrt(squares / (all.length - 1))) < 1e-2);
      assert.ok(figure.atOnce === null || figure.atOnce >= 1);
      assert.equal(figure.small, all.length < 20);
    }),
  );
});
