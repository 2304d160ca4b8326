import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actsPage } from './api.ts';
import { journalInMemory } from './fake.ts';
import { drawnPicture, pictureType } from './picture.ts';
import { edit, enter, hang, openSquare, read, remove, type Square, SquareRefusal, write } from './square.ts';

async function people(lines: string[] = []) {
  const journal = journalInMemory(lines);
  const square = await openSquare(journal, () => new Date('2026-03-01T12:00:00Z'));
  const us = await enter(square, { handle: 'kestrel', name: 'Kestrel', isCompany: true });
  const thea = await enter(square, { handle: 'thea', name: 'Thea', isCompany: false });
  return { square, journal, us: us.id, thea: thea.id };
}

function refused(promise: Promise<unknown>, status: number) {
  return assert.rejects(promise, error => error instanceof SquareRefusal && error.status === status);
}

function told(square: Square, companyId: string): string[] {
  return actsPage(square.state, companyId, null).entries.map(entry => (entry as { kind: string }).kind);
}

test('everything that happened is there again after a restart', async () => {
  const { square, journal, us, thea } = await people();
  const post = await write(square, {
    by: thea,
    text: 'It leaks',
    pictures: [{ id: await hang(square, { kind: 'drawn', seed: 3 }), description: 'A puddle' }],
  });
  await edit(square, post.id, thea, 'It leaks a lot');
  const answer = await write(square, { by: us, text: 'Sorry!', parentId: post.id, key: 'k1' });
  await write(square, { by: us, text: 'In private', privatelyTo: thea, aboutId: post.id });
  await read(square, `${us}~${thea}`, thea);
  await remove(square, answer.id, us);
  const again = await openSquare(journalInMemory(journal.lines), () => new Date());
  assert.deepEqual(again.state, square.state);
});

test('the same key is the same post, for each writer by itself, also when both come at once and after a restart', async () => {
  const { square, journal, us, thea } = await people();
  const [one, two] = await Promise.all([1, 2].map(() => write(square, { by: us, text: 'Once', key: 'k' })));
  assert.equal(one?.id, two?.id);
  const other = await write(square, { by: thea, text: 'Mine', key: 'k' });
  assert.notEqual(other.id, one?.id);
  const again = await openSquare(journalInMemory(journal.lines), () => new Date());
  assert.equal((await write(again, { by: us, text: 'Once', key: 'k' })).id, one?.id);
});

test('nothing is told that is not in the journal', async () => {
  const { square, us } = await people();
  const before = told(square, us).length;
  square.journal.append = () => Promise.reject(new Error('The disk is full.'));
  await assert.rejects(write(square, { by: us, text: 'Lost' }), /disk/);
  assert.equal(told(square, us).length, before);
});

test('people touch only what is theirs, and private words stay between two', async () => {
  const { square, us, thea } = await people();
  const rival = (await enter(square, { handle: 'rival', name: 'Rival', isCompany: true })).id;
  const owen = (await enter(square, { handle: 'owen', name: 'Owen', isCompany: false })).id;
  const post = await write(square, { by: thea, text: 'Mine' });
  await refused(edit(square, post.id, owen, 'Yours'), 403);
  await refused(remove(square, post.id, us), 403);
  const secret = await write(square, { by: thea, text: 'Psst', privatelyTo: us });
  await refused(write(square, { by: owen, text: 'I heard', parentId: secret.id }), 403);
  await refused(write(square, { by: thea, text: 'Customers have no rooms', privatelyTo: owen }), 422);
  await edit(square, secret.id, thea, 'Psst!');
  await remove(square, secret.id, thea);
  assert.deepEqual(told(square, us), ['post', 'post', 'edit', 'remove']);
  assert.deepEqual(told(square, rival), ['post']);
  await refused(enter(square, { handle: 'THEA', name: 'Somebody', isCompany: true }), 409);
});

test('deleted is gone for everybody, and words have limits', async () => {
  const { square, us, thea } = await people();
  const post = await write(square, { by: thea, text: 'Soon gone' });
  await remove(square, post.id, thea);
  await remove(square, post.id, thea);
  await refused(write(square, { by: us, text: 'Too late', parentId: post.id }), 410);
  await refused(write(square, { by: us, text: 'x', parentId: 'never-was' }), 404);
  await refused(write(square, { by: thea, text: ' \n ' }), 422);
  await refused(write(square, { by: thea, text: 'a'.repeat(501) }), 422);
  await refused(write(square, { by: thea, text: `a${'\u0301'.repeat(30_000)}` }), 422);
  await write(square, { by: thea, text: '👩‍👩‍👧‍👧'.repeat(500) });
  const strange = await write(square, { by: thea, text: 'nul\0 half\ud800 <script> \u202e' });
  assert.equal(strange.text, 'nul half\ufffd <script> \u202e'.trim());
});

test('a cursor goes on where it stood; one of another square or from the future begins anew', async () => {
  const { square, us, thea } = await people();
  for (let i = 0; i < 5; i++) await write(square, { by: thea, text: `Number ${i}` });
  const first = actsPage(square.state, us, null, 2);
  assert.deepEqual([first.entries.length, first.more], [2, true]);
  const rest = actsPage(square.state, us, first.cursor);
  assert.deepEqual([rest.entries.length, rest.more], [3, false]);
  assert.equal(actsPage(square.state, us, rest.cursor).entries.length, 0);
  for (const cursor of [`${square.state.epoch}:99999`, 'another:3', 'nonsense', '-1', `${square.state.epoch}:-5`])
    assert.equal(actsPage(square.state, us, cursor).entries.length, 5, cursor);
});

test('pictures are told by their first bytes, and a drawing is always the same', () => {
  assert.equal(pictureType(drawnPicture(5)), 'image/png');
  assert.deepEqual(drawnPicture(5), drawnPicture(5));
  assert.notDeepEqual(drawnPicture(5), drawnPicture(6));
  assert.equal(pictureType(Buffer.from('<svg onload=alert(1)>')), null);
  assert.equal(pictureType(Buffer.from('GIF89a…')), 'image/gif');
  assert.equal(pictureType(new Uint8Array()), null);
});
