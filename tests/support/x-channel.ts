/** For this connector's tests: a context that may reach the fake, with a clock of its own and a purse that is counted. */
import type { TestContext } from 'node:test';
import type { CallPlace, Draft, Heard } from '../../src/connectors/connector.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import type { Credentials, XContext } from '../../src/connectors/x/credentials.ts';
import type { Habits } from '../../src/connectors/x/fake/ask.ts';
import { openXFake, type XFake } from '../../src/connectors/x/fake.ts';
import { x } from '../../src/connectors/x/index.ts';
import { pollPage } from '../../src/connectors/x/poll.ts';
import { atEnd } from './at-end.ts';

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
  const stop = new AbortController();
  const [bought, waited, logged]: [string[], number[], string[]] = [[], [], []];
  const contexts = makeContexts({
    connectors: [x as never],
    allowPrivate: [fake.origin],
    userAgent: 'Heed test',
    home: { url: fake.origin, seal: text => text },
    patienceMs: 1_000,
    now: () => clock.now,
    wait: async ms => void waited.push(ms),
    log: (level, message, facts) => void logged.push(`${level} ${message} ${JSON.stringify(facts ?? {})}`),
  });
  atEnd(test, async () => {
    stop.abort();
    await contexts.close();
  });
  const credentials: Credentials = { ...fake.credentials, ...more };
  const open = contexts.open({
    channelId: 'c1',
    network: 'x',
    credentials,
    account: fake.account,
    signal: stop.signal,
  }) as XContext;
  const charge: XContext['charge'] = (price, what) => {
    for (const one of typeof what === 'number' ? [what] : what) bought.push(`${price} ${one}`);
  };
  return { fake, context: { ...open, charge, callAt }, clock, stop, bought, waited, logged };
}

/** One whole round of polling. */
export async function round(context: XContext, after: string | null) {
  const heard: Heard[] = [];
  let cursor = after;
  for (let pages = 1; ; pages++) {
    const page = await pollPage(context, cursor);
    heard.push(...page.heard);
    cursor = page.cursor;
    if (!page.more) return { heard, cursor, pages };
  }
}

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
