/** Our router, and what people use instead: in turn, and whoever has been idle longest. All keep to skills, presence and capacity. */
import { type Hand, handOut, type Work } from '../src/core/routing.ts';
import { takes } from '../src/core/routing-fit.ts';
import { weightOf } from '../src/core/weight.ts';
import type { Rule } from './routing-run.ts';

export const heed: Rule = { give: handOut, handsBack: true, order: 'urgency' };

/** First come, first served, to the next in the row who can. */
export function roundRobin(handsBack: boolean): Rule {
  let turn = 0;
  return {
    handsBack,
    order: 'due',
    give: (waiting, hands) =>
      inOrderOfArrival(waiting, hands, fitting => {
        const after = fitting.find(({ place }) => place >= turn) ?? fitting[0];
        if (after !== undefined) turn = (after.place + 1) % hands.length;
        return after?.hand;
      }),
  };
}

/** First come, first served, to whoever was given something longest ago; those with nothing on their plate first. */
export function longestIdle(handsBack: boolean): Rule {
  return {
    handsBack,
    order: 'due',
    give: (waiting, hands, now) =>
      inOrderOfArrival(waiting, hands, fitting => {
        const idleFirst = fitting.toSorted(
          (a, b) =>
            Number(a.hand.load > 0) - Number(b.hand.load > 0) ||
            (a.hand.givenAt?.getTime() ?? 0) - (b.hand.givenAt?.getTime() ?? 0) ||
            a.place - b.place,
        );
        const hand = idleFirst[0]?.hand;
        if (hand !== undefined) hand.givenAt = now;
        return hand;
      }),
  };
}

type Fitting = { hand: Hand; place: number };

function inOrderOfArrival(
  waiting: readonly Work[],
  hands: readonly Hand[],
  choose: (fitting: Fitting[]) => Hand | undefined,
): { workId: string; agentId: string }[] {
  const free = hands.map((hand, place) => ({ hand: { ...hand }, place }));
  const given: { workId: string; agentId: string }[] = [];
  for (const work of waiting.toSorted(
    (a, b) => a.openedAt.getTime() - b.openedAt.getTime() || (a.id < b.id ? -1 : 1),
  )) {
    const weight = weightOf(work);
    const fitting = free.filter(
      ({ hand }) =>
        hand.presence === 'on' &&
        (hand.load === 0 || hand.load + weight <= hand.capacity) &&
        (work.language === null || takes(hand, 'language', work.language)) &&
        takes(hand, 'network', work.network) &&
        work.lostBy !== hand.agentId,
    );
    const hand = choose(fitting);
    if (hand === undefined) continue;
    hand.load += weight;
    given.push({ workId: work.id, agentId: hand.agentId });
  }
  return given;
}
