/** What a watcher outside the desk can be woken for: a channel that fell silent, a line that breaks, what could not be read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openTestHeed } from '../support/app.ts';
import { letterDesk, readBird, unread } from '../support/letters.ts';

test('a silent channel, its letters, its broken lines and its delay are told', async t => {
  const heed = await openTestHeed(t);
  const { db } = heed.database;
  const desk = await letterDesk(heed.database, { now: () => heed.clock.now });
  const { channelId } = desk;
  const { brandId } = desk.brand;
  const labels = `brand="${brandId}",channel="${channelId}",network="bird"`;
  const figures = async (name: string) =>
    String((await heed.call('GET', '/metrics')).body)
      .split('\n')
      .filter(line => line.startsWith(`${name}{`))
      .sort();
  assert.deepEqual(await figures('heed_channel_silent'), [`heed_channel_silent{${labels}} 0`]);
  assert.deepEqual(await figures('heed_channel_last_heard_timestamp_seconds'), [], 'nothing was heard yet');

  const written = new Date(heed.clock.now.getTime() - 4000);
  await desk.hear([
    ...readBird(JSON.stringify({ id: 'one', at: written.toISOString() })),
    unread('broken'),
    unread('torn'),
  ]);
  await sql`update channel set reconnects = 3 where id = ${channelId}`.execute(db);
  await sql`
    insert into silence (brand_id, channel_id, since, noticed_at, expected)
    values (${brandId}, ${channelId}, ${heed.clock.now}, ${heed.clock.now}, 12)`.execute(db);
  assert.deepEqual(await figures('heed_channel_silent'), [`heed_channel_silent{${labels}} 1`]);
  assert.deepEqual(await figures('heed_dead_letters'), [`heed_dead_letters{${labels}} 2`]);
  assert.deepEqual(await figures('heed_channel_reconnects_total'), [`heed_channel_reconnects_total{${labels}} 3`]);
  assert.deepEqual(await figures('heed_channel_last_heard_timestamp_seconds'), [
    `heed_channel_last_heard_timestamp_seconds{${labels}} ${heed.clock.now.getTime() / 1000}`,
  ]);
  const delays = await figures('heed_hearing_delay_seconds');
  assert.equal(delays.length, 2);
  for (const line of delays) {
    const seconds = Number(line.split(' ').at(-1));
    assert.ok(Math.abs(seconds - 4) <= 1, `${line}: four seconds, to within a quarter`);
  }

  heed.clock.now = new Date(heed.clock.now.getTime() + 60_000);
  await desk.hear(readBird(JSON.stringify({ id: 'two', at: heed.clock.now.toISOString() })));
  assert.deepEqual(await figures('heed_channel_silent'), [`heed_channel_silent{${labels}} 0`], 'it is heard again');
});
