/** What a rule did says which rule, and what it suggests stands before whoever answers until somebody has. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rule } from '../../src/core/rule.ts';
import { openConversation } from '../../src/services/open.ts';
import type { Who } from '../../src/services/permit.ts';
import { reply } from '../../src/services/reply.ts';
import { makeRules } from '../../src/services/rules.ts';
import { runOnce } from '../../src/services/run-rules.ts';
import { makeSavedReplies, type SavedReplyInput } from '../../src/services/saved-replies.ts';
import { ANY_EVENT } from '../../src/store/rules.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';

const SERIAL: SavedReplyInput = {
  title: 'Serial number',
  shortcut: null,
  folder: '',
  tags: [],
  variants: [{ lang: null, network: null, texts: ['May we have the serial number?'], media: [] }],
  actions: [],
  holding: false,
};

async function rule(d: TestDesk, lead: Who, name: string, actions: Rule['actions']): Promise<void> {
  const rules = makeRules({ db: d.database.db, makeId: d.desk.makeId, now: d.desk.now });
  await rules.add(lead, { name, isOn: true, events: ['wrote'], conditions: ANY_EVENT, actions, stops: false });
}

async function run(d: TestDesk): Promise<void> {
  const needs = {
    ...d.desk,
    log: (_level: string, said: string) => assert.fail(said),
  };
  while ((await runOnce(needs, d.ear.brandId)).more);
}

test('every line about what a rule did carries its name, and what it did', async t => {
  const d = await testDesk(t);
  const lead = await d.colleague('Lena', 'lead');
  await rule(d, lead, 'Leaks', [
    { kind: 'tag', tags: ['leak', 'grinder'] },
    { kind: 'priority', priority: 'urgent' },
    { kind: 'note', text: 'Ask for the serial number.' },
  ]);
  const id = await d.hear(complaint());
  await run(d);
  const { happenings, messages } = await openConversation(d.desk, lead, id);
  assert.deepEqual(
    happenings.map(({ change, rule: by, reason, actorId }) => [change, by, reason, actorId]),
    [
      ['tagged', 'Leaks', 'leak, grinder', null],
      ['prioritised', 'Leaks', 'urgent', null],
    ],
  );
  const note = messages.find(({ direction }) => direction === 'note');
  assert.deepEqual([note?.authorName, note?.agentId], ['Leaks', null]);
});

test('a suggested saved reply stands there until somebody has answered', async t => {
  const d = await testDesk(t);
  const lead = await d.colleague('Lena', 'lead');
  const { id: savedReplyId } = await makeSavedReplies(d.desk).make(lead, { ...SERIAL, own: false });
  await rule(d, lead, 'Leaks', [{ kind: 'draft', savedReplyId }]);
  const id = await d.hear(complaint());
  await run(d);
  const suggestion = async () => (await openConversation(d.desk, lead, id)).suggestion;
  assert.deepEqual(await suggestion(), { savedReplyId, ruleName: 'Leaks' });
  d.pass(60);
  await reply(d.desk, lead, id, { visibility: 'public', text: 'May we have the serial number?' });
  assert.equal(await suggestion(), null);
});

test('nobody is offered a saved reply that is gone', async t => {
  const d = await testDesk(t);
  const lead = await d.colleague('Lena', 'lead');
  const saved = makeSavedReplies(d.desk);
  const { id: savedReplyId } = await saved.make(lead, { ...SERIAL, own: false });
  await rule(d, lead, 'Leaks', [{ kind: 'draft', savedReplyId }]);
  const id = await d.hear(complaint());
  await run(d);
  await saved.remove(lead, savedReplyId);
  assert.equal((await openConversation(d.desk, lead, id)).suggestion, null);
});

test('a rule hides as a colleague would, and answers for it under its name', async t => {
  const d = await testDesk(t);
  const lead = await d.colleague('Lena', 'lead');
  const { outbound } = d.street.connector;
  assert.ok(outbound);
  outbound.hide = async () => {};
  await rule(d, lead, 'Spam', [{ kind: 'hide' }]);
  const id = await d.hear(complaint());
  await run(d);
  const { messages } = await openConversation(d.desk, lead, id);
  assert.deepEqual(
    messages[0]?.moderation.map(({ deed, state, agentId, ruleName }) => [deed, state, agentId, ruleName]),
    [['hide', 'queued', null, 'Spam']],
  );
});

test('where the network cannot hide, the rule says so in its words, and does the rest', async t => {
  const d = await testDesk(t);
  const lead = await d.colleague('Lena', 'lead');
  const { outbound } = d.street.connector;
  assert.ok(outbound);
  delete outbound.hide;
  outbound.cannot = { hide: 'Square cannot hide.' };
  await rule(d, lead, 'Spam', [{ kind: 'hide' }, { kind: 'tag', tags: ['spam'] }]);
  const id = await d.hear(complaint());
  await run(d);
  const [seen] = await makeRules({ db: d.database.db, makeId: d.desk.makeId, now: d.desk.now }).list(lead);
  assert.deepEqual([seen?.acted, seen?.failed, seen?.lastFailed], [1, 1, 'Square cannot hide.']);
  const { conversation, messages } = await openConversation(d.desk, lead, id);
  assert.deepEqual([conversation.tags, messages[0]?.moderation], [['spam'], []]);
});
