/** Our connector against a real server of the Mastodon API that is not Mastodon, with a second one from which a stranger writes. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { NetworkFailure } from '../../src/connectors/connector.ts';
import { mastodon } from '../../src/connectors/mastodon/index.ts';
import type { Item, Post } from '../../src/core/post.ts';
import { hearAll, postsOf } from '../support/bluesky-channel.ts';
import { openLossy } from '../support/peers/lossy.ts';
import {
  answerTo,
  type Channel,
  connected,
  deed,
  type Ear,
  earOf,
  openAs,
  outside,
} from '../support/peers/mastodon-channel.ts';
import { type Fediverse, type Somebody, type Status, startFediverse, tokenOf } from '../support/peers/snac.ts';
import { agree } from '../support/peers/snac-page.ts';
import { until } from '../support/until.ts';

const started = await startFediverse();
/** Where a person is sent back to after agreeing. */
const REDIRECT = 'http://127.0.0.1:7373/connect/mastodon/finish';
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';
const OTHER_PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYPgPAAEDAQAIicLsAAAAAElFTkSuQmCC';
const AN_HOUR_MS = 3_600_000;

describe('Mastodon API, against snac', { skip: started.skip ?? false }, () => {
  const { home, far } = started.peer as Fediverse;
  let us: Somebody;
  /** On our server. */
  let thea: Somebody;
  /** On another. */
  let ines: Somebody;
  let channel: Channel;
  let ear: Ear;

  before(async () => {
    us = await home.join('kestrel');
    thea = await home.join('thea');
    ines = await far.join('ines');
    channel = await connected({ server: home.origin, accessToken: us.token });
    ear = earOf(channel.context);
    await ear.round();
  });
  after(async () => {
    await channel?.close();
    await started.peer?.close();
  });

  /** As the server holds it now. */
  async function statusAt(somebody: Somebody, id: string): Promise<Status | null> {
    const { status, body } = await somebody.call('GET', `/api/v1/statuses/${id}`);
    return status === 200 ? (body as Status) : null;
  }
  const told = (somebody: Somebody, words: string) =>
    until(
      async () => (await somebody.notifications()).find(one => one.status?.content.includes(words))?.status,
      120_000,
    );
  const withWords = (words: string) => (post: Post) => post.text.includes(words);
  const isRemoval = (item: Item): item is Item & { kind: 'remove' } => item.kind === 'remove';
  const isEdit = (item: Item): item is Item & { kind: 'edit' } => item.kind === 'edit';

  test('the account and what the server says of itself', async () => {
    const { account, credentials } = channel.context;
    assert.match(account.handle ?? '', /^kestrel@localhost/);
    assert.equal(credentials.about?.domain, home.host);
    const limits = mastodon.limitsFor?.(credentials);
    assert.ok((limits?.text.max ?? 0) > 90_000, 'its own limit, not the documents’');
    assert.equal(limits?.media?.perPost, 4);
    assert.ok(limits?.media?.types.includes('image/png'));
  });

  test('signed in at the server’s own page: begun, agreed, finished, spoken, given back', async () => {
    const { contexts, stop, close: leave } = outside(home.origin);
    try {
      const { begin, finish, revoke } = mastodon.connect;
      assert.ok(begin && finish);
      const attempt = {
        network: 'mastodon',
        credentials: { server: home.origin },
        brandName: 'Kestrel',
        signal: stop.signal,
      };
      const reach = contexts.openCheck(attempt);
      const { url, keep } = await begin(REDIRECT, 'a state nobody guesses', { server: home.origin }, reach);
      const back = await agree(url, us.name, us.password);
      assert.equal(back.searchParams.get('state'), 'a state nobody guesses');
      const kept: unknown = JSON.parse(JSON.stringify(keep));
      const { account, credentials } = await finish(back.searchParams, kept, reach);
      assert.equal(account.remoteId, channel.context.account.remoteId);
      const signedIn = openAs(contexts, stop, account, credentials);
      const { account: again } = await mastodon.connect.check(signedIn);
      assert.equal(again.remoteId, account.remoteId);
      await earOf(signedIn).round();
      if (revoke) {
        await revoke(signedIn);
        await assert.rejects(earOf(signedIn).round(), (error: NetworkFailure) => error.next === 'reauthorise');
      }
    } finally {
      await leave();
    }
  });

  test('a token nobody gave out asks for a person, whatever is asked', async () => {
    await assert.rejects(
      connected({ server: home.origin, accessToken: '0123456789abcdef0123456789abcdef' }),
      (error: NetworkFailure) => error.next === 'reauthorise',
    );
  });

  test('a customer on our server and one on another write to us, and are heard with their names', async () => {
    await thea.post('@kestrel my machine leaks');
    await ines.post('@kestrel@localhost mine hisses');
    const near = await ear.post(withWords('my machine leaks'));
    assert.deepEqual([near.addressed, near.own, near.visibility], [true, false, 'public']);
    assert.equal(near.author.handle, `thea@${home.host}`);
    assert.ok(Math.abs(near.at.getTime() - Date.now()) < 60_000);
    const strange = await ear.post(withWords('mine hisses'));
    assert.deepEqual([strange.addressed, strange.author.handle], [true, 'ines@far.example']);
    assert.notEqual(strange.author.remoteId, near.author.remoteId);
  });

  test('an answer stands in the thread, reaches whoever asked, and comes back as our own', async () => {
    for (const [customer, words] of [
      [thea, 'near and leaking'],
      [ines, 'far and leaking'],
    ] as const) {
      const name = customer === thea ? '@kestrel' : '@kestrel@localhost';
      const asked = await customer.post(`${name} ${words}`);
      const post = await ear.post(withWords(words));
      const sent = await deed('reply').send(channel.context, answerTo(post, `Sorry to hear: ${words}! Which model?`));
      const answer = await told(customer, `Sorry to hear: ${words}`);
      assert.equal(answer.in_reply_to_id?.slice(10), asked.id.slice(10), 'as the customer’s own server sees it');
      assert.equal(answer.visibility, 'public');
      const echo = await ear.post(one => one.own && one.text.includes(words));
      assert.deepEqual([echo.remoteId, echo.parentRemoteId], [sent.remoteId, post.remoteId]);
      assert.equal(echo.text, `Sorry to hear: ${words}! Which model?`, 'without the name it was delivered by');
    }
  });

  test('an answer is never seen by more people than what it answers', async () => {
    const seenAs: Record<string, string[]> = {};
    for (const visibility of ['public', 'unlisted', 'private', 'direct']) {
      await thea.post(`@kestrel said ${visibility}`, { visibility });
      const post = await ear.post(withWords(`said ${visibility}`));
      const how = post.visibility === 'private' ? 'direct' : 'reply';
      const sent = await deed(how).send(channel.context, answerTo(post, `Answered ${visibility}`));
      const answer = await told(thea, `Answered ${visibility}`);
      const open = (await thea.call('GET', '/api/v1/timelines/public')).body as Status[];
      const isOpen = open.some(({ uri }) => uri === answer.uri);
      seenAs[visibility] = [post.visibility, answer.visibility, isOpen ? 'shown to all' : 'not shown'];
      assert.equal((await statusAt(us, sent.remoteId))?.uri, answer.uri);
    }
    // This server reads back an unlisted post as public, and the one for followers like a direct one.
    assert.deepEqual(seenAs['public'], ['public', 'public', 'shown to all']);
    for (const narrow of ['private', 'direct']) assert.deepEqual(seenAs[narrow], ['private', 'private', 'not shown']);
  });

  test('direct messages go both ways in one room, near and far', async () => {
    for (const [customer, name] of [
      [thea, '@kestrel'],
      [ines, '@kestrel@localhost'],
    ] as const) {
      await customer.post(`${name} between us, ${customer.name}`, { visibility: 'direct' });
      const first = await ear.post(withWords(`between us, ${customer.name}`));
      assert.deepEqual([first.visibility, first.addressed], ['private', true]);
      assert.ok(first.room);
      const sent = await deed('direct').send(channel.context, answerTo(first, `Just us, ${customer.name}.`));
      const answer = await told(customer, `Just us, ${customer.name}.`);
      assert.equal(answer.visibility, 'private');
      assert.equal(sent.room ?? first.room, first.room);
      await customer.post(`${name} thanks, ${customer.name}`, { visibility: 'direct', in_reply_to_id: answer.id });
      const second = await ear.post(withWords(`thanks, ${customer.name}`));
      assert.deepEqual([second.room, second.parentRemoteId], [first.room, sent.remoteId]);
    }
  });

  test('pictures go out with their descriptions, two of them as two, and come in with them', async () => {
    const asked = await thea.post('@kestrel show me');
    const post = await ear.post(withWords('show me'));
    const attachments = [
      { bytes: Buffer.from(PIXEL, 'base64'), type: 'image/png', description: 'One red dot' },
      { bytes: Buffer.from(OTHER_PIXEL, 'base64'), type: 'image/png', description: 'Another dot, «ñ»' },
    ];
    await deed('reply').send(channel.context, answerTo(post, 'Here are two.', { attachments }));
    const shown = await told(thea, 'Here are two.');
    assert.deepEqual(
      shown.media_attachments.map(({ description }) => description),
      ['One red dot', 'Another dot, «ñ»'],
    );
    const echo = await ear.post(one => one.own && one.text.includes('Here are two'));
    assert.equal(echo.attachments.length, 2);
    for (const [i, { url, description }] of echo.attachments.entries()) {
      assert.equal(description, attachments[i]?.description);
      assert.deepEqual(Buffer.from((await channel.context.fetch(url)).bytes), attachments[i]?.bytes);
    }
    assert.ok(asked);
  });

  test('a content warning is read, and kept before our answer', async () => {
    await thea.post('@kestrel burnt my hand', { spoiler_text: 'injury' });
    const post = await ear.post(withWords('burnt my hand'));
    assert.equal(post.warning, 'injury');
    await deed('reply').send(channel.context, answerTo(post, 'Cold water, at once.'));
    const answer = await told(thea, 'Cold water, at once.');
    assert.equal(answer.spoiler_text, 're: injury');
  });

  test('the same answer sent again is found instead, also when its answer was lost on the way', async () => {
    const reply = deed('reply');
    assert.ok(reply.idempotency === 'lookup', 'not every server honours our key');
    const lossy = await openLossy(home.origin);
    const { contexts, stop, close: leave } = outside(lossy.origin);
    try {
      await thea.post('@kestrel twice?');
      const post = await ear.post(withWords('twice?'));
      const since = new Date(Date.now() - 60_000);
      const draft = answerTo(post, 'Only once.');
      assert.equal(await reply.find(channel.context, draft, since), null);
      const credentials = { ...channel.context.credentials, server: lossy.origin, base: lossy.origin };
      const account = {
        ...channel.context.account,
        remoteId: channel.context.account.remoteId.replace(/@.*/, `@${new URL(lossy.origin).host}`),
      };
      const shaky = openAs(contexts, stop, account, credentials);
      lossy.loseNext('POST', '/api/v1/statuses');
      await assert.rejects(reply.send(shaky, draft), (error: NetworkFailure) => error.next === 'unsure');
      const found = await reply.find(channel.context, draft, since);
      assert.ok(found, 'it went out all the same');
      assert.equal((await statusAt(us, found.remoteId))?.content.includes('Only once.'), true);
      const again = await reply.find(channel.context, draft, since);
      assert.equal(again?.remoteId, found.remoteId);
      assert.equal(await reply.find(channel.context, answerTo(post, 'Never said.'), since), null);
      const mine = (await us.call('GET', `/api/v1/accounts/${us.accountId}/statuses`)).body as Status[];
      assert.equal(mine.filter(({ content }) => content.includes('Only once.')).length, 1);
    } finally {
      await leave();
      await lossy.close();
    }
  });

  test('a lost private answer is found as well', async () => {
    const direct = deed('direct');
    assert.ok(direct.idempotency === 'lookup');
    await thea.post('@kestrel privately twice?', { visibility: 'direct' });
    const post = await ear.post(withWords('privately twice?'));
    const draft = answerTo(post, 'Privately once.');
    const since = new Date(Date.now() - 60_000);
    const sent = await direct.send(channel.context, draft);
    assert.equal((await direct.find(channel.context, draft, since))?.remoteId, sent.remoteId);
  });

  test('edits and deletions are followed, theirs and ours', async () => {
    const asked = await thea.post('@kestrel my mlik frother hisses');
    const post = await ear.post(withWords('mlik frother'));
    const ours = await us.post('@thea a colleague in the app', { in_reply_to_id: post.remoteId });
    const colleague = await ear.post(withWords('a colleague in the app'));
    assert.deepEqual([colleague.own, colleague.parentRemoteId], [true, post.remoteId]);
    const edited = await thea.edit(asked, '@kestrel my milk frother hisses');
    assert.notEqual(edited.id, asked.id, 'this server gives an edited post another id');
    const edit = await ear.item((item): item is Item & { kind: 'edit' } => isEdit(item) && item.text.includes('milk'));
    assert.equal(edit.remoteId, post.remoteId, 'and it is the same post all the same');
    await us.remove(ours);
    await ear.item(
      (item): item is Item & { kind: 'remove' } => isRemoval(item) && item.remoteId === colleague.remoteId,
    );
    await thea.remove(edited);
    await ear.item((item): item is Item & { kind: 'remove' } => isRemoval(item) && item.remoteId === post.remoteId);
    const late = deed('reply').send(channel.context, answerTo(post, 'Too late.'));
    await assert.rejects(late, (error: NetworkFailure) => error.next === 'gone');
    const mine = (await us.call('GET', `/api/v1/accounts/${us.accountId}/statuses`)).body as Status[];
    assert.ok(!mine.some(({ content }) => content.includes('Too late.')), 'nothing was said into the void');
  });

  test('an answer this server cannot take back is not called taken back', async () => {
    await thea.post('@kestrel take it back');
    const post = await ear.post(withWords('take it back'));
    const sent = await deed('reply').send(channel.context, answerTo(post, 'Oops.'));
    await assert.rejects(
      async () => mastodon.outbound?.remove?.(channel.context, sent.remoteId),
      (error: NetworkFailure) => error.next === 'refuse' || error.next === 'gone',
    );
    assert.ok(await statusAt(us, sent.remoteId), 'it still stands');
  });

  test('many at once are read page by page, and a stop after any page leaves no gap and doubles nothing', async () => {
    const wanted = Array.from({ length: 50 }, (_, i) => `numbered ${i}.`);
    await ear.round();
    const from = ear.cursor;
    for (const words of wanted) await thea.post(`@kestrel ${words}`);
    await told(us, 'numbered 49.');
    const heardFrom = async (cursor: string | null, pages: number) => {
      const texts: string[] = [];
      let at = cursor;
      let more = true;
      for (let i = 0; i < pages && more; i++) {
        const page = await mastodon.inbound.poll?.page(channel.context, at);
        assert.ok(page);
        texts.push(...postsOf(page.heard).map(({ text }) => text));
        ({ more } = page);
        at = page.cursor;
      }
      return { texts, at, more };
    };
    const isNumbered = (text: string) => wanted.some(words => text.includes(words));
    for (let stopAfter = 1; stopAfter <= 3; stopAfter++) {
      const first = await heardFrom(from, stopAfter);
      const rest = await heardFrom(first.at, 20);
      const all = [...first.texts, ...rest.texts].filter(isNumbered);
      assert.equal(new Set(all).size, wanted.length, `stopped after ${stopAfter}: nothing is missing`);
      assert.equal(all.length, wanted.length, `stopped after ${stopAfter}: nothing is double`);
    }
  });

  test('the past holds what was written to us and what we wrote', async () => {
    const pages = mastodon.inbound.backfill?.pages(channel.context, new Date(Date.now() - AN_HOUR_MS), null);
    assert.ok(pages);
    const past = postsOf(await hearAll(pages));
    assert.ok(past.some(one => !one.own && one.text.includes('numbered 49.')));
    assert.ok(past.some(one => one.own && one.text.includes('Only once.')));
    const ids = past.map(({ remoteId }) => remoteId);
    for (const heard of postsOf(ear.heard).filter(({ own, text }) => !own && text.includes('twice?')))
      assert.ok(ids.includes(heard.remoteId), 'under the same ids as when it was heard');
  });

  test('what is said under a hashtag is heard without naming us', async () => {
    const tagged = await connected({ server: home.origin, accessToken: us.token, hashtags: 'kestrelcoffee' });
    try {
      const listening = earOf(tagged.context);
      await listening.round();
      await thea.post('cold again #KestrelCoffee');
      const post = await listening.post(withWords('cold again'));
      assert.deepEqual([post.addressed, post.own], [false, false]);
    } finally {
      await tagged.close();
    }
  });

  test('a server that goes away in the middle is asked again later, from the same place', async () => {
    await ear.round();
    const from = ear.cursor;
    await home.stop();
    await assert.rejects(ear.round(), (error: NetworkFailure) => error.next === 'retry');
    assert.equal(ear.cursor, from);
    const lateFrom = ines.post('@kestrel@localhost in the dark');
    await home.start();
    await lateFrom;
    await thea.post('@kestrel the light is back');
    const back = await ear.post(withWords('the light is back'));
    const all = postsOf(ear.heard).filter(({ remoteId }) => remoteId === back.remoteId);
    assert.equal(all.length, 1);
  });

  test('a token that is taken back asks for a person, to listen and to speak, and a new one goes on where it stopped', async () => {
    await thea.post('@kestrel before the token');
    const post = await ear.post(withWords('before the token'));
    home.forget(channel.context.credentials.accessToken ?? '');
    await assert.rejects(ear.round(), (error: NetworkFailure) => error.next === 'reauthorise');
    await assert.rejects(
      deed('reply').send(channel.context, answerTo(post, 'Nobody may say this.')),
      (error: NetworkFailure) => error.next === 'reauthorise',
    );
    await thea.post('@kestrel while we were out');
    channel.context.credentials = {
      ...channel.context.credentials,
      accessToken: await tokenOf(home.origin, us.name, us.password),
    };
    await ear.post(withWords('while we were out'));
  });
});
