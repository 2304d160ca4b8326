import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBetween } from './read-between.ts';

test('where nothing is written, it is read once', async () => {
  const { read, answers } = reader();
  const found = readBetween(read, { current: Promise.resolve() });
  (await answers(1)).resolve('theirs');
  assert.equal(await found, 'theirs');
});

test('an answer that is older than our words is not believed: it is read again once they are there', async () => {
  const { read, asked, answers } = reader();
  const writing = { current: Promise.resolve() };
  const found = readBetween(read, writing);
  const first = await answers(1);
  const written = Promise.withResolvers<void>();
  writing.current = written.promise;
  first.resolve('nothing is there');
  await settled();
  assert.equal(asked(), 1, 'not before our words have arrived');
  written.resolve();
  (await answers(2)).resolve('ours');
  assert.equal(await found, 'ours');
});

test('while our words are on their way, nothing is read', async () => {
  const { read, asked, answers } = reader();
  const written = Promise.withResolvers<void>();
  const found = readBetween(read, { current: written.promise });
  await settled();
  assert.equal(asked(), 0);
  written.resolve();
  (await answers(1)).resolve('ours');
  assert.equal(await found, 'ours');
});

test('what hinders the reading is told', async () => {
  const failing = () => Promise.reject(new Error('away'));
  await assert.rejects(readBetween(failing, { current: Promise.resolve() }), /away/);
});

/** Answers are given by hand, one for each time it is asked. */
function reader() {
  const waiting: PromiseWithResolvers<string>[] = [];
  function read(): Promise<string> {
    const answer = Promise.withResolvers<string>();
    waiting.push(answer);
    return answer.promise;
  }
  async function answers(n: number) {
    await settled();
    return waiting[n - 1] ?? assert.fail(`asked ${waiting.length} times, not ${n}`);
  }
  return { read, asked: () => waiting.length, answers };
}

/** All that can go on without anything from outside has gone on. */
function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
