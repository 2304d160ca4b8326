/** The law of reading again: what was kept raw, by whichever way it came, gives the items it gave. */
import assert from 'node:assert/strict';
import type { Heard, Kept } from '../../src/connectors/connector.ts';
import { type Bench, has, hear, itemsOf } from './bench.ts';
import { damaged } from './damage.ts';

const DAMAGES = 40;

export async function rawIsReadAgain(on: Bench): Promise<void> {
  const { reread, backfill, stream, poll } = on.connector.inbound;
  assert.ok(reread);
  const since = new Date(Date.now() - 60_000);
  const ids: string[] = [];
  for (const text of ['The lid does not close', 'It drips', 'The pump hums'])
    ids.push(await on.fake.customerWrites({ text, mentionsUs: true }));
  const here = { credentials: on.fake.credentials, account: on.fake.account, home: on.context.home };
  const kept: { heard: Heard; source: Kept['source'] }[] = [];
  const live = stream ? 'stream' : 'poll';
  if (stream ?? poll) for (const heard of await hear(on, null, has(...ids))) kept.push({ heard, source: live });
  for await (const heard of backfill?.pages(on.context, since, null) ?? []) kept.push({ heard, source: 'backfill' });
  const arrivals = kept.filter(({ heard }) => heard.kind === 'arrival');
  assert.ok(arrivals.length >= ids.length, 'there is something to read again');
  for (const { heard, source } of arrivals) {
    const receivedAt = new Date();
    const again = reread({ body: heard.raw, source, receivedAt }, here);
    assert.deepEqual(itemsOf(again).map(withoutMoment), itemsOf([heard]).map(withoutMoment), heard.raw.slice(0, 200));
    for (let i = 0; i < DAMAGES; i++) {
      const body = damaged(heard.raw, i % 7, i / DAMAGES, i * 31);
      for (const one of reread({ body, source, receivedAt }, here))
        assert.ok(one.kind === 'arrival' || one.reason !== '');
    }
  }
  for (const body of ['', 'null', '[]', '{}', '"x"', '0', 'A'.repeat(64), '\u0000', '{"a":'])
    for (const source of ['stream', 'poll', 'backfill'] as const)
      for (const one of reread({ body, source, receivedAt: new Date() }, here)) assert.ok(one.raw !== undefined);
}

/** When something was found gone or changed is when it was looked at, where nobody says it. */
function withoutMoment(item: ReturnType<typeof itemsOf>[number]): unknown {
  return item.kind === 'post' ? item : { ...item, at: null };
}
