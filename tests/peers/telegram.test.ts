/** Our connector and an emulator of the Bot API that others wrote. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Draft, Heard } from '../../src/connectors/connector.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import { check } from '../../src/connectors/telegram/check.ts';
import type { TelegramContext } from '../../src/connectors/telegram/credentials.ts';
import { telegram } from '../../src/connectors/telegram/index.ts';
import { pollPage } from '../../src/connectors/telegram/poll.ts';
import { remove, send } from '../../src/connectors/telegram/send.ts';
import { trial } from '../../src/connectors/telegram/trial.ts';
import { postsOf } from '../support/bluesky-channel.ts';
import { type Customer, startTelegram, type TelegramPeer } from '../support/peers/telegram.ts';
import { until } from '../support/until.ts';

const started = await startTelegram();

describe('Telegram, against an emulator of the Bot API', { skip: started.skip ?? false }, () => {
  const peer = started.peer as TelegramPeer;
  let thea: Customer;
  let context: TelegramContext;
  let close: () => Promise<void>;
  let cursor: string | null = null;

  before(async () => {
    thea = peer.join(5_551_234, 'Thea', 'thea_lindqvist');
    const stop = new AbortController();
    const contexts = makeContexts({
      connectors: [telegram as never],
      allowPrivate: [peer.origin],
      userAgent: 'Heed peers',
      home: { url: peer.origin, seal: text => text },
      now: () => new Date(),
      log: () => {},
    });
    close = async () => {
      stop.abort();
      await contexts.close();
    };
    const nobody = { remoteId: '0', handle: null, name: null, avatarUrl: null, profileUrl: null };
    const credentials = { token: peer.token, api: peer.origin };
    const place = { channelId: 'peer', network: 'telegram', credentials, signal: stop.signal };
    const bare = contexts.open({ ...place, account: nobody } as never) as TelegramContext;
    const { account } = await check(bare);
    assert.deepEqual([account.remoteId, account.handle], ['666', 'TestNameBot']);
    context = { ...bare, account };
  });
  after(async () => {
    await close?.();
    await started.peer?.close();
  });

  async function hear(...texts: string[]): Promise<Heard[]> {
    const heard: Heard[] = [];
    await until(async () => {
      const page = await pollPage(context, cursor);
      heard.push(...page.heard);
      cursor = page.cursor;
      return texts.every(text => postsOf(heard).some(post => post.text === text));
    });
    return heard;
  }

  function answerTo(heard: Heard[], text: string): Draft {
    const post = postsOf(heard)[0];
    assert.ok(post);
    const to = { person: post.author, remoteId: post.remoteId, rootRemoteId: null, room: post.room };
    return { key: text, text, attachments: [], visibility: 'private', to, lang: null };
  }

  test('what somebody writes is heard, and the answer reaches them below it, at a time that can be believed', async () => {
    await thea.writes('My Kestrel leaks');
    const heard = await hear('My Kestrel leaks');
    const [post] = postsOf(heard);
    assert.deepEqual([post?.visibility, post?.room, post?.author.handle], ['private', '5551234', 'thea_lindqvist']);
    const sent = await send(context, answerTo(heard, 'Which model is it?'));
    assert.ok(Math.abs(sent.at.getTime() - Date.now()) < 60_000, `${sent.at} is now, whichever unit it is told in`);
    assert.equal(sent.room, '5551234');
    const [got] = await thea.got();
    assert.equal(got?.text, 'Which model is it?');
    assert.equal(`5551234:${got?.reply_parameters?.message_id}`, post?.remoteId);
  });

  test('a command is heard, a pressed button is ignored, and both are counted', async () => {
    await thea.presses('yes');
    await thea.commands('/start');
    const heard = await hear('/start');
    assert.ok(heard.some(one => one.kind === 'dropped' && one.ignored && one.reason === 'a button was pressed'));
    assert.ok(heard.every(one => one.kind === 'arrival' || one.ignored));
  });

  test('what was sent is taken back, and taking it back again is as wished', async () => {
    await thea.writes('And now?');
    const { remoteId } = await send(context, answerTo(await hear('And now?'), 'Said too early'));
    assert.ok((await thea.got()).some(({ text }) => text === 'Said too early'));
    await remove(context, remoteId);
    assert.ok(!(await thea.got()).some(({ text }) => text === 'Said too early'));
    await remove(context, remoteId);
  });

  test('the test of the channel says what it cannot find out here, and fails for nothing else', async () => {
    const found = await trial(context);
    assert.equal(found.find(({ ability }) => ability === 'account')?.verdict, 'works');
    assert.equal(found.find(({ ability }) => ability === 'mentions')?.verdict, 'unsure');
  });
});
