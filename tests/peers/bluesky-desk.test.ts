/** A customer on the reference server of the AT Protocol, and an agent at a whole Heed beside it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { joined, mentionOf, type Peer, type Somebody, startPeer } from '../support/peers/atproto.ts';
import { openPeerDesk, type PeerDesk } from '../support/peers/desk.ts';
import { until } from '../support/until.ts';

const started = await startPeer('pds');

describe('Bluesky at the desk, against its reference server', { skip: started.skip ?? false }, () => {
  const peer = started.peer as Peer;
  let us: Somebody;
  let thea: Somebody;
  let desk: PeerDesk;
  let channelId: string;

  before(async () => {
    us = await joined(peer, 'kestrel.test');
    thea = await joined(peer, 'thea.test');
    desk = await openPeerDesk([peer.pds]);
    const { password } = await us.call('com.atproto.server.createAppPassword', { name: 'Heed', privileged: true });
    const credentials = { identifier: 'kestrel.test', appPassword: String(password), service: peer.pds, stream: 'pds' };
    const channel = await desk.connect('bluesky', credentials);
    channelId = String(channel['id']);
    assert.equal(channel['handle'], 'kestrel.test');
  });
  after(async () => {
    await desk?.close();
    await peer?.close();
  });

  const post = async (text: string) => (await thea.post(`@kestrel.test ${text}`, mentionOf(us))).uri;
  const thread = async () => {
    const query = { repo: us.did, collection: 'app.bsky.feed.post', limit: '100' };
    const { records } = await us.call('com.atproto.repo.listRecords', undefined, query);
    return records as { uri: string; value: { text: string; reply?: { parent: { uri: string } } } }[];
  };

  test('a post becomes a conversation that waits, the answer leaves once and closes the turn at the network’s time', async () => {
    const uri = await post('my machine leaks');
    const { conversation } = await desk.find('my machine leaks');
    assert.notEqual(conversation.turn, null);
    // The stream tells ids only; the name is looked up beside it.
    await until(async () => (await desk.open(conversation.id)).conversation.face?.handle === 'thea.test');
    const messageId = await desk.reply(conversation.id, 'Sorry! Which model is it?');
    const sent = await desk.delivered(conversation.id, messageId);
    const ours = (await thread()).filter(({ value }) => value.text === 'Sorry! Which model is it?');
    assert.equal(ours.length, 1);
    assert.equal(ours[0]?.value.reply?.parent.uri, uri);
    assert.equal(ours[0]?.uri, sent.remoteId);
    const after = await desk.open(conversation.id);
    assert.equal(after.conversation.turn, null);
    assert.equal(
      after.messages.filter(({ text }) => text === 'Sorry! Which model is it?').length,
      1,
      'the echo is not a second message',
    );
  });

  test('what a colleague writes in the app is recognised, and stops the clock', async () => {
    const uri = await post('is anybody there?');
    const { conversation } = await desk.find('is anybody there?');
    const record = await thea.call('com.atproto.repo.getRecord', undefined, partsOf(uri));
    const ref = { uri, cid: String(record['cid']) };
    await us.post('Yes, we are. A colleague in the app.', { reply: { parent: ref, root: ref } });
    const { messages } = await desk.find('A colleague in the app');
    assert.equal(messages.find(({ text }) => text.includes('in the app'))?.direction, 'out');
    const turn = async () => (await desk.open(conversation.id)).conversation.turn;
    await until(async () => (await turn()) === null);
  });

  test('an edit shows, a deletion is honoured, a new handle is followed', async () => {
    const uri = await post('my mlik frother hisses');
    const { conversation } = await desk.find('mlik frother');
    const where = partsOf(uri);
    const { value } = (await thea.call('com.atproto.repo.getRecord', undefined, where)) as { value: { text: string } };
    const record = { ...value, text: value.text.replace('mlik', 'milk') };
    await thea.call('com.atproto.repo.putRecord', { ...where, record });
    await desk.find('my milk frother hisses');
    await thea.call('com.atproto.identity.updateHandle', { handle: 'thea-brews.test' });
    await until(async () => (await desk.open(conversation.id)).conversation.face?.handle === 'thea-brews.test');
    await thea.call('com.atproto.repo.deleteRecord', where);
    await until(async () => (await desk.open(conversation.id)).messages.some(one => one.deletedAt !== null), 20_000);
  });

  test('killed in the middle of the day, it goes on where it stopped: nothing missing, nothing double', async () => {
    await post('before the power cut');
    await desk.find('before the power cut');
    const { conversation } = await desk.find('before the power cut');
    await desk.reply(conversation.id, 'An answer on its way when the light went out.');
    const crashing = desk.crash();
    for (let i = 0; i < 5; i++) await post(`in the dark, ${i}`);
    await crashing;
    for (let i = 0; i < 5; i++) await desk.find(`in the dark, ${i}`);
    await until(
      async () => (await thread()).some(({ value }) => value.text.startsWith('An answer on its way')),
      40_000,
    );
    const again = await desk.open(conversation.id);
    await until(async () => {
      const { messages } = await desk.open(conversation.id);
      return messages.find(({ text }) => text.startsWith('An answer on its way'))?.delivery?.state === 'sent';
    }, 40_000);
    assert.equal((await thread()).filter(({ value }) => value.text.startsWith('An answer on its way')).length, 1);
    assert.equal(again.messages.filter(({ text }) => text.includes('before the power cut')).length, 1);
  });

  test('the ledger of the channel balances, and nothing of it failed', async () => {
    const { channel } = (await desk.api('GET', `/channels/${channelId}`)) as {
      channel: { ever: Record<string, number> };
    };
    const { received = 0, kept = 0, ignored = 0, failed = 0 } = channel.ever;
    assert.equal(received, kept + ignored + failed);
    assert.equal(failed, 0);
    assert.ok(kept > 0);
  });
});

function partsOf(uri: string): Record<string, string> {
  const [, , repo = '', collection = '', rkey = ''] = uri.split('/');
  return { repo, collection, rkey };
}
