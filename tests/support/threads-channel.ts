/** For this connector's tests: a context that may reach the fake, with a clock of its own. */
import type { TestContext } from 'node:test';
import type { Credentials, ThreadsContext } from '../../src/connectors/threads/credentials.ts';
import { openThreadsFake, type ThreadsFake } from '../../src/connectors/threads/fake.ts';
import { threads } from '../../src/connectors/threads/index.ts';
import { pollPage } from '../../src/connectors/threads/poll.ts';
import { atEnd } from './at-end.ts';
import { onFake, roundBy } from './on-fake.ts';

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
  const [waited, asked] = [[] as number[], [] as string[]];
  const how = { now: () => clock.now, more, waited };
  const { context: opened } = onFake<ThreadsContext>(test, threads, fake, how);
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

export const round = (context: ThreadsContext, after: string | null) => roundBy(pollPage, context, after);
