/** Customers on two real servers of the Mastodon API, and an agent at a whole Heed beside them. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openPeerDesk, type PeerDesk } from '../support/peers/desk.ts';
import { type Fediverse, type Somebody, type Status, startFediverse, tokenOf } from '../support/peers/snac.ts';
import { until } from '../support/until.ts';

const started = await startFediverse();
/** The server delivers in rounds, and Heed asks in rounds, since it does not stream. */
const PATIENCE_MS = 180_000;
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';

describe('Mastodon API at the desk, against snac', { skip: started.skip ?? false }, () => {
  const { home, far } = started.peer as Fediverse;
  let us: Somebody;
  let thea: Somebody;
  let ines: Somebody;
  let desk: PeerDesk;
  let channelId: string;

  before(async () => {
    us = await home.join('kestrel');
    thea = await home.join('thea');
    ines = await far.join('ines');
    desk = await openPeerDesk([home.origin]);
    const channel = await desk.connect('mastodon', { server: home.origin, accessToken: us.token });
    channelId = String(channel['id']);
    assert.match(String(channel['handle']), /^kestrel@localhost/);
  });
  after(async () => {
    await desk?.close();
    await started.peer?.close();
  });

  const told = (somebody: Somebody, words: string) =>
    until(
      async () => (await somebody.notifications()).find(one => one.status?.content.includes(words))?.status,
      PATIENCE_MS,
    );
  const ours = async (words: string) => {
    const { body } = await us.call('GET', `/api/v1/accounts/${us.accountId}/statuses`);
    return (body as Status[]).filter(({ content }) => content.includes(words));
  };
  const find = (words: string) => desk.find(words, PATIENCE_MS);

  test('posts from two servers become conversations that wait, and each answer leaves once, into its thread', async () => {
    await thea.post('@kestrel my machine leaks');
    await ines.post('@kestrel@localhost mine hisses');
    for (const [customer, words, handle] of [
      [thea, 'my machine leaks', `thea@${home.host}`],
      [ines, 'mine hisses', 'ines@far.example'],
    ] as const) {
      const { conversation } = await find(words);
      assert.notEqual(conversation.turn, null);
      assert.equal(conversation.face?.handle, handle);
      const said = `Sorry, ${customer.name}! Which model is it?`;
      const sent = await desk.delivered(conversation.id, await desk.reply(conversation.id, said));
      const answer = await told(customer, said);
      assert.ok(answer.in_reply_to_id, 'it stands in the customer’s thread');
      assert.equal((await ours(said)).length, 1);
      assert.ok(sent.remoteId);
      assert.equal((await desk.open(conversation.id)).conversation.turn, null);
    }
  });

  test('what a colleague writes in the app is recognised and stops the clock, and the echo of our own is not a second message', async () => {
    const asked = await thea.post('@kestrel is anybody there?');
    const { conversation } = await find('is anybody there?');
    const seen = await told(us, 'is anybody there?');
    assert.equal(seen.uri, asked.uri);
    await us.post('@thea Yes, a colleague in the app.', { in_reply_to_id: seen.id });
    const { messages } = await find('a colleague in the app');
    assert.equal(messages.find(({ text }) => text.includes('in the app'))?.direction, 'out');
    await until(async () => (await desk.open(conversation.id)).conversation.turn === null, PATIENCE_MS);
    const first = await desk.find('my machine leaks');
    assert.equal(first.messages.filter(({ text }) => text.includes('Sorry, thea!')).length, 1);
  });

  test('a direct message stays one, and is answered as one, apart from what the same person said in public', async () => {
    await ines.post('@kestrel@localhost my order number is 4711', { visibility: 'direct' });
    const { conversation } = await find('order number');
    assert.equal(conversation.visibility, 'private');
    const inPublic = await desk.find('mine hisses');
    assert.equal(inPublic.conversation.visibility, 'public');
    assert.notEqual(inPublic.conversation.id, conversation.id);
    const messageId = await desk.reply(conversation.id, 'Found it, Ines.', { visibility: 'private' });
    await desk.delivered(conversation.id, messageId);
    assert.equal((await told(ines, 'Found it, Ines.')).visibility, 'private');
    const shown = (await thea.call('GET', '/api/v1/timelines/public')).body as Status[];
    assert.ok(!shown.some(({ content }) => content.includes('Found it, Ines.')));
  });

  test('a picture goes out with its description, and one that comes in is copied with its own', async () => {
    const { conversation } = await desk.find('my machine leaks');
    const mediaId = await desk.upload(Buffer.from(PIXEL, 'base64'));
    const media = [{ mediaId, description: 'Where the seal sits' }];
    const messageId = await desk.reply(conversation.id, 'Look at this seal.', { media, anyway: true });
    await desk.delivered(conversation.id, messageId);
    const [picture] = (await told(thea, 'Look at this seal.')).media_attachments;
    assert.equal(picture?.description, 'Where the seal sits');
    const form = new FormData();
    form.set('file', new File([Buffer.from(PIXEL, 'base64')], 'puddle.png', { type: 'image/png' }));
    form.set('description', 'A puddle');
    const headers = { authorization: `Bearer ${thea.token}` };
    const uploaded = await fetch(`${home.origin}/api/v2/media`, { method: 'POST', headers, body: form });
    const { id } = (await uploaded.json()) as { id: string };
    await thea.post('@kestrel here is the puddle', { media_ids: [id] });
    const { conversation: shown } = await find('here is the puddle');
    const copied = await until(async () => {
      const { messages } = await desk.open(shown.id);
      return messages.find(({ text }) => text.includes('the puddle'))?.media.find(one => one.mediaId !== null);
    }, PATIENCE_MS);
    assert.equal(copied.description, 'A puddle');
  });

  test('an edit shows and a deletion is honoured', async () => {
    const asked = await thea.post('@kestrel my mlik frother stopped');
    const { conversation } = await find('mlik frother');
    const edited = await thea.edit(asked, '@kestrel my milk frother stopped');
    const { messages } = await find('my milk frother stopped');
    assert.equal(messages.filter(({ text }) => text.includes('frother')).length, 1, 'one message in two versions');
    await thea.remove(edited);
    await until(
      async () => (await desk.open(conversation.id)).messages.some(one => one.deletedAt !== null),
      2 * PATIENCE_MS,
    );
  });

  test('killed in the middle of the day, it goes on where it stopped: nothing missing, nothing double', async () => {
    await thea.post('@kestrel before the power cut');
    const { conversation } = await find('before the power cut');
    await desk.reply(conversation.id, 'An answer on its way when the light went out.');
    const crashing = desk.crash();
    for (let i = 0; i < 5; i++) await thea.post(`@kestrel in the dark, ${i}`);
    await crashing;
    for (let i = 0; i < 5; i++) {
      const { messages } = await find(`in the dark, ${i}`);
      assert.equal(messages.filter(({ text }) => text.includes(`in the dark, ${i}`)).length, 1);
    }
    await until(async () => {
      const { messages } = await desk.open(conversation.id);
      return messages.find(({ text }) => text.startsWith('An answer on its way'))?.delivery?.state === 'sent';
    }, PATIENCE_MS);
    assert.equal((await ours('An answer on its way')).length, 1);
    const { messages } = await desk.open(conversation.id);
    assert.equal(messages.filter(({ text }) => text.startsWith('An answer on its way')).length, 1);
  });

  test('the server goes away and comes back: an answer waits for it, and what was said meanwhile arrives', async () => {
    const { conversation } = await desk.find('before the power cut');
    await home.stop();
    const messageId = await desk.reply(conversation.id, 'Said to a closed door.', { anyway: true });
    await until(async () => {
      const { messages } = await desk.open(conversation.id);
      const delivery = messages.find(({ id }) => id === messageId)?.delivery;
      return delivery?.state === 'queued' && delivery.said !== null;
    }, PATIENCE_MS);
    await home.start();
    await thea.post('@kestrel the door is open');
    await find('the door is open');
    await desk.delivered(conversation.id, messageId);
    assert.equal((await ours('Said to a closed door.')).length, 1);
  });

  test('all of it was heard without a stream; the ledger of the channel balances, and nothing failed', async () => {
    const { channel } = (await desk.api('GET', `/channels/${channelId}`)) as {
      channel: { state: string; said: string | null; ever: Record<string, number> };
    };
    assert.equal(channel.state, 'active');
    assert.match(channel.said ?? '', /stream/, 'that the server does not stream is said, and takes nothing away');
    const { received = 0, kept = 0, ignored = 0, failed = 0 } = channel.ever;
    assert.equal(received, kept + ignored + failed);
    assert.equal(failed, 0);
    assert.ok(kept > 0);
  });

  test('a token taken back stops the channel in words, and a new one goes on without a gap', async () => {
    home.forget(us.token);
    await thea.post('@kestrel said while nobody could listen');
    const said = await until(async () => {
      const { channel } = (await desk.api('GET', `/channels/${channelId}`)) as {
        channel: { state: string; said: string | null };
      };
      return channel.state === 'broken' ? channel.said : null;
    }, PATIENCE_MS);
    assert.notEqual(said, '');
    const accessToken = await tokenOf(home.origin, us.name, us.password);
    await desk.connect('mastodon', { server: home.origin, accessToken });
    const { messages } = await find('said while nobody could listen');
    assert.equal(messages.filter(({ text }) => text.includes('while nobody could listen')).length, 1);
  });
});
