/** A customer at an emulator of Telegram's Bot API that others wrote, and an agent at a whole Heed. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openPeerDesk, type PeerDesk } from '../support/peers/desk.ts';
import { type Customer, startTelegram, type TelegramPeer } from '../support/peers/telegram.ts';
import { until } from '../support/until.ts';

const started = await startTelegram();
const PATIENCE_MS = 30_000;

describe('Telegram at the desk, against an emulator of the Bot API', { skip: started.skip ?? false }, () => {
  const peer = started.peer as TelegramPeer;
  let thea: Customer;
  let desk: PeerDesk;
  let channelId: string;

  before(async () => {
    thea = peer.join(5_551_234, 'Thea', 'thea_lindqvist');
    desk = await openPeerDesk([peer.origin]);
    const channel = await desk.connect('telegram', { token: peer.token, api: peer.origin });
    channelId = String(channel['id']);
    assert.equal(channel['handle'], 'TestNameBot');
  });
  after(async () => {
    await desk?.close();
    await started.peer?.close();
  });

  const got = (words: string) =>
    until(async () => (await thea.got()).find(({ text }) => text.includes(words)), PATIENCE_MS);

  test('a message becomes a private conversation that waits, and its answer stops the clock and arrives once', async () => {
    await thea.writes('my machine leaks');
    const { conversation } = await desk.find('my machine leaks', PATIENCE_MS);
    assert.equal(conversation.visibility, 'private');
    assert.notEqual(conversation.turn, null);
    assert.equal(conversation.face?.handle, 'thea_lindqvist');
    const messageId = await desk.reply(conversation.id, 'Which model is it?', { visibility: 'private' });
    await desk.delivered(conversation.id, messageId);
    await got('Which model is it?');
    assert.equal((await desk.open(conversation.id)).conversation.turn, null);
    assert.equal((await thea.got()).filter(({ text }) => text === 'Which model is it?').length, 1);
  });

  test('what follows stands in the same conversation, and another customer has one of their own', async () => {
    const bo = peer.join(5_559_999, 'Bo', 'bo_lindqvist');
    await thea.writes('the E2, from May');
    await bo.writes('is anybody there?');
    const first = await desk.find('the E2, from May', PATIENCE_MS);
    assert.ok(first.messages.some(({ text }) => text === 'my machine leaks'));
    const other = await desk.find('is anybody there?', PATIENCE_MS);
    assert.notEqual(other.conversation.id, first.conversation.id);
  });

  test('in a group who names the bot is heard in public, with what they add without naming it, each author apart', async () => {
    const bo = peer.join(5_559_999, 'Bo', 'bo_lindqvist');
    const chat = { id: -1_001_234_567_890, type: 'supergroup', title: 'Kestrel owners' };
    const name = '@TestNameBot';
    const entities = [{ type: 'mention', offset: 0, length: name.length }];
    await thea.writes(`${name} is the grinder out of stock?`, { chat, entities });
    const { conversation } = await desk.find('is the grinder out of stock?', PATIENCE_MS);
    assert.equal(conversation.visibility, 'public');
    await thea.writes('the flat one, I mean', { chat });
    await bo.writes(`${name} mine is loud`, { chat, entities });
    const again = await desk.find('the flat one, I mean', PATIENCE_MS);
    assert.equal(again.conversation.id, conversation.id);
    const other = await desk.find('mine is loud', PATIENCE_MS);
    assert.notEqual(other.conversation.id, conversation.id);
    const messageId = await desk.reply(conversation.id, 'It comes back on Friday.', { anyway: true });
    await desk.delivered(conversation.id, messageId);
    await until(async () => (await peer.gotIn(chat.id)).includes('It comes back on Friday.'), PATIENCE_MS);
    assert.equal((await desk.open(conversation.id)).conversation.turn, null);
  });

  test('killed while somebody writes, it goes on where it stopped: nothing missing, nothing double', async () => {
    const crashing = desk.crash();
    for (let i = 0; i < 3; i++) await thea.writes(`in the dark, ${i}`);
    await crashing;
    for (let i = 0; i < 3; i++) {
      const { messages } = await desk.find(`in the dark, ${i}`, PATIENCE_MS);
      assert.equal(messages.filter(({ text }) => text === `in the dark, ${i}`).length, 1);
    }
  });

  test('the ledger of the channel balances, and nothing failed', async () => {
    const { channel } = (await desk.api('GET', `/channels/${channelId}`)) as {
      channel: { state: string; ever: Record<string, number> };
    };
    assert.equal(channel.state, 'active');
    const { received = 0, kept = 0, ignored = 0, failed = 0 } = channel.ever;
    assert.equal(received, kept + ignored + failed);
    assert.deepEqual([kept, failed], [9, 0]);
  });
});
