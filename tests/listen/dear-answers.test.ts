import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEAR_FROM_MS, GOOD_AT_MOST_MS, makeDearAnswers } from '../../src/services/dear-answers.ts';

function bench(tookMs: number) {
  let at = 0;
  let worked = 0;
  const dear = makeDearAnswers(() => at);
  return {
    ask: () =>
      dear('figures', async () => {
        worked += 1;
        at += tookMs;
        return worked;
      }),
    pass: (ms: number) => {
      at += ms;
    },
  };
}

test('what is quick is worked out each time', async () => {
  const { ask } = bench(DEAR_FROM_MS - 1);
  assert.deepEqual([await ask(), await ask()], [1, 2]);
});

test('what took long is given again, for a while', async () => {
  const { ask, pass } = bench(1_000);
  assert.deepEqual([await ask(), await ask()], [1, 1]);
  pass(19_999);
  assert.equal(await ask(), 1);
  pass(2);
  assert.equal(await ask(), 2);
});

test('and never for longer than a minute', async () => {
  const { ask, pass } = bench(30_000);
  await ask();
  pass(GOOD_AT_MOST_MS + 1);
  assert.equal(await ask(), 2);
});

test('those who ask while a dear one is worked out wait for the same; a failure is not kept', async () => {
  let at = 0;
  let asked = 0;
  let fail = (_: Error) => {};
  const dear = makeDearAnswers(() => at);
  const work = () => {
    asked += 1;
    return new Promise<number>((_, reject) => {
      fail = reject;
    });
  };
  const first = dear('x', work);
  at += DEAR_FROM_MS;
  const second = dear('x', work);
  assert.equal(asked, 1);
  fail(new Error('no'));
  for (const one of [first, second]) await assert.rejects(one);
  void dear('x', work).catch(() => {});
  assert.equal(asked, 2);
  // It may have begun before what this one asks about.
  void dear('x', work).catch(() => {});
  assert.equal(asked, 3);
});
