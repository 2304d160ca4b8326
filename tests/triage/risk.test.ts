/** The risk of losing a customer is weighed as things happen, told live, kept with what became of it, and may be corrected. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import type { Post } from '../../src/core/post.ts';
import { UNREAD } from '../../src/core/triage/said.ts';
import { openConversation } from '../../src/services/open.ts';
import { makeRiskDesk } from '../../src/services/risk.ts';
import { JUDGED_FROM, SILENT_MS, weighOn } from '../../src/services/weigh-risk.ts';
import { readEvents } from '../../src/store/events.ts';
import { brandsBehindOrNew } from '../../src/store/log-places.ts';
import { endSilent } from '../../src/store/risk.ts';
import { complaint, testDesk } from '../support/desk.ts';
import { NOW, ourAccount, post } from '../support/hearing.ts';

async function town(t: TestContext) {
  const d = await testDesk(t);
  const { db } = d.database;
  const { brandId } = d.ear;
  await brandsBehindOrNew(db, 'risk_place');
  const logged: unknown[] = [];
  const log = (_level: string, _message: string, { err }: Record<string, unknown>) => logged.push(err);
  const who = await d.colleague('Nadia');
  const risks = makeRiskDesk(d.desk);
  return {
    ...d,
    who,
    risks,
    async weigh() {
      while ((await weighOn({ ...d.desk, log }, brandId)).more);
      assert.deepEqual(logged, []);
    },
    /** What the mood of a post was read as, so that the test does not hang on the model. */
    async mood(remoteId: string, sentiment: 'negative' | 'neutral' | 'positive') {
      const readings = JSON.stringify({ ...UNREAD, sentiment });
      await sql`update message set readings = ${readings}::jsonb where remote_id = ${remoteId}`.execute(db);
    },
    row: async (id: string) => (await openConversation(d.desk, who, id)).conversation,
  };
}

const LEAVING = { text: 'Never again. I am switching to another brand.' };
const ours = (remoteId: string, minutesAgo: number): Post =>
  post(remoteId, ourAccount.remoteId, minutesAgo, {
    text: 'We are sorry, a new one is on its way',
    parentRemoteId: 'p1',
  });
const theirs = (remoteId: string, minutesAgo: number, text: string): Post =>
  post(remoteId, 'thea', minutesAgo, { text, parentRemoteId: 'p1', rootRemoteId: 'p1' });

test('who says that they go is weighed, and the desk hears of it once', async t => {
  const d = await town(t);
  const id = await d.hear(complaint(LEAVING));
  assert.equal((await d.row(id)).risk, null);
  await d.weigh();
  const { risk, version } = await d.row(id);
  assert.ok((risk ?? 0) > 40);
  const view = await d.risks.open(d.who, id);
  assert.deepEqual(
    [view.score, view.parts[0]?.part, view.judgements[0]?.score, view.judgements[0]?.outcome],
    [risk, 'leaving', risk, null],
  );
  const told = (await readEvents(d.database.db, 0, { brandId: d.ear.brandId, limit: 100 })).flatMap(({ data }) =>
    data.kind === 'conversation.changed' && data.change === 'weighed' ? [data.conversation.risk] : [],
  );
  assert.deepEqual(told, [risk]);
  await d.weigh();
  assert.equal((await d.row(id)).version, version);
});

test('an ordinary question is a small risk, and nobody is judged for it later', async t => {
  const d = await town(t);
  const id = await d.hear(complaint({ text: 'Do you ship to Crete?' }));
  await d.weigh();
  const view = await d.risks.open(d.who, id);
  assert.ok((view.score ?? 100) < JUDGED_FROM);
  assert.deepEqual(view.judgements, []);
});

test('a rival from the brand’s own list is named, asking again and a broken promise add to it', async t => {
  const d = await town(t);
  const settings = JSON.stringify({ requests: [], rivals: ['Bialto'], orders: [], danger: [] });
  await sql`insert into triage_settings (brand_id, settings, version, changed_at)
    values (${d.ear.brandId}, ${settings}::jsonb, 1, ${NOW})`.execute(d.database.db);
  const id = await d.hear(complaint({ text: 'Bialto would have answered by now' }));
  await d.hear(theirs('p2', 5, 'Hello?'));
  await sql`update turn set breached_at = ${NOW} where conversation_id = ${id}`.execute(d.database.db);
  await d.weigh();
  const { parts } = await d.risks.open(d.who, id);
  assert.deepEqual(
    parts.map(({ part, name, count }) => [part, name ?? count]),
    [
      ['rival', 'Bialto'],
      ['asked_before', 1],
      ['promise_broken', 1],
    ],
  );
});

test('thanks after our answer say: saved; what they said before counts no more', async t => {
  const d = await town(t);
  const id = await d.hear(complaint(LEAVING));
  await d.weigh();
  const high = (await d.row(id)).risk ?? 0;
  d.pass(60);
  await d.hear(ours('a1', 8));
  d.pass(60);
  await d.hear(theirs('p2', 5, 'Thank you, that is very kind'));
  await d.mood('p2', 'positive');
  await d.weigh();
  const [judged] = (await d.risks.open(d.who, id)).judgements;
  assert.deepEqual([judged?.outcome, judged?.judgedBy, judged?.score], ['saved', 'rule', high]);
  d.pass(60);
  await d.hear(theirs('p3', 2, 'One more question: where is the manual?'));
  await d.weigh();
  assert.ok(((await d.row(id)).risk ?? 100) < JUDGED_FROM);
});

test('thanks without an answer of ours save nobody', async t => {
  const d = await town(t);
  const id = await d.hear(complaint(LEAVING));
  await d.hear(theirs('p2', 5, 'Thank you for nothing'));
  await d.mood('p2', 'positive');
  await d.weigh();
  assert.equal((await d.risks.open(d.who, id)).judgements[0]?.outcome, null);
});

test('who has gone is lost, and who says it again after our answer', async t => {
  const d = await town(t);
  const gone = await d.hear(post('g1', 'gus', 9, { text: 'I have cancelled my subscription' }));
  const again = await d.hear(complaint(LEAVING));
  d.pass(60);
  await d.hear(ours('a1', 8));
  d.pass(60);
  await d.hear(theirs('p2', 5, 'No. I will switch to another brand.'));
  await d.weigh();
  for (const id of [gone, again]) assert.equal((await d.risks.open(d.who, id)).judgements[0]?.outcome, 'lost');
});

test('a person’s word stands before a rule’s, is told, and may be changed', async t => {
  const d = await town(t);
  const id = await d.hear(complaint({ text: 'I have cancelled my subscription' }));
  await d.weigh();
  const before = (await d.risks.open(d.who, id)).judgements.length;
  const { judgements } = await d.risks.judge(d.who, id, 'saved');
  assert.deepEqual([judgements.length, judgements[0]?.outcome, judgements[0]?.judgedBy], [before, 'saved', 'person']);
  await d.weigh();
  assert.equal((await d.risks.open(d.who, id)).judgements[0]?.judgedBy, 'person');
  const { judgements: after } = await d.risks.judge(d.who, id, 'unknown');
  assert.equal(after[0]?.outcome, 'unknown');
  const events = await readEvents(d.database.db, 0, { brandId: d.ear.brandId, limit: 100 });
  const told = events.flatMap(({ data }) =>
    data.kind === 'conversation.changed' && data.change === 'judged' ? [data.reason] : [],
  );
  assert.deepEqual(told, ['saved', 'unknown']);
});

test('after thirty silent days nobody knows, and the scores stand beside what became of them', async t => {
  const d = await town(t);
  await d.hear(complaint(LEAVING));
  await d.hear(post('g1', 'gus', 9, { text: 'I have cancelled my subscription' }));
  await d.weigh();
  const { db } = d.database;
  assert.equal(await endSilent(db, new Date(NOW.getTime() - SILENT_MS), NOW), 0);
  assert.equal(await endSilent(db, new Date(NOW.getTime() + 1000), new Date(NOW.getTime() + SILENT_MS)), 1);
  const { known, unknown, bins, brier, byRule } = await d.risks.calibration(d.who, 90);
  assert.deepEqual([known, unknown, byRule], [1, 1, 2]);
  assert.equal(
    bins.reduce((sum, { lost }) => sum + lost, 0),
    1,
  );
  assert.ok(brier !== null && brier < 0.25);
});

test('a partner of another inbox is told that there is no such conversation', async t => {
  const d = await town(t);
  const id = await d.hear(complaint(LEAVING));
  const partner = await d.colleague('Pia', 'partner');
  const elsewhere = { ...partner, reach: { role: 'partner' as const, inboxes: [] } };
  await assert.rejects(d.risks.open(elsewhere, id), { code: 'not_found' });
  await assert.rejects(d.risks.judge(elsewhere, id, 'lost'), { code: 'not_found' });
});
