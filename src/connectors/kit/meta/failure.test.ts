import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeBudget } from '../budget.ts';
import { failureOfGraph } from './failure.ts';
import { usageOf } from './usage.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

function classed(error: unknown, { isWrite = false, status = 400, headers = {} } = {}) {
  const body = JSON.stringify({ error });
  const answer = { status, headers: new Headers(headers), text: () => body };
  const { next, said, afterSeconds } = failureOfGraph(answer, isWrite, NOW);
  return [next, said, afterSeconds];
}

test('codes say what to do, whatever the status says', () => {
  const cases: [number, number | undefined, string][] = [
    [190, 460, 'reauthorise'],
    [102, undefined, 'reauthorise'],
    [4, undefined, 'retry'],
    [17, undefined, 'retry'],
    [32, undefined, 'retry'],
    [613, undefined, 'retry'],
    [80_006, undefined, 'retry'],
    [130_429, undefined, 'retry'],
    [131_056, undefined, 'retry'],
    [10, 2_018_278, 'refuse'],
    [200, undefined, 'refuse'],
    [299, undefined, 'refuse'],
    [131_047, undefined, 'refuse'],
    [551, 1_545_041, 'refuse'],
    [368, undefined, 'refuse'],
    [100, undefined, 'refuse'],
    [100, 33, 'gone'],
    [803, undefined, 'gone'],
  ];
  for (const status of [400, 403, 500])
    for (const [code, error_subcode, next] of cases)
      assert.equal(
        classed({ message: 'No.', code, error_subcode }, { status, isWrite: true })[0],
        next,
        `${code} ${status}`,
      );
});

test('trouble of its own is tried again, and after a write nobody knows', () => {
  for (const code of [1, 2, -1, -2]) {
    assert.equal(classed({ message: 'Later', code })[0], 'retry');
    assert.equal(classed({ message: 'Later', code }, { isWrite: true })[0], 'unsure');
  }
  assert.equal(classed({ message: 'Later', code: 9_999, is_transient: true }, { isWrite: true })[0], 'unsure');
});

test('words for people come before words for programs, and a token in them is never shown', () => {
  const both = { message: '(#10) outside', code: 10, error_user_title: 'x', error_user_msg: 'The window is closed.' };
  assert.equal(classed(both)[1], 'The window is closed.');
  const details = { message: '(#131047) x', code: 131_047, error_data: { details: 'More than 24 hours have passed.' } };
  assert.equal(classed(details)[1], 'More than 24 hours have passed.');
  const token = 'EAAxyz'.repeat(12);
  assert.equal(classed({ message: `Malformed access token ${token}`, code: 190 })[1], 'Malformed access token …');
});

test('the wait is the header’s, or the minutes until calls are taken again', () => {
  const usage = JSON.stringify({
    '104': [{ type: 'pages', call_count: 101, total_cputime: 3, total_time: 9, estimated_time_to_regain_access: 19 }],
    '105': [{ type: 'messenger', call_count: 2, total_cputime: 1, total_time: 1, estimated_time_to_regain_access: 4 }],
  });
  assert.equal(
    classed({ message: 'Too many', code: 80_001 }, { headers: { 'x-business-use-case-usage': usage } })[2],
    1_140,
  );
  assert.equal(classed({ message: 'Too many', code: 4 }, { headers: { 'retry-after': '17' } })[2], 17);
  assert.equal(classed({ message: 'No', code: 10 }, { headers: { 'retry-after': '17' } })[2], null);
});

test('what is no error of the Graph API is judged by its status', () => {
  const answer = (status: number, body: string) =>
    failureOfGraph({ status, headers: new Headers(), text: () => body }, true, NOW);
  assert.equal(answer(401, '{"error":"key withdrawn"}').next, 'reauthorise');
  assert.equal(answer(403, '{"error":"closed"}').said, 'closed');
  assert.equal(answer(502, '<html>').next, 'unsure');
  assert.equal(answer(500, '{"error":{"code":"many"}}').next, 'unsure');
});

test('headers of use are percent, and reach the budget', () => {
  const app = JSON.stringify({ call_count: 28, total_time: 40, total_cputime: 25 });
  assert.deepEqual(usageOf(new Headers({ 'x-app-usage': app })), { percent: 40, waitMinutes: null });
  for (const strange of ['', '{', '[]', 'null', '{"call_count":"x"}', '{"a":{"b":1}}', '"9"'])
    assert.equal(usageOf(new Headers({ 'x-app-usage': strange })), null);
  const budget = makeBudget({ rate: { requests: 9, perSeconds: 9 } }, () => NOW);
  budget.hear(new Headers({ 'x-page-usage': app }));
  assert.deepEqual(
    budget
      .left()
      .filter(({ by }) => by === 'network')
      .map(({ left, of }) => [left, of]),
    [[60, 100]],
  );
});
