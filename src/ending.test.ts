import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeEnding } from './ending.ts';
import { silentLog } from './log.ts';

function setup() {
  const ended: string[] = [];
  return { ended, ending: makeEnding(silentLog()) };
}

test('work ends before what it stands on, and the ground from the top', async () => {
  const { ended, ending } = setup();
  ending.ground('folder', () => ended.push('folder'));
  ending.ground('database', () => ended.push('database'));
  ending.work('jobs', async () => {
    await Promise.resolve();
    ended.push('jobs');
  });
  await ending.run();
  assert.deepEqual(ended, ['jobs', 'database', 'folder']);
});

test('a part that fails does not keep the others', async () => {
  const { ended, ending } = setup();
  ending.ground('database', () => ended.push('database'));
  ending.work('jobs', () => {
    throw new Error('cannot');
  });
  await ending.run();
  assert.deepEqual(ended, ['database']);
});

test('a part that hangs is left behind after its share of the time', async context => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { ended, ending } = setup();
  ending.ground('database', () => ended.push('database'));
  ending.work('jobs', () => new Promise(() => {}));
  const running = ending.run();
  context.mock.timers.tick(1500);
  await running;
  assert.deepEqual(ended, ['database']);
});

test('twice asked is once done', async () => {
  const { ended, ending } = setup();
  ending.work('jobs', () => ended.push('jobs'));
  await Promise.all([ending.run(), ending.run()]);
  assert.deepEqual(ended, ['jobs']);
});
