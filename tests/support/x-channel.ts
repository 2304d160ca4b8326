/** For this connector's tests: a context that may reach the fake, with a clock of its own and a purse that is counted. */
import type { TestContext } from 'node:test';
import type { CallPlace, Draft } from '../../src/connectors/connector.ts';
import type { Credentials, XContext } from '../../src/connectors/x/credentials.ts';
import type { Habits } from '../../src/connectors/x/fake/ask.ts';
import { openXFake, type XFake } from '../../src/connectors/x/fake.ts';
import { x } from '../../src/connectors/x/index.ts';
import { pollPage } from '../../src/connectors/x/poll.ts';
import { atEnd } from './at-end.ts';
import { onFake, roundBy } from './on-fake.ts';

export const NOW = new Date('2026-09-01T12:00:00Z');

export type Tried = {
  fake: XFake;
  context: XContext;
  clock: { now: Date };
  stop: AbortController;
  /** What was bought, one line each: `read.own 12`. */
  bought: string[];
  waited: number[];
  logged: string[];
};

/** A fake with these habits and a channel connected to it, until the test ends. */
export async function tried(
  test: Pick<TestContext, 'after'>,
  habits: Partial<Habits> = {},
  more: Partial<Credentials> = {},
  callAt: CallPlace | null = null,
): Promise<Tried> {
  const clock = { now: NOW };
  const fake = await openXFake(habits, () => clock.now);
  atEnd(test, fake.close);
  const [bought, waited]: [string[], number[]] = [[], []];
  const how = { now: () => clock.now, more, waited, callAt };
  const { context: open, stop, logged } = onFake<XContext>(test, x, fake, how);
  const charge: XContext['charge'] = (price, what) => {
    for (const one of typeof what === 'number' ? [what] : what) bought.push(`${price} ${one}`);
  };
  return { fake, context: { ...open, charge }, clock, stop, bought, waited, logged };
}

export const round = (context: XContext, after: string | null) => roundBy(pollPage, context, after);

/** A draft to somebody who mentioned us. */
export async function draftFor(fake: XFake, text: string): Promise<Draft> {
  const to = await fake.somebody();
  return {
    key: `key of ${text}`,
    text,
    attachments: [],
    visibility: 'public',
    to: { ...to, room: null, addressed: true },
    lang: 'en',
  };
}
