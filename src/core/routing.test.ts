import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Because } from './because.ts';
import { type Hand, handOut, nextFor, type Work } from './routing.ts';
import { readSkill } from './skill.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const minutes = (n: number) => new Date(NOW.getTime() + n * 60_000);

function work(id: string, more: Partial<Work> = {}): Work {
  return {
    id,
    openedAt: minutes(-10),
    dueAt: minutes(20),
    priority: 'normal',
    intents: [],
    messageCount: 1,
    language: 'en',
    network: 'square',
    tags: [],
    teamId: null,
    inboxId: 'inbox',
    lastAgentId: null,
    lostBy: null,
    ...more,
  };
}

function hand(agentId: string, { can = '', ...more }: Partial<Hand> & { can?: string } = {}): Hand {
  return {
    agentId,
    teams: [],
    inboxes: 'all',
    presence: 'on',
    inHours: true,
    skills: can.split(' ').flatMap(written => readSkill(written) ?? []),
    capacity: 6,
    load: 0,
    hardCases: 0,
    givenAt: null,
    ...more,
  };
}

function given(works: Work[], hands: Hand[]): string[] {
  return handOut(works, hands, NOW).map(one => `${one.workId}→${one.agentId}`);
}

function why(works: Work[], hands: Hand[]): Because['kind'][] {
  return (handOut(works, hands, NOW)[0]?.because ?? []).map(one => one.kind);
}

const check = (name: string, real: () => unknown, expected: unknown) =>
  test(name, () => assert.deepEqual(real(), expected));

check(
  'noise is given when everybody else has been, however late it is',
  () =>
    given(
      [work('advert', { noise: 'promotion', dueAt: minutes(-60) }), work('customer', { dueAt: minutes(600) })],
      [hand('ada', { capacity: 1 })],
    ),
  ['customer→ada'],
);

check(
  'noise that a person called urgent, or in which danger is, is no noise',
  () =>
    given(
      [
        work('customer'),
        work('raised', { noise: 'promotion', priority: 'urgent' }),
        work('smoke', { noise: 'bot', intents: ['safety'] }),
      ],
      [hand('ada', { capacity: 1 })],
    ),
  ['smoke→ada'],
);

check(
  'who asks for the next one is served noise last',
  () =>
    nextFor(hand('ada'), [work('advert', { noise: 'giveaway', dueAt: minutes(-60) }), work('customer')], [], NOW).map(
      one => one.workId,
    ),
  ['customer', 'advert'],
);

check(
  'of two with the same promise, the one that cannot wait goes first',
  () => given([work('a', { urgency: 1 }), work('b', { urgency: 3 })], [hand('ada', { capacity: 1 })]),
  ['b→ada'],
);

check(
  'whoever has the least time left is given first',
  () => given([work('later'), work('sooner', { dueAt: minutes(2) })], [hand('ada', { capacity: 1 })]),
  ['sooner→ada'],
);
check(
  'danger goes before a little less time',
  () =>
    given(
      [work('soon', { dueAt: minutes(5) }), work('danger', { dueAt: minutes(20), intents: ['danger'] })],
      [hand('ada', { capacity: 1 })],
    ),
  ['danger→ada'],
);
check(
  'who has just become late stands behind who can still be answered in time',
  () =>
    given(
      [work('late', { openedAt: minutes(-31), dueAt: minutes(-1) }), work('pressed', { dueAt: minutes(4) })],
      [hand('ada', { capacity: 1 })],
    ),
  ['pressed→ada'],
);
check(
  '… and before who has only just come',
  () =>
    given(
      [
        work('late', { openedAt: minutes(-41), dueAt: minutes(-11) }),
        work('fresh', { openedAt: NOW, dueAt: minutes(30) }),
      ],
      [hand('ada', { capacity: 1 })],
    ),
  ['late→ada'],
);
check(
  'a language that was named is a must',
  () =>
    given(
      [work('greek', { language: 'el' })],
      [hand('ada', { can: 'language:en' }), hand('eleni', { can: 'language:el' })],
    ),
  ['greek→eleni'],
);
check('who named no language takes any', () => given([work('greek', { language: 'el' })], [hand('ada')]), [
  'greek→ada',
]);
check(
  'while somebody who speaks it may still come, it waits',
  () =>
    given(
      [work('greek', { language: 'el' })],
      [hand('ada', { can: 'language:en' }), hand('eleni', { can: 'language:el', presence: 'off' })],
    ),
  [],
);
check(
  '… until half the promise is gone; then anybody, and it says so',
  () =>
    why(
      [work('greek', { language: 'el', dueAt: minutes(9) })],
      [hand('ada', { can: 'language:en' }), hand('eleni', { can: 'language:el', presence: 'off' })],
    ),
  ['urgent', 'nobodyFits', 'onlyOne'],
);
check(
  'where nobody at all speaks it, nobody is waited for',
  () => given([work('greek', { language: 'el' })], [hand('ada', { can: 'language:en' })]),
  ['greek→ada'],
);
check(
  'the same person answers again',
  () => given([work('again', { lastAgentId: 'bea' })], [hand('ada'), hand('bea')]),
  ['again→bea'],
);
check(
  '… unless their plate is full',
  () => given([work('again', { lastAgentId: 'bea' })], [hand('ada'), hand('bea', { load: 6 })]),
  ['again→ada'],
);
check(
  'the hard cases are shared',
  () => why([work('hard', { intents: ['danger'] })], [hand('ada', { hardCases: 3 }), hand('bea', { load: 1 })]),
  ['urgent', 'fair', 'room'],
);
check(
  'a rare language is kept free for who needs it',
  () =>
    given(
      [work('english')],
      [
        hand('ada', { can: 'language:en language:el' }),
        hand('bea', { can: 'language:en' }),
        hand('cleo', { can: 'language:en', presence: 'away' }),
      ],
    ),
  ['english→bea'],
);
check(
  'who knows the topic goes before',
  () => given([work('refund', { tags: ['Refund'] })], [hand('ada'), hand('bea', { can: 'topic:refund' })]),
  ['refund→bea'],
);
check(
  'a team has its own work',
  () =>
    given(
      [work('theirs', { teamId: 'repairs' })],
      [hand('ada', { teams: ['sales'] }), hand('bea', { teams: ['repairs'] })],
    ),
  ['theirs→bea'],
);
check(
  'nothing is given to who is away, off, out of hours, or whose plate is full',
  () =>
    given(
      [work('one')],
      [
        hand('a', { presence: 'away' }),
        hand('b', { presence: 'off' }),
        hand('c', { inHours: false }),
        hand('d', { load: 6 }),
      ],
    ),
  [],
);
check(
  'who lost it by going quiet is not given it again',
  () => given([work('lost', { lostBy: 'ada' })], [hand('ada'), hand('bea')]),
  ['lost→bea'],
);
check(
  'a partner is given nothing out of another inbox',
  () => given([work('one')], [hand('pia', { inboxes: ['other'] })]),
  [],
);
check(
  'light work does not fill the plate a heavy and more urgent case waits for',
  () => given([work('heavy', { intents: ['danger'], priority: 'urgent' }), work('light')], [hand('ada', { load: 3 })]),
  [],
);
check(
  'plates fill as it goes, and evenly, while time is short',
  () =>
    given(
      ['a', 'b', 'c', 'd'].map(id => work(id, { dueAt: minutes(3) })),
      [hand('ada'), hand('bea')],
    ),
  ['a→ada', 'b→bea', 'c→ada', 'd→bea'],
);
check(
  '… while there is time, what would wait behind another waits for whoever is free first',
  () =>
    given(
      ['a', 'b', 'c'].map(id => work(id)),
      [hand('ada'), hand('bea')],
    ),
  ['a→ada', 'b→bea'],
);

test('nobody is given more than their plate holds, nothing is given twice, whatever comes', () => {
  const words = ['', 'language:en', 'language:el', 'language:de network:bluesky', 'topic:refund'];
  for (let seed = 1; seed < 200; seed++) {
    let state = seed * 7919;
    const roll = (n: number) => {
      state = (state * 48271) % 2147483647;
      return state % n;
    };
    const works = Array.from({ length: 30 }, (_, n) =>
      work(`w${n}`, {
        dueAt: roll(5) === 0 ? null : minutes(roll(60) - 20),
        language: ['en', 'el', 'de', null][roll(4)] ?? null,
        intents: roll(4) === 0 ? ['danger'] : [],
        messageCount: roll(20),
      }),
    );
    const hands = Array.from({ length: 6 }, (_, n) =>
      hand(`h${n}`, { can: words[roll(5)] ?? '', capacity: 1 + roll(8), load: 0 }),
    );
    const out = handOut(works, hands, NOW);
    assert.equal(new Set(out.map(one => one.workId)).size, out.length);
    for (const { agentId, capacity } of hands) {
      const got = out.filter(one => one.agentId === agentId);
      const sum = got.reduce((all, one) => all + one.weight, 0);
      assert.ok(sum <= capacity || got.length === 1, `${agentId} carries ${sum} of ${capacity}, seed ${seed}`);
    }
    assert.deepEqual(handOut(works.toReversed(), hands, NOW), out, 'the order they come in decides nothing');
  }
});

function served(me: Hand, works: Work[], others: Hand[] = []): string[] {
  return nextFor(me, works, [me, ...others], NOW).map(one => one.workId);
}

check('pulled: the most urgent first', () => served(hand('ada'), [work('b'), work('a', { dueAt: minutes(3) })]), [
  'a',
  'b',
]);
check(
  'pulled: whom I know, where it is not much less urgent',
  () => served(hand('ada'), [work('a', { dueAt: minutes(15) }), work('b', { dueAt: minutes(20), lastAgentId: 'ada' })]),
  ['b', 'a'],
);
check(
  'pulled: whom a colleague knows who has room, later',
  () => served(hand('ada'), [work('a', { dueAt: minutes(15), lastAgentId: 'bea' }), work('b')], [hand('bea')]),
  ['b', 'a'],
);
check(
  'pulled: nothing I cannot read while somebody here can',
  () =>
    served(
      hand('ada', { can: 'language:en' }),
      [work('greek', { language: 'el' })],
      [hand('eleni', { can: 'language:el' })],
    ),
  [],
);
check(
  'pulled: another team’s only when it would be late',
  () =>
    served(hand('ada', { teams: ['sales'] }), [
      work('early', { teamId: 'repairs' }),
      work('pressed', { teamId: 'repairs', dueAt: minutes(5) }),
    ]),
  ['pressed'],
);
