import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listBeside, standBeside } from '../../src/services/beside.ts';
import { listDrafts, saveDraft } from '../../src/services/drafts.ts';
import type { Who } from '../../src/services/permit.ts';
import { addSavedView, changeSavedView, listSavedViews, removeSavedView } from '../../src/services/saved-views.ts';
import { tag } from '../../src/services/tag.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';

async function scene(t: { after: (ending: () => unknown) => void }) {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const ada = await d.colleague('ada');
  const ben = await d.colleague('ben');
  const lea = await d.colleague('lea', 'lead');
  return { d, id, ada, ben, lea };
}

const save = (d: TestDesk, who: Who, id: string, text: string, page: string, knows: number | null) =>
  saveDraft(d.desk, who, id, { mode: 'reply', text, page, knows });

test('a colleague who opens a conversation is seen there until they leave, or are not heard of for 45 seconds', async t => {
  const { d, id, ada, ben } = await scene(t);
  await standBeside(d.desk, ada, id, 'viewing');
  await standBeside(d.desk, ben, id, 'writing');
  const doing = async () => (await listBeside(d.desk, ada)).map(one => [one.agentId, one.doing]);
  assert.deepEqual(await doing(), [
    [ada.agentId, 'viewing'],
    [ben.agentId, 'writing'],
  ]);
  await standBeside(d.desk, ben, id, 'gone');
  assert.deepEqual(await doing(), [[ada.agentId, 'viewing']]);
  d.pass(44);
  assert.equal((await doing()).length, 1);
  d.pass(1);
  assert.deepEqual(await doing(), []);
  const blind: Who = { ...ben, reach: { role: 'partner', inboxes: [] } };
  await assert.rejects(standBeside(d.desk, blind, id, 'viewing'), { code: 'not_found' });
  await standBeside(d.desk, ada, id, 'viewing');
  assert.deepEqual(await listBeside(d.desk, blind), []);
});

test('a draft follows its author; a lead reads an answer as it is written, a colleague only that it is, a note nobody', async t => {
  const { d, id, ada, ben, lea } = await scene(t);
  assert.deepEqual(await save(d, ada, id, 'Dear Thea', 'one', null), { version: 1, replaced: null });
  await saveDraft(d.desk, ada, id, { mode: 'note', text: 'between us', page: 'one', knows: null });
  const words = async (who: Who) => (await listDrafts(d.desk, who, id)).rows.map(row => [row.mode, row.text]).sort();
  assert.deepEqual(await words(ada), [
    ['note', 'between us'],
    ['reply', 'Dear Thea'],
  ]);
  assert.deepEqual(await words(lea), [['reply', 'Dear Thea']]);
  assert.deepEqual(await words(ben), [['reply', null]]);
  assert.deepEqual(await save(d, ada, id, '', 'one', 1), { version: null, replaced: null });
  assert.deepEqual(await words(lea), []);
});

test('two pages of one person: the newer words win, those they had not seen come back, and nothing is lost', async t => {
  const { d, id, ada } = await scene(t);
  await save(d, ada, id, 'Dear Thea, we', 'desk', null);
  const phone = await save(d, ada, id, 'Hello', 'phone', null);
  assert.equal(phone.replaced?.text, 'Dear Thea, we');
  const knowing = await save(d, ada, id, 'Dear Thea, we will', 'desk', phone.version);
  assert.equal(knowing.replaced, null, 'it had seen what stood there');
  const unseen = await save(d, ada, id, '', 'phone', phone.version);
  assert.equal(unseen.replaced?.text, 'Dear Thea, we will', 'an empty page that never saw it cannot give it up');
  assert.equal((await listDrafts(d.desk, ada, id)).rows[0]?.text, 'Dear Thea, we will');
  const same = await save(d, ada, id, 'Dear Thea, we will', 'phone', null);
  assert.equal(same.replaced, null, 'the same words replace nothing');
});

const filter = { view: 'all', status: 'active', sort: 'due' } as const;

test('a view has a name, a filter and a count; one’s own is nobody else’s, the team’s is made by leads', async t => {
  const { d, id, ada, ben, lea } = await scene(t);
  await tag(d.desk, ada, id, ['grinder']);
  const { view } = await addSavedView(d.desk, ada, {
    name: 'Grinders',
    isShared: false,
    filter: { ...filter, tag: 'grinder' },
  });
  await assert.rejects(addSavedView(d.desk, ada, { name: 'All', isShared: true, filter }), { code: 'not_allowed' });
  await addSavedView(d.desk, lea, { name: 'Snoozed', isShared: true, filter: { ...filter, status: 'snoozed' } });
  const shown = async (who: Who) =>
    (await listSavedViews(d.desk, who)).rows.map(one => [one.name, one.isShared, one.n]);
  assert.deepEqual(await shown(ada), [
    ['Snoozed', true, 0],
    ['Grinders', false, 1],
  ]);
  assert.deepEqual(await shown(ben), [['Snoozed', true, 0]]);
  await assert.rejects(changeSavedView(d.desk, ben, view.id, { name: 'Mine' }), { code: 'not_found' });
  await tag(d.desk, ada, id, []);
  assert.deepEqual(await shown(ada), [
    ['Snoozed', true, 0],
    ['Grinders', false, 0],
  ]);
  await removeSavedView(d.desk, ada, view.id);
  assert.deepEqual(await shown(ada), [['Snoozed', true, 0]]);
});

test('two change the same view: the second is told, with what stands there, and nothing is overwritten unseen', async t => {
  const { d, lea } = await scene(t);
  const other = await d.colleague('leo', 'lead');
  const { view } = await addSavedView(d.desk, lea, { name: 'Late', isShared: true, filter });
  await changeSavedView(d.desk, other, view.id, { name: 'Overdue', version: view.version });
  const late = changeSavedView(d.desk, lea, view.id, { name: 'Too late', version: view.version });
  await assert.rejects(late, (error: { code: string; details: { theirs: { name: string } } }) => {
    assert.deepEqual([error.code, error.details.theirs.name], ['changed_since', 'Overdue']);
    return true;
  });
  await changeSavedView(d.desk, lea, view.id, { name: 'Too late', version: 2 });
  assert.deepEqual(
    (await listSavedViews(d.desk, other)).rows.map(one => one.name),
    ['Too late'],
  );
});
