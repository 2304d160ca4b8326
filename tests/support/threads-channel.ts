/** For this connector's tests: a context that may reach the fake, with a clock of its own. */
import type { TestContext } from 'node:test';
import type { Heard } from '../../src/connectors/connector.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import type { Credentials, ThreadsContext } from '../../src/connectors/threads/credentials.ts';
import { openThreadsFake, type ThreadsFake } from '../../src/connectors/threads/fake.ts';
import { threads } from '../../src/connectors/threads/index.ts';
import { pollPage } from '../../src/connectors/threads/poll.ts';
import { atEnd } from './at-end.ts';

export const NOW = new Date('2026-03-01T12:00:00Z');

export type Tried = {
  fake: ThreadsFake;
  context: ThreadsContext;
  clock: { now: Date };
  /** What the connector waited for, in milliseconds; nobody really waits. */
  waited: number[];
  /** Paths and queries that were asked for, in order. */
  asked: string[];
};

/** A fake and a channel connected to it, until the test ends. */
export async function tried(test: Pick<TestContext, 'after'>, more: Partial<Credentials> = {}): Promise<Tried> {
  const clock = { now: NOW };
  const fake = await openThreadsFake(() => clock.now);
  atEnd(test, fake.close);
  const [stop, waited, asked] = [new AbortController(), [] as number[], [] as string[]];
  const contexts = makeContexts({
    connectors: [threads as never],
    allowPrivate: [fake.origin],
    userAgent: 'Heed test',
    home: { url: fake.origin, seal: text => text },
    patienceMs: 1_000,
    now: () => clock.now,
    wait: async ms => void waited.push(ms),
    log: () => {},
  });
  atEnd(test, async () => {
    stop.abort();
    await contexts.close();
  });
  const opened = contexts.open({
    channelId: 'c1',
    brandId: 1,
    network: 'threads',
    credentials: { ...fake.credentials, ...more },
    account: fake.account,
    signal: stop.signal,
  }) as ThreadsContext;
  const context: ThreadsContext = {
    ...opened,
    fetch: (url, options) => {
      const { pathname, searchParams } = new URL(url);
      asked.push(`${options?.method ?? 'GET'} ${pathname.replace('/v1.0', '')} ${searchParams.get('q') ?? ''}`.trim());
      return opened.fetch(url, options);
    },
  };
  return { fake, context, clock, waited, asked };
}

/** One whole round of polling. */
export async function round(context: ThreadsContext, after: string | null) {
  const heard: Heard[] = [];
  for (let cursor = after, pages = 1; ; pages++) {
    const page = await pollPage(context, cursor);
    heard.push(...page.heard);
    cursor = page.cursor;
    if (!page.more) return { heard, cursor, pages };
  }
}
