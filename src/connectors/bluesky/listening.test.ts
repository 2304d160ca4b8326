/** A channel without an account: the public stream, read by anybody. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hearAll, NOW, postsOf, type Tried, tried } from '../../../tests/support/bluesky-channel.ts';
import { bluesky } from './index.ts';
import { lately } from './lately.ts';

async function withoutAccount(t: Parameters<typeof tried>[0]): Promise<Tried> {
  const all = await tried(t);
  all.context.credentials = { identifier: '', stream: all.fake.streamAddress('jetstream') };
  return all;
}

test('an empty handle makes a channel that only listens, and asks the network for nothing', async t => {
  const { context } = await withoutAccount(t);
  const { account, credentials } = await bluesky.connect.check(context);
  assert.equal(account.handle, null);
  assert.equal(bluesky.listensOnly?.(credentials), true);
  assert.deepEqual(await bluesky.connect.test?.(context), []);
  assert.deepEqual(await bluesky.inbound.poll?.page(context, null), { heard: [], cursor: null, more: false });
});

test('the last minutes are read again from the stream, up to the moment of asking', async t => {
  const { fake, context, clock } = await withoutAccount(t);
  clock.now = new Date(NOW.getTime() - 10 * 60_000);
  const before = await fake.customerWrites({ text: 'my kestrel leaks, said ten minutes ago' });
  clock.now = NOW;
  const now = await fake.customerWrites({ text: 'said at this moment' });
  const heard = postsOf(await hearAll(lately(context, new Date(NOW.getTime() - 3_600_000), null)));
  assert.deepEqual(
    heard.map(({ remoteId }) => remoteId),
    [before, now],
  );
});
