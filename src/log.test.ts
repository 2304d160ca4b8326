import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeLog, readableLine } from './log.ts';

function capture(isTTY: boolean) {
  const lines: string[] = [];
  return { lines, sink: { isTTY, write: (line: string) => lines.push(line) } };
}

test('a line is one JSON object where nobody watches a terminal', () => {
  const { lines, sink } = capture(false);
  makeLog({ level: 'info', sink }).info({ channel: 3 }, 'listening');
  const entry = JSON.parse(lines.join(''));
  assert.equal(entry.msg, 'listening');
  assert.equal(entry.channel, 3);
});

test('on a terminal a line reads as a sentence with its details', () => {
  const { lines, sink } = capture(true);
  makeLog({ level: 'info', sink }).warn({ channel: 3 }, 'paused');
  assert.match(lines.join(''), /^\d\d:\d\d:\d\d {2}warn {2}paused {2}channel=3\n$/);
});

test('secrets are kept out, also one and two levels down', () => {
  const { lines, sink } = capture(false);
  makeLog({ level: 'info', sink }).info(
    { password: 'hush-1', headers: { authorization: 'hush-2', 'set-cookie': 'hush-3' }, a: { b: { token: 'hush-4' } } },
    'request',
  );
  assert.doesNotMatch(lines.join(''), /hush/);
});

test('levels below the chosen one say nothing', () => {
  const { lines, sink } = capture(false);
  makeLog({ level: 'warn', sink }).info('chatter');
  assert.deepEqual(lines, []);
});

test('what is not JSON passes through unchanged', () => {
  assert.equal(readableLine('plain words\n'), 'plain words\n');
});

test('an error shows its stack and a warning only its words', () => {
  const err = { message: 'the pipe broke', stack: 'Error: the pipe broke\n    at somewhere' };
  assert.match(readableLine(JSON.stringify({ level: 50, msg: 'failed', err })), /at somewhere/);
  const warned = readableLine(JSON.stringify({ level: 40, msg: 'retrying', err }));
  assert.match(warned, /the pipe broke/);
  assert.doesNotMatch(warned, /at somewhere/);
});

test('of an error its words are kept, not what a library hung on it', () => {
  const { lines, sink } = capture(false);
  const err = Object.assign(new Error('it broke', { cause: new Error('the disk') }), {
    code: '57P01',
    client: { user: 'hush' },
  });
  makeLog({ level: 'info', sink }).warn({ err }, 'trouble');
  const entry = JSON.parse(lines.join(''));
  assert.equal(entry.err.message, 'it broke');
  assert.equal(entry.err.code, '57P01');
  assert.equal(entry.err.cause.message, 'the disk');
  assert.doesNotMatch(lines.join(''), /hush/);
});
