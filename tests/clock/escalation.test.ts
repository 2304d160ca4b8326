/** Promises at risk and broken ones take their steps: once, in order, with a trace, and never out of the hands of who is writing. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { Because } from '../../src/core/because.ts';
import { type EscalationStep, type EscalationWhat, type EscalationWhen, markName } from '../../src/core/escalation.ts';
import { ANYTHING } from '../../src/core/policy.ts';
import { assign } from '../../src/services/assign.ts';
import { claim } from '../../src/services/claim.ts';
import { sweep } from '../../src/services/clock.ts';
import { makePolicies } from '../../src/services/policies.ts';
import { knock } from '../../src/services/presence.ts';
import { reply } from '../../src/services/reply.ts';
import { resolve } from '../../src/services/resolve.ts';
import { type EscalationNeeds, escalateOnce, takeLaterStep } from '../../src/services/run-escalation.ts';
import { readEvents } from '../../src/store/events.ts';
import { complaint, testDesk } from '../support/desk.ts';

const AT_80: EscalationWhen = { kind: 'warned', share: 0.8 };
const BROKEN: EscalationWhen = { kind: 'breached' };
const AFTER_10: EscalationWhen = { kind: 'after', minutes: 10 };
const WARN: EscalationWhat = { kind: 'warn_agent' };
const LEADS: EscalationWhat = { kind: 'tell_leads' };
const BACK: EscalationWhat = { kind: 'hand_back', onlyIfAway: false };
const BACK_IF_AWAY: EscalationWhat = { kind: 'hand_back', onlyIfAway: true };
const NEXT: EscalationWhat = { kind: 'next_agent' };

function when(at: EscalationWhen, ...whats: EscalationWhat[]): EscalationStep[] {
  return whats.map(what => ({ when: at, what }));
}

/** One promise of an hour, on a post that came ten minutes ago, with these steps. */
async function house(t: TestContext, steps: readonly EscalationStep[], resolutionMinutes: number | null = null) {
  const d = await testDesk(t, { max: 12 });
  const lena = await d.colleague('Lena', 'lead');
  const ann = await d.colleague('Ann');
  const bob = await d.colleague('Bob');
  const plain = { db: d.database.db, makeId: d.desk.makeId, now: d.desk.now, wait: d.desk.wait };
  const errors: unknown[] = [];
  const needs: EscalationNeeds = {
    ...plain,
    canMail: false,
    publicUrl: 'https://desk.example',
    log: (_level, _message, { err }) => errors.push(err),
  };
  const policies = makePolicies(plain);
  for (const { id } of await policies.list(lena)) await policies.remove(lena, id);
  const minutes = { firstMinutes: 60, nextMinutes: 60, resolutionMinutes };
  const wish = {
    name: 'Care',
    conditions: ANYTHING,
    hours: { kind: 'always' },
    warnings: [0.5],
    steps,
    ...minutes,
  } as const;
  const { id: policyId } = await policies.add(lena, wish, true);
  const brandId = d.ear.brandId;
  async function run(more: Partial<EscalationNeeds> = {}) {
    while ((await escalateOnce({ ...needs, ...more }, brandId)).more);
    while (await takeLaterStep({ ...needs, ...more }));
  }
  return {
    ...d,
    lena,
    ann,
    bob,
    needs,
    policies,
    policyId,
    brandId,
    errors,
    run,
    async minutesPass(n: number, then: () => Promise<void> = run) {
      d.pass(n * 60);
      while ((await sweep({ ...plain, log: () => {} })).more);
      await then();
    },
    async told(): Promise<string[]> {
      const { rows } = await sql<{ said: string }>`
        select a.name || ' ' || n.kind said from notification n join agent a on a.id = n.agent_id
        where n.cause like 'escalated%' order by n.at, a.name`.execute(d.database.db);
      return rows.map(row => row.said);
    },
    async has(id: string): Promise<string | null> {
      const { rows } = await sql<{ name: string | null }>`
        select a.name from conversation c left join agent a on a.id = c.assignee_id where c.id = ${id}`.execute(
        d.database.db,
      );
      return rows[0]?.name ?? null;
    },
    async trace(): Promise<string[]> {
      const events = await readEvents(d.database.db, 0, { brandId });
      return events.flatMap(({ data }) => {
        const because: Because | undefined = data.kind === 'conversation.changed' ? data.because?.[0] : undefined;
        if (because?.kind !== 'escalated') return [];
        const { policy, mark, did } = because;
        return [`${policy.name}, ${markName(mark)}: ${did.kind === 'nothing' ? did.why : did.kind}`];
      });
    },
  };
}

test('an agent is warned at four fifths, leads are told when it breaks, and the conversation says so', async t => {
  const h = await house(t, [...when(AT_80, WARN), ...when(BROKEN, LEADS)]);
  const id = await h.hear(complaint());
  await assign(h.desk, h.lena, id, { assigneeId: h.ann.agentId });
  await h.minutesPass(37);
  assert.deepEqual(await h.told(), []);
  await h.minutesPass(2);
  assert.deepEqual(await h.told(), ['Ann warned']);
  await h.minutesPass(12);
  assert.deepEqual(await h.told(), ['Ann warned', 'Lena breached']);
  assert.deepEqual(await h.trace(), ['Care, warned 0.8: told', 'Care, breached: told']);
  assert.deepEqual(h.errors, []);
});

test('what its agent left lying goes back to the queue; who is here keeps it', async t => {
  const h = await house(t, when(BROKEN, BACK_IF_AWAY));
  const gone = await h.hear(complaint());
  const here = await h.hear(complaint({ remoteId: 'p2' }));
  await assign(h.desk, h.lena, gone, { assigneeId: h.ann.agentId });
  await assign(h.desk, h.lena, here, { assigneeId: h.bob.agentId });
  h.pass(51 * 60);
  await knock(h.desk, h.bob, { active: true });
  await h.minutesPass(0);
  assert.equal(await h.has(gone), null);
  assert.equal(await h.has(here), 'Bob');
  assert.deepEqual(await h.trace(), ['Care, breached: handed_back']);
});

test('ten minutes after it broke the next best agent gets it, not the one who had it, and reads why', async t => {
  const h = await house(t, when(AFTER_10, NEXT));
  const id = await h.hear(complaint());
  await assign(h.desk, h.lena, id, { assigneeId: h.ann.agentId });
  await h.minutesPass(51);
  const here = async () => {
    for (const who of [h.ann, h.bob]) await knock(h.desk, who, { active: true });
  };
  h.pass(9 * 60);
  await here();
  await h.minutesPass(0);
  assert.equal(await h.has(id), 'Ann');
  h.pass(60);
  await here();
  await h.minutesPass(0);
  assert.equal(await h.has(id), 'Bob');
  assert.deepEqual(await h.told(), ['Bob breached']);
  assert.deepEqual(await h.trace(), ['Care, after 10: given']);
});

test('nobody else is here: it stays where it is, and the conversation says so', async t => {
  const h = await house(t, when(AFTER_10, NEXT));
  const id = await h.hear(complaint());
  await assign(h.desk, h.lena, id, { assigneeId: h.ann.agentId });
  await h.minutesPass(51);
  await h.minutesPass(10);
  assert.equal(await h.has(id), 'Ann');
  assert.deepEqual(await h.trace(), ['Care, after 10: full']);
});

test('it is never taken out of the hands of who is writing right now', async t => {
  const h = await house(t, [...when(BROKEN, BACK), ...when(AFTER_10, NEXT)]);
  const id = await h.hear(complaint());
  await assign(h.desk, h.lena, id, { assigneeId: h.ann.agentId });
  h.pass(51 * 60);
  await claim(h.desk, h.ann, id);
  await h.minutesPass(0);
  assert.equal(await h.has(id), 'Ann');
  h.pass(10 * 60);
  await claim(h.desk, h.ann, id);
  await knock(h.desk, h.bob, { active: true });
  await h.minutesPass(0);
  assert.equal(await h.has(id), 'Ann');
  assert.deepEqual(await h.trace(), ['Care, breached: writing', 'Care, after 10: writing']);
});

test('an answer on its way is not taken away either, and one that stands ends every further step', async t => {
  const h = await house(t, [...when(BROKEN, BACK), ...when(AFTER_10, LEADS, NEXT)]);
  const id = await h.hear(complaint());
  await assign(h.desk, h.lena, id, { assigneeId: h.ann.agentId });
  h.pass(49 * 60);
  const { message } = await reply(h.desk, h.ann, id, { visibility: 'public', text: 'We are looking into it.' });
  await h.minutesPass(2);
  assert.equal(await h.has(id), 'Ann');
  assert.deepEqual(await h.trace(), ['Care, breached: answered']);
  await h.deliver(message.id);
  await h.minutesPass(15);
  assert.deepEqual(await h.told(), []);
  assert.deepEqual(await h.trace(), ['Care, breached: answered']);
});

test('a step that a lead has taken out is not done any more', async t => {
  const h = await house(t, when(AFTER_10, LEADS));
  await h.hear(complaint());
  await h.minutesPass(51);
  await h.policies.change(h.lena, h.policyId, { steps: [] });
  await h.minutesPass(15);
  assert.deepEqual(await h.told(), []);
});

test('a lead who is its agent is told once of the same moment, whatever steps ask for it', async t => {
  const h = await house(t, [...when(BROKEN, WARN, LEADS), ...when(AT_80, WARN)]);
  const id = await h.hear(complaint());
  await assign(h.desk, h.ann, id, { assigneeId: h.lena.agentId });
  await h.minutesPass(60);
  assert.deepEqual(await h.told(), ['Lena breached']);
});

test('what was done at half is not done again at four fifths', async t => {
  const h = await house(t, [...when({ kind: 'warned', share: 0.5 }, LEADS), ...when(AT_80, WARN)]);
  const id = await h.hear(complaint());
  await assign(h.desk, h.lena, id, { assigneeId: h.ann.agentId });
  await h.minutesPass(21);
  await h.minutesPass(18);
  assert.deepEqual(await h.told(), ['Lena warned', 'Ann warned']);
});

test('two processes at once do every step once', async t => {
  const h = await house(t, [...when(AT_80, WARN), ...when(BROKEN, LEADS, BACK), ...when(AFTER_10, NEXT, LEADS)]);
  for (let n = 0; n < 12; n++) {
    const id = await h.hear(complaint({ remoteId: `q${n}` }));
    await assign(h.desk, h.lena, id, { assigneeId: h.ann.agentId });
  }
  const together = async () => {
    await Promise.all([h.run(), h.run(), h.run(), h.run()]);
    await h.run();
  };
  await h.minutesPass(40, together);
  await h.minutesPass(11, together);
  h.pass(10 * 60);
  await knock(h.desk, h.bob, { active: true });
  await h.minutesPass(0, together);
  const said = Map.groupBy(await h.told(), one => one);
  assert.equal(said.get('Ann warned')?.length, 12);
  assert.equal(said.get('Lena breached')?.length, 24);
  const traced = Map.groupBy(await h.trace(), one => one);
  assert.equal(traced.get('Care, breached: told')?.length, 12);
  assert.equal(traced.get('Care, breached: handed_back')?.length, 12);
  assert.equal(traced.get('Care, after 10: told')?.length, 12);
  assert.deepEqual(h.errors, []);
});

test('a process that dies in the middle of a step leaves nothing behind, and the next one does it once', async t => {
  const h = await house(t, [...when(BROKEN, BACK, LEADS), ...when(AFTER_10, LEADS)]);
  const id = await h.hear(complaint());
  await assign(h.desk, h.lena, id, { assigneeId: h.ann.agentId });
  let deaths = 0;
  const dying = () => {
    deaths += 1;
    if (deaths === 1) throw new Error('killed');
    return h.desk.makeId();
  };
  await h.minutesPass(51, () => h.run({ makeId: dying }));
  assert.equal(deaths > 1, true);
  assert.equal(await h.has(id), null);
  assert.deepEqual(await h.told(), ['Lena breached']);
  assert.deepEqual(await h.trace(), ['Care, breached: handed_back', 'Care, breached: told']);
  await h.run();
  assert.deepEqual(await h.told(), ['Lena breached']);
});

test('the promise of a whole matter escalates too, and not once it is resolved', async t => {
  const h = await house(t, [...when(BROKEN, LEADS), ...when(AFTER_10, LEADS)], 120);
  const id = await h.hear(complaint());
  await h.minutesPass(51);
  await h.minutesPass(10);
  assert.deepEqual(await h.told(), ['Lena breached', 'Lena breached']);
  await h.minutesPass(50);
  assert.equal((await h.told()).length, 3);
  await resolve(h.desk, h.ann, id, { openTurn: 'not_needed', reason: 'They wrote elsewhere' });
  await h.minutesPass(15);
  assert.equal((await h.told()).length, 3);
});

test('without a mail server an e-mail is not sent, and the conversation says why', async t => {
  const h = await house(t, when(BROKEN, { kind: 'mail', leads: true, addresses: [] }));
  await h.hear(complaint());
  await h.minutesPass(51);
  assert.deepEqual(await h.trace(), ['Care, breached: no_mail_server']);
});

test('steps that stand twice and mail to nobody are refused', async t => {
  const h = await house(t, []);
  const refused = (steps: EscalationStep[], words: RegExp) =>
    assert.rejects(h.policies.change(h.lena, h.policyId, { steps }), words);
  await refused([...when(BROKEN, LEADS), ...when(BROKEN, LEADS)], /twice/);
  await refused(when(BROKEN, { kind: 'mail', leads: false, addresses: [] }), /to whom/);
  await refused(when(BROKEN, { kind: 'webhook', webhookId: h.policyId }), /no such webhook/);
});
