import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hear, itemsOf, NOW, postsOf, tried } from '../../../tests/support/bluesky-channel.ts';
import { readCursor } from './cursor.ts';
import { openStream } from './stream.ts';

const KINDS = ['jetstream', 'events', 'repos'] as const;

for (const kind of KINDS) {
  test(`${kind}: a post, its edit and its end come in as they happen, and their author's new name`, async t => {
    const { fake, context } = await tried(t);
    context.credentials = { ...context.credentials, stream: fake.streamAddress(kind) };
    await fake.weWriteElsewhere({ text: 'to have a place to begin at' });
    const cursor = (await hear(openStream(context, before(kind, fake.origin)), 1))[0]?.cursor ?? null;
    const id = await fake.customerWrites({ text: 'my Kestrel leaks', mentionsUs: true });
    await fake.customerEdits(id, 'my Kestrel leaks and hisses');
    await fake.customerDeletes(id);
    fake.network.rename(fake.customer.did, 'thea.kestrelfans.example');
    fake.network.setStanding(fake.customer.did, false, 'takendown');
    // Two of the three begin with what was heard last.
    const again = kind === 'repos' ? 0 : 1;
    const items = itemsOf(await hear(openStream(context, cursor), again + 5)).slice(again);
    assert.deepEqual(
      items.map(item => item.kind),
      ['post', 'post', 'edit', 'remove', 'person', 'person'],
    );
    const [, , edit, remove, renamed, taken] = items;
    assert.ok(edit?.kind === 'edit' && edit.text === 'my Kestrel leaks and hisses');
    assert.ok(remove?.kind === 'remove' && remove.remoteId === id && remove.by === 'author');
    assert.ok(renamed?.kind === 'person' && renamed.person.handle === 'thea.kestrelfans.example');
    assert.ok(taken?.kind === 'person' && taken.standing === 'suspended');
  });

  test(`${kind}: stopped anywhere and opened again, nothing is lost`, async t => {
    const { fake, context } = await tried(t);
    context.credentials = { ...context.credentials, stream: fake.streamAddress(kind) };
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push(await fake.customerWrites({ text: `complaint ${i}` }));
    for (let stopAt = 1; stopAt <= 12; stopAt++) {
      const first = await hear(openStream(context, before(kind, fake.origin)), stopAt);
      const rest = await hear(
        openStream(context, first.at(-1)?.cursor ?? null),
        { jetstream: 12, events: 13 - stopAt, repos: 12 - stopAt }[kind],
      );
      const heard = new Set(postsOf([...first, ...rest]).map(({ remoteId }) => remoteId));
      assert.deepEqual([...heard].sort(), [...ids].sort(), `stopped after ${stopAt}`);
    }
  });
}

/** A cursor from before everything. */
function before(kind: (typeof KINDS)[number], origin: string): string {
  const host = new URL(origin).host;
  return `${kind} ${kind === 'jetstream' ? NOW.getTime() * 1000 - 1 : 0} ${NOW.toISOString()} ${host}`;
}

test('the cursor is a place, a time and a host, and reads back', () => {
  const text = 'repos 812 2026-03-01T12:00:00.000Z pds.kestrel.example';
  assert.deepEqual(readCursor(text), { kind: 'repos', position: 812, at: NOW, host: 'pds.kestrel.example' });
  for (const strange of ['', 'nonsense', 'repos x y z', 'repos 1 yesterday-at-some-time-ok host'])
    assert.equal(readCursor(strange), null);
});
