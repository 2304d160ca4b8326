import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { Refusal } from '../../src/core/refusal.ts';
import { next } from '../../src/services/claim.ts';
import { openConversation } from '../../src/services/open.ts';
import type { Who } from '../../src/services/permit.ts';
import { reply } from '../../src/services/reply.ts';
import { reviveAnswers } from '../../src/services/revive.ts';
import { makeChance } from '../support/chance.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';
import { person, talliesOf } from '../support/hearing.ts';
import { cutAfter, failing, type Street } from '../support/street.ts';

const AGENTS = 20;
const CONVERSATIONS = 60;

/** Takes what is next, or whatever catches the eye, reads it, thinks, and answers. */
async function work(d: TestDesk, who: Who, ids: readonly string[], chance: () => number): Promise<number> {
  let answered = 0;
  for (let turn = 0; turn < 12; turn++) {
    d.pass(1);
    const isServed = chance() < 0.5;
    const id = isServed ? (await next(d.desk, who, [])).conversation?.id : ids[Math.floor(chance() * ids.length)];
    if (id === undefined) continue;
    const { messages, conversation } = await openConversation(d.desk, who, id);
    if (conversation.turn === null || messages.some(message => message.direction === 'out')) continue;
    try {
      await reply(d.desk, who, id, { visibility: 'public', text: 'Sorry!', seen: messages.at(-1)?.id });
      answered += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      assert.ok(['colleague_answered', 'claimed_by_colleague'].includes(error.code), error.message);
    }
  }
  return answered;
}

/** Delivers whatever waits, several at once and some of it twice, until nothing does. */
async function deliverAll(d: TestDesk): Promise<void> {
  for (let round = 0; round < 60; round++) {
    d.pass(30);
    await reviveAnswers(d.desk);
    const { rows } = await sql<{ id: string }>`
      select id from message where delivery in ('queued', 'sending', 'unsure')`.execute(d.database.db);
    if (rows.length === 0) return;
    await Promise.all([...rows, ...rows].map(({ id }) => d.deliver(id)));
  }
  throw new Error('answers are still on their way');
}

test(`${AGENTS} colleagues at ${CONVERSATIONS} conversations on a network in trouble: nobody is answered twice, nobody forgotten`, async t => {
  const d = await testDesk(t, { max: 20, idempotency: 'lookup' });
  const chance = makeChance(5);
  const ids: string[] = [];
  for (let n = 0; n < CONVERSATIONS; n++)
    ids.push(await d.hear(complaint({ remoteId: `p${n}`, author: person(`c${n}`) })));
  const people = await Promise.all(Array.from({ length: AGENTS }, (_, n) => d.colleague(`Agent ${n}`)));
  for (let n = 0; n < 40; n++) {
    const trouble: Street['next'] = [
      failing('retry', 'Slow down'),
      cutAfter,
      failing('unsure', 'Silence'),
      take => take(),
    ];
    d.street.next.push(trouble[Math.floor(chance() * trouble.length)] ?? cutAfter);
  }
  const answers = await Promise.all(people.map((who, n) => work(d, who, ids, makeChance(n))));
  assert.ok(answers.filter(n => n > 0).length > AGENTS / 2, 'too few took part for this to show anything');
  // Whoever is left is served one after the other.
  const last = people[0] as Who;
  d.pass(200);
  for (let left = await next(d.desk, last, []); left.conversation !== null; left = await next(d.desk, last, [])) {
    await reply(d.desk, last, left.conversation.id, { visibility: 'public', text: 'Sorry!' });
  }
  await deliverAll(d);
  const perCustomer = Map.groupBy(d.street.posts, one => one.to.remoteId);
  assert.deepEqual(
    [...perCustomer.values()].filter(posts => posts.length > 1),
    [],
    'somebody was answered twice',
  );
  assert.equal(perCustomer.size, CONVERSATIONS, 'somebody was forgotten');
  const { rows } = await sql<{ delivery: string; n: number }>`
    select delivery, count(*)::int as n from message where direction = 'out' group by 1`.execute(d.database.db);
  assert.deepEqual(rows, [{ delivery: 'sent', n: d.street.posts.length }], 'the desk and the network disagree');
  const answered = await sql<{ n: number }>`select count(*)::int as n from turn where outcome = 'answered'`.execute(
    d.database.db,
  );
  assert.equal(answered.rows[0]?.n, d.street.posts.length);
  const { kept, counted } = await talliesOf(d.database.db, d.ear.brandId);
  assert.deepEqual(kept, counted);
});
