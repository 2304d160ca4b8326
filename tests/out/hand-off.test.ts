/** Answers a person puts up on the network's own page: they count when they stand there, once, and at the right time. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { NetworkFailure } from '../../src/connectors/connector.ts';
import { UNDO_SECONDS } from '../../src/core/delivery.ts';
import { SAME_WORDS_HOURS } from '../../src/core/hand-over.ts';
import type { Post } from '../../src/core/post.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { claim, next } from '../../src/services/claim.ts';
import { sweep } from '../../src/services/clock.ts';
import { confirmHandOff, handOff } from '../../src/services/hand-off.ts';
import { openConversation } from '../../src/services/open.ts';
import { reply } from '../../src/services/reply.ts';
import { reviveAnswers } from '../../src/services/revive.ts';
import { takeBack } from '../../src/services/take-back.ts';
import { HANDED_REST_MINUTES } from '../../src/store/claims.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

const WORDS = 'Turn it to the left, then it is quiet.';
const HERE = { text: WORDS };

type Scene = { d: TestDesk; who: Awaited<ReturnType<TestDesk['colleague']>>; id: string; messageId: string };

/** Thea complained ten minutes before noon; at noon Nadia took an answer to the page. The promise is fifteen minutes. */
async function handed(t: TestContext, text = WORDS): Promise<Scene> {
  const d = await testDesk(t, { handsOff: 'only' });
  const id = await d.hear(complaint());
  const who = await d.colleague('Nadia');
  const { message } = await handOff(d.desk, who, id, { text });
  return { d, who, id, messageId: message.id };
}

/** Somebody's post under Thea's, so many minutes after noon. */
function under(author: string, minutes: number, more: Partial<Post> = {}): Post {
  return post(`by ${author} ${minutes}`, author, -minutes, {
    parentRemoteId: 'p1',
    text: WORDS,
    addressed: false,
    ...more,
  });
}

function sweepNow({ desk }: TestDesk) {
  return sweep({ ...desk, log: () => {} });
}

async function scene({ d, who, id }: Scene) {
  const { conversation, messages, turns } = await openConversation(d.desk, who, id);
  return {
    waits: conversation.turn !== null,
    ours: messages.filter(message => message.direction === 'out'),
    all: messages.map(message => message.remoteId),
    turns: turns.map(turn => [turn.outcome, turn.closedAt, turn.breachedAt !== null]),
  };
}

test('the words are kept, the page is named, and the clock runs on', async t => {
  const d = await testDesk(t, { handsOff: 'only' });
  const id = await d.hear(complaint());
  const who = await d.colleague('Nadia');
  const { url, message, conversation } = await handOff(d.desk, who, id, { text: `  ${WORDS} ` });
  assert.equal(url, 'https://square.example/p1');
  assert.deepEqual([message.text, message.url, message.agentId], [WORDS, url, who.agentId]);
  assert.deepEqual([message.delivery?.state, message.delivery?.handedAt], ['handed', message.at]);
  assert.notEqual(conversation.turn, null);
  d.pass(3600);
  await sweepNow(d);
  assert.equal(await reviveAnswers(d.desk), 0, 'nothing of it is ours to send');
  await d.deliver(message.id);
  assert.equal((await d.message(message.id))?.delivery?.state, 'handed');
  assert.deepEqual((await scene({ d, who, id, messageId: message.id })).turns, [[null, null, true]]);
});

test('the same request again is the same hand-off', async t => {
  const d = await testDesk(t, { handsOff: 'only' });
  const id = await d.hear(complaint());
  const who = await d.colleague('Nadia');
  const key = d.ear.makeId();
  const first = await handOff(d.desk, who, id, { ...HERE, id: key });
  const again = await handOff(d.desk, who, id, { ...HERE, id: key });
  assert.deepEqual([again.url, again.message], [first.url, first.message]);
});

test('a network without such a page, too many words, none, and a private conversation are refused', async t => {
  const plain = await testDesk(t);
  const who = await plain.colleague('Nadia');
  await assert.rejects(handOff(plain.desk, who, await plain.hear(complaint()), HERE), { code: 'network_cannot' });
  const d = await testDesk(t, { handsOff: 'too' });
  const nadia = await d.colleague('Nadia');
  const id = await d.hear(complaint());
  await assert.rejects(handOff(d.desk, nadia, id, { text: 'x'.repeat(41) }), { code: 'too_long' });
  await assert.rejects(handOff(d.desk, nadia, id, { text: ' ' }), { code: 'not_valid' });
  const room = await d.hear(post('m1', 'thea', 5, { visibility: 'private', room: 'r', roomWith: null }));
  await assert.rejects(handOff(d.desk, nadia, room, HERE), { code: 'not_valid' });
});

test('claims and colleagues’ answers stop it as they stop sending, and it stops theirs', async t => {
  const d = await testDesk(t, { handsOff: 'too' });
  const id = await d.hear(complaint());
  const [nadia, ben] = [await d.colleague('Nadia'), await d.colleague('Ben')];
  await claim(d.desk, ben, id);
  await assert.rejects(handOff(d.desk, nadia, id, HERE), { code: 'claimed_by_colleague' });
  d.pass(121);
  await handOff(d.desk, nadia, id, HERE);
  await assert.rejects(handOff(d.desk, ben, id, HERE), { code: 'colleague_answered' });
  await assert.rejects(reply(d.desk, ben, id, { visibility: 'public', text: 'Hm' }), { code: 'colleague_answered' });
  await handOff(d.desk, ben, id, { ...HERE, anyway: true });
});

test('taken back, the words return and nothing is left of it', async t => {
  const { d, who, id, messageId } = await handed(t);
  const ben = await d.colleague('Ben');
  await assert.rejects(takeBack(d.desk, ben, messageId), { code: 'not_allowed' });
  const { text } = await takeBack(d.desk, who, messageId);
  assert.equal(text, WORDS);
  assert.deepEqual((await scene({ d, who, id, messageId })).ours, []);
});

test('"next" leaves it in peace for a while, and then somebody should look', async t => {
  const { d, who, id } = await handed(t);
  assert.equal((await next(d.desk, who, [])).conversation, null);
  d.pass(HANDED_REST_MINUTES * 60);
  assert.equal((await next(d.desk, who, [])).conversation?.id, id);
});

test('seen under one of our names it is that answer, at the network’s time, with the words that stand there', async t => {
  for (const text of [WORDS, 'Turn it to the right instead.']) {
    const it = await handed(t);
    it.d.pass(600);
    const echo = under('kestrel', 4, { text });
    await it.d.ear.hear(echo);
    await it.d.ear.hear(echo);
    const { ours, all, turns, waits } = await scene(it);
    assert.deepEqual([waits, all], [false, ['p1', echo.remoteId]]);
    assert.deepEqual(
      ours.map(one => [one.id, one.agentId, one.text, one.delivery?.state, one.delivery?.saidBy, one.before.length]),
      [[it.messageId, it.who.agentId, text, 'sent', null, text === WORDS ? 0 : 1]],
    );
    assert.deepEqual(turns, [['answered', echo.at.toISOString(), false]]);
  }
});

test('the same words under the same post count from a name nobody told us, in time and not in a word or two', async t => {
  const it = await handed(t);
  const far = SAME_WORDS_HOURS * 60;
  // Elsewhere, other words, too late, before it was handed over: none of them is ours.
  await it.d.ear.hear(
    under('jorge', 5, { parentRemoteId: 'by anna 1' }),
    under('anna', 1, { text: 'Same here, loud!' }),
  );
  await it.d.ear.hear(under('zoe', -11), under('max', far + 1));
  assert.equal((await scene(it)).ours[0]?.delivery?.state, 'handed');
  it.d.pass(7200);
  const echo = under('nadia at home', 6, { text: `${WORDS.slice(0, 4)}  ${WORDS.slice(5)}` });
  await it.d.ear.hear(echo);
  const { ours, turns } = await scene(it);
  assert.deepEqual(
    ours.map(one => [one.id, one.remoteId, one.delivery?.state, one.text]),
    [[it.messageId, echo.remoteId, 'sent', WORDS]],
  );
  assert.deepEqual(turns.at(0)?.slice(0, 2), ['answered', echo.at.toISOString()]);

  const short = await handed(t, 'Same here!');
  await short.d.ear.hear(under('jorge', 5, { text: 'Same here!' }));
  assert.equal((await scene(short)).ours[0]?.delivery?.state, 'handed');
});

test('a customer who quotes our words does not confirm them', async t => {
  const it = await handed(t);
  await it.d.ear.hear(under('thea', 3));
  const { ours, waits } = await scene(it);
  assert.deepEqual([waits, ours.map(one => one.delivery?.state)], [true, ['handed']]);
});

test('a person says it is there: the clock stops at the time they say, on their word, until the network shows it', async t => {
  const it = await handed(t);
  it.d.pass(600);
  const ben = await it.d.colleague('Ben');
  const at = new Date(it.d.desk.now().getTime() - 120_000);
  const { message, conversation } = await confirmHandOff(it.d.desk, ben, it.messageId, {
    url: 'https://square.example/77',
    at,
  });
  assert.deepEqual([message.delivery?.state, message.delivery?.saidBy], ['sent', ben.agentId]);
  assert.deepEqual([message.url, message.at, conversation.turn], ['https://square.example/77', at.toISOString(), null]);
  assert.equal(message.agentId, it.who.agentId);
  await assert.rejects(confirmHandOff(it.d.desk, ben, it.messageId, {}), { code: 'too_late' });
  await assert.rejects(takeBack(it.d.desk, it.who, it.messageId), { code: 'too_late' });
  // It stood there before, and in other words: the same answer still, now at the network's time.
  const echo = under('kestrel', 2, { text: 'To the left, please.' });
  await it.d.ear.hear(echo);
  await it.d.ear.hear(echo);
  const { ours, turns } = await scene(it);
  assert.deepEqual(
    ours.map(one => [one.id, one.remoteId, one.delivery?.saidBy, one.at]),
    [[it.messageId, echo.remoteId, null, echo.at.toISOString()]],
  );
  assert.deepEqual(turns, [['answered', echo.at.toISOString(), false]]);
});

test('said too late, shown in time: the network takes the breach back; said in time, shown too late: it is late', async t => {
  for (const { said, shown, isLate } of [
    { said: 30, shown: 4, isLate: false },
    { said: 4, shown: 30, isLate: true },
  ]) {
    const it = await handed(t);
    it.d.pass(2400);
    await sweepNow(it.d);
    assert.equal((await scene(it)).turns[0]?.[2], true);
    const at = new Date(it.d.desk.now().getTime() - (40 - said) * 60_000);
    await confirmHandOff(it.d.desk, it.who, it.messageId, { at });
    assert.deepEqual((await scene(it)).turns, [['answered', at.toISOString(), said > 5]]);
    const echo = under('kestrel', shown);
    await it.d.ear.hear(echo);
    assert.deepEqual((await scene(it)).turns, [['answered', echo.at.toISOString(), isLate]]);
  }
});

test('what cannot be true is refused: a time to come, one before the hand-off, half an address, the customer’s own post', async t => {
  const it = await handed(t);
  it.d.pass(600);
  const nowMs = it.d.desk.now().getTime();
  const say = (input: { at?: Date; url?: string }) => confirmHandOff(it.d.desk, it.who, it.messageId, input);
  await assert.rejects(say({ at: new Date(nowMs + 1000) }), { code: 'not_valid' });
  await assert.rejects(say({ at: new Date(nowMs - 21 * 60_000) }), { code: 'not_valid' });
  for (const url of ['square.example/77', 'javascript:alert(1)'])
    await assert.rejects(say({ url }), { code: 'not_valid' });
  await it.d.ear.hear(under('thea', 3, { url: 'https://square.example/q' }));
  await assert.rejects(say({ url: 'https://square.example/q' }), /the customer’s own post/);
  assert.equal((await scene(it)).ours[0]?.delivery?.state, 'handed');
});

test('the address of a post heard already makes it the answer: one message, at the network’s time', async t => {
  const it = await handed(t);
  it.d.pass(600);
  const there = under('nadia at home', 4, { text: 'In other words', url: 'https://square.example/77' });
  await it.d.ear.hear(there);
  const { message } = await confirmHandOff(it.d.desk, it.who, it.messageId, { url: 'https://square.example/77' });
  assert.deepEqual([message.remoteId, message.at], [there.remoteId, there.at.toISOString()]);
  const { ours, turns, all } = await scene(it);
  assert.deepEqual([ours.length, all], [1, ['p1', there.remoteId]]);
  assert.deepEqual(turns, [['answered', there.at.toISOString(), false]]);
  await it.d.ear.hear(there);
  assert.equal((await scene(it)).ours.length, 1);
});

test('what was to be resolved with it is resolved once it is there, and not before', async t => {
  const d = await testDesk(t, { handsOff: 'only' });
  const id = await d.hear(complaint());
  const who = await d.colleague('Nadia');
  await handOff(d.desk, who, id, { ...HERE, resolve: true });
  d.pass(600);
  const status = async () => (await openConversation(d.desk, who, id)).conversation.status;
  await reviveAnswers(d.desk);
  assert.equal(await status(), 'open');
  await d.ear.hear(under('kestrel', 4));
  await reviveAnswers(d.desk);
  assert.equal(await status(), 'resolved');
});

test('at the address somebody gave, it is that answer whoever the author and whatever the words', async t => {
  const it = await handed(t);
  it.d.pass(600);
  const url = 'https://square.example/77';
  await confirmHandOff(it.d.desk, it.who, it.messageId, { url });
  await it.d.ear.hear(under('jorge', 3, { text: 'Loud here too', url: 'https://square.example/76' }));
  assert.equal((await scene(it)).ours[0]?.delivery?.saidBy, it.who.agentId);
  const there = under('nadia at home', 4, { text: 'In other words', url });
  await it.d.ear.hear(there);
  assert.deepEqual(
    (await scene(it)).ours.map(one => [one.id, one.remoteId, one.text, one.at, one.delivery?.saidBy]),
    [[it.messageId, there.remoteId, 'In other words', there.at.toISOString(), null]],
  );

  const without = await handed(t);
  without.d.pass(600);
  const { message } = await confirmHandOff(without.d.desk, without.who, without.messageId, {});
  assert.equal(message.url, null, 'the page somebody was led to is not the address of the answer');
});

test('two hand-offs under one post are told apart by their words', async t => {
  const it = await handed(t);
  const second = 'And clean the burrs once a week.';
  const { message } = await handOff(it.d.desk, it.who, it.id, { text: second });
  it.d.pass(600);
  await it.d.ear.hear(under('kestrel', 4, { text: second }), under('kestrel', 5));
  assert.deepEqual(
    (await scene(it)).ours.map(one => [one.id, one.at]),
    [
      [message.id, under('kestrel', 4).at.toISOString()],
      [it.messageId, under('kestrel', 5).at.toISOString()],
    ],
  );
});

test('the network shows it first: a person’s word after that changes nothing', async t => {
  const it = await handed(t);
  it.d.pass(600);
  await it.d.ear.hear(under('kestrel', 4));
  await assert.rejects(confirmHandOff(it.d.desk, it.who, it.messageId, {}), { code: 'too_late' });
  assert.equal((await scene(it)).ours[0]?.delivery?.saidBy, null);
});

test('an answer that leaves by itself is confirmed by nobody else’s words, nor by other words of ours', async t => {
  const d = await testDesk(t, { idempotency: 'none' });
  const id = await d.hear(complaint());
  const who = await d.colleague('Nadia');
  const { message } = await reply(d.desk, who, id, { visibility: 'public', text: WORDS });
  d.pass(UNDO_SECONDS);
  d.street.next.push(() => {
    throw new NetworkFailure('unsure', 'Silence.');
  });
  await d.deliver(message.id);
  await d.ear.hear(under('jorge', 1), under('kestrel', 2, { text: 'Something else altogether.' }));
  assert.equal((await d.message(message.id))?.delivery?.state, 'unsure');
});

test('in whatever order it is heard and said, the customer reads one answer and the clock says the same', async t => {
  const d = await testDesk(t, { handsOff: 'only' });
  const who = await d.colleague('Nadia');
  let rounds = 0;
  const order = fc.shuffledSubarray(['echo', 'quote', 'bystander', 'more', 'said'] as const, { minLength: 5 });
  await fc.assert(
    fc.asyncProperty(order, fc.boolean(), async (steps, isChanged) => {
      const n = `${++rounds}`;
      const [root, customer] = [`root${n}`, `thea${n}`];
      const id = await d.hear(post(root, customer, 10));
      const { message } = await handOff(d.desk, who, id, HERE);
      const at = (kind: string, author: string, seconds: number, text: string) =>
        under(author, 0, {
          remoteId: `${kind}${n}`,
          parentRemoteId: root,
          text,
          at: new Date(Date.parse(message.at) + seconds * 1000),
        });
      const posts = {
        echo: at('echo', 'kestrel', 40, isChanged ? 'Other words, ours too.' : WORDS),
        quote: at('quote', customer, 50, WORDS),
        bystander: at('bystander', 'jorge', 30, 'It is loud here as well, I fear.'),
        more: at('more', customer, 60, 'And it smells'),
      };
      d.pass(60);
      for (const step of steps) {
        if (step !== 'said') await d.ear.hear(posts[step]);
        else await confirmHandOff(d.desk, who, message.id, {}).catch(ignoreTooLate);
      }
      const { messages, turns } = await openConversation(d.desk, who, id);
      assert.deepEqual(
        messages.map(one => one.remoteId),
        [root, `echo${n}`, `quote${n}`, `more${n}`],
      );
      assert.deepEqual(
        turns.map(turn => [turn.outcome, turn.closedAt, turn.closedBy]),
        [
          ['answered', posts.echo.at.toISOString(), message.id],
          [null, null, null],
        ],
      );
      assert.deepEqual([messages[1]?.id, messages[1]?.delivery?.saidBy], [message.id, null]);
    }),
    { numRuns: 25 },
  );
});

function ignoreTooLate(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== 'too_late') throw error;
}
