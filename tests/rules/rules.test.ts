/** Rules act on what happens, once, in order, and say so; what they would have done can be asked before. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Rule } from '../../src/core/rule.ts';
import type { Who } from '../../src/services/permit.ts';
import { makeRules, type RuleWish } from '../../src/services/rules.ts';
import { runOnce } from '../../src/services/run-rules.ts';
import { tag } from '../../src/services/tag.ts';
import { weighOn } from '../../src/services/weigh-risk.ts';
import { readEvents } from '../../src/store/events.ts';
import { brandsBehindOrNew } from '../../src/store/log-places.ts';
import { ANY_EVENT } from '../../src/store/rules.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

type Town = TestDesk & {
  lead: Who;
  add(wish: Partial<RuleWish> & Pick<Rule, 'actions'>): Promise<string>;
  run(): Promise<void>;
  row(id: string): Promise<{ tags: string[]; priority: string; assigneeId: string | null; policyId: string | null }>;
  effects(): Promise<{ did: string[]; failed: string | null }[]>;
};

async function town(t: { after: (ending: () => unknown) => void }): Promise<Town> {
  const desk = await testDesk(t);
  const { db } = desk.database;
  const { makeId, now } = desk.desk;
  const lead = await desk.colleague('Lena', 'lead');
  const rules = makeRules({ db, makeId, now });
  const logged: unknown[] = [];
  const needs = {
    ...desk.desk,
    log: (_level: string, _message: string, { err }: Record<string, unknown>) => logged.push(err),
  };
  let n = 0;
  return {
    ...desk,
    lead,
    async add(wish) {
      n += 1;
      const rule = {
        name: `Rule ${n}`,
        isOn: true,
        events: ['wrote'],
        conditions: ANY_EVENT,
        stops: false,
        ...wish,
      } as const;
      return (await rules.add(lead, rule)).id;
    },
    async run() {
      while ((await runOnce(needs, desk.ear.brandId)).more || (await isBehind(desk)));
      assert.deepEqual(logged, []);
    },
    async row(id) {
      const { rows } = await sql<Awaited<ReturnType<Town['row']>>>`
        select tags, priority, assignee_id "assigneeId", chosen_policy_id "policyId" from conversation where id = ${id}`.execute(
        db,
      );
      assert.ok(rows[0]);
      return rows[0];
    },
    async effects() {
      const { rows } = await sql<{ did: string[]; failed: string | null }>`
        select did, failed from rule_effect order by seq, rule_id`.execute(db);
      return rows;
    },
  };
}

async function isBehind({ database, ear }: TestDesk): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`
    select exists (select from event e where e.brand_id = p.brand_id and e.seq > p.seq) behind
    from rule_place p where p.brand_id = ${ear.brandId}`.execute(database.db);
  return rows[0]?.behind ?? false;
}

test('what a customer writes is tagged, pressed and given away, and the log names the rule', async t => {
  const { add, hear, run, row, database, colleague, ear } = await town(t);
  const anna = await colleague('Anna');
  const conditions = { ...ANY_EVENT, words: 'leak*' };
  await add({
    name: 'Leaks',
    conditions,
    actions: [
      { kind: 'tag', tags: ['leak'] },
      { kind: 'priority', priority: 'high' },
      { kind: 'assign', agentId: anna.agentId },
      { kind: 'note', text: 'Ask for the serial number.' },
    ],
  });
  const leaking = await hear(post('1', 'thea', 1, { text: '@kestrel my machine leaks' }));
  const other = await hear(post('2', 'cleo', 1, { text: '@kestrel lovely' }));
  await run();
  assert.deepEqual(await row(leaking), { tags: ['leak'], priority: 'high', assigneeId: anna.agentId, policyId: null });
  assert.deepEqual((await row(other)).tags, []);
  const events = await readEvents(database.db, 0, { brandId: ear.brandId });
  const named = events.filter(({ data }) => 'rules' in data && data.rules?.at(-1)?.name === 'Leaks');
  assert.deepEqual(
    named.map(({ data }) => (data.kind === 'conversation.changed' ? data.change : data.kind)),
    ['tagged', 'prioritised', 'assigned', 'message.added'],
  );
  const { rows } = await sql<{ kind: string }>`select kind from notification where agent_id = ${anna.agentId}`.execute(
    database.db,
  );
  assert.deepEqual(rows, [{ kind: 'assigned' }]);
});

test('run again, by two at once, or after a crash, a rule has acted once', async t => {
  const { add, hear, run, effects, desk, ear } = await town(t);
  await add({ actions: [{ kind: 'note', text: 'Seen.' }] });
  for (let i = 0; i < 8; i++) await hear(post(String(i), `author${i}`, 1));
  const needs = { ...desk, log: () => {} };
  await Promise.all([runOnce(needs, ear.brandId), runOnce(needs, ear.brandId), runOnce(needs, ear.brandId)]);
  await run();
  assert.equal((await effects()).length, 8);
});

test('rules that set each other off come to rest', async t => {
  const { add, hear, run, row, effects } = await town(t);
  await add({ actions: [{ kind: 'tag', tags: ['a'] }] });
  await add({
    events: ['tagged'],
    conditions: { ...ANY_EVENT, tags: ['a'] },
    actions: [
      { kind: 'untag', tags: ['a'] },
      { kind: 'tag', tags: ['b'] },
    ],
  });
  await add({
    events: ['tagged'],
    conditions: { ...ANY_EVENT, tags: ['b'] },
    actions: [
      { kind: 'untag', tags: ['b'] },
      { kind: 'tag', tags: ['a'] },
    ],
  });
  const id = await hear(post('1', 'thea', 1));
  await run();
  assert.ok((await effects()).length <= 6);
  assert.equal((await row(id)).tags.length, 1);
});

test('a rule below sees what those above it set, the last has the word, and one that stops ends it', async t => {
  const { add, hear, run, row } = await town(t);
  await add({ actions: [{ kind: 'priority', priority: 'low' }] });
  await add({
    conditions: { ...ANY_EVENT, priorities: ['low'] },
    actions: [{ kind: 'priority', priority: 'urgent' }],
    stops: true,
  });
  await add({ actions: [{ kind: 'priority', priority: 'normal' }] });
  const id = await hear(post('1', 'thea', 1));
  await run();
  assert.equal((await row(id)).priority, 'urgent');
});

test('what cannot be done is said, and the rest is done', async t => {
  const { add, hear, run, row, effects } = await town(t);
  const nobody = '00000000-0000-7000-8000-00000000dead';
  await add({
    actions: [
      { kind: 'assign', agentId: nobody },
      { kind: 'tag', tags: ['x'] },
    ],
  });
  const id = await hear(post('1', 'thea', 1));
  await run();
  assert.deepEqual((await row(id)).tags, ['x']);
  assert.deepEqual(await effects(), [{ did: ['tag'], failed: 'There is no such colleague in this brand.' }]);
});

test('a rule acts on what happens after it was switched on, and on nothing while it is off', async t => {
  const { add, hear, run, effects } = await town(t);
  await hear(post('1', 'thea', 1));
  await add({ isOn: false, actions: [{ kind: 'tag', tags: ['x'] }] });
  await hear(post('2', 'thea', 1));
  await add({ actions: [{ kind: 'tag', tags: ['y'] }] });
  await hear(post('3', 'thea', 1));
  await run();
  assert.deepEqual(
    (await effects()).map(({ did }) => did),
    [['tag']],
  );
});

test('a chosen policy goes before the policies’ own order, and the clock follows', async t => {
  const { add, hear, run, row, database, ear } = await town(t);
  const { rows } = await sql<{ id: string }>`
    insert into policy (brand_id, id, position, name, conditions, first_minutes, next_minutes, hours)
    values (${ear.brandId}, ${ear.makeId()}, 99, 'Two minutes', '{}', 2, 2, 'always') returning id`.execute(
    database.db,
  );
  const policyId = rows[0]?.id ?? '';
  await add({ actions: [{ kind: 'policy', policyId }] });
  const id = await hear(post('1', 'thea', 1));
  await run();
  assert.equal((await row(id)).policyId, policyId);
  const due = await sql<{ minutes: number }>`
    select round(extract(epoch from due_at - opened_at) / 60)::int minutes from turn where conversation_id = ${id}`.execute(
    database.db,
  );
  assert.deepEqual(due.rows, [{ minutes: 2 }]);
});

test('what it would have done last week is told, and nothing is done', async t => {
  const { hear, desk, lead, row, database } = await town(t);
  const rules = makeRules({ db: database.db, makeId: desk.makeId, now: desk.now });
  const id = await hear(post('1', 'thea', 1, { text: '@kestrel it leaks' }));
  await hear(post('2', 'cleo', 1, { text: '@kestrel fine' }));
  const wish = {
    name: 'x',
    events: ['wrote'] as const,
    stops: false,
    actions: [{ kind: 'tag', tags: ['leak'] }] as Rule['actions'],
  };
  const trial = await rules.try(lead, { ...wish, conditions: { ...ANY_EVENT, words: 'leaks' } });
  assert.deepEqual([trial.looked, trial.acted, trial.conversations, trial.whole], [2, 1, 1, true]);
  assert.deepEqual(
    trial.examples.map(({ conversationId, words }) => [conversationId, words]),
    [[id, '@kestrel it leaks']],
  );
  assert.deepEqual((await row(id)).tags, []);
  await assert.rejects(
    rules.try(lead, { ...wish, conditions: { ...ANY_EVENT, words: '"open' } }),
    /closing quotation mark/,
  );
});

test('a colleague’s deed sets off rules as the network does', async t => {
  const { add, hear, run, row, colleague, desk } = await town(t);
  const anna = await colleague('Anna');
  await add({
    events: ['tagged'],
    conditions: { ...ANY_EVENT, tags: ['vip'] },
    actions: [{ kind: 'priority', priority: 'urgent' }],
  });
  const id = await hear(post('1', 'thea', 1));
  await tag(desk, anna, id, ['VIP']);
  await run();
  assert.equal((await row(id)).priority, 'urgent');
});

test('a rule that asks for the risk of losing a customer acts on what has just been written, not before it was weighed', async t => {
  const d = await town(t);
  const { db } = d.database;
  const { brandId } = d.ear;
  await brandsBehindOrNew(db, 'risk_place');
  await d.add({ conditions: { ...ANY_EVENT, risk: 40 }, actions: [{ kind: 'tag', tags: ['keep'] }] });
  const needs = { ...d.desk, log: (_level: string, message: string) => assert.fail(message) };
  const id = await d.hear(post('p1', 'thea', 1, { text: 'Never again. I am switching to another brand.' }));
  await runOnce(needs, brandId);
  assert.deepEqual((await d.row(id)).tags, [], 'nothing was weighed yet');
  while ((await weighOn(needs, brandId)).more);
  await runOnce(needs, brandId);
  assert.deepEqual((await d.row(id)).tags, ['keep']);
});

test('… and goes on without it where nothing is weighed for long', async t => {
  const d = await town(t);
  await brandsBehindOrNew(d.database.db, 'risk_place');
  await d.add({ conditions: { ...ANY_EVENT, risk: 40 }, actions: [{ kind: 'tag', tags: ['keep'] }] });
  await d.add({ actions: [{ kind: 'tag', tags: ['seen'] }] });
  const id = await d.hear(post('p1', 'thea', 1, { text: 'Never again. I am switching to another brand.' }));
  const log = (_level: string, message: string) => assert.fail(message);
  const at = (seconds: number) => ({ ...d.desk, log, now: () => new Date(d.desk.now().getTime() + seconds * 1000) });
  await runOnce(at(1), d.ear.brandId);
  assert.deepEqual((await d.row(id)).tags, []);
  await runOnce(at(60), d.ear.brandId);
  assert.deepEqual((await d.row(id)).tags, ['seen']);
});
