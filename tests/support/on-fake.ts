/** For the tests of one connector: a channel on its fake, with a clock of its own, until the test ends. */
import type { TestContext } from 'node:test';
import type { CallPlace, Heard, Page } from '../../src/connectors/connector.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import type { Person } from '../../src/core/post.ts';
import { atEnd } from './at-end.ts';

type OfConnector = Parameters<typeof makeContexts>[0]['connectors'][number];
export type OnFake<C> = {
  context: C;
  /** Opens further channels on the same fake. */
  open: ReturnType<typeof makeContexts>['open'];
  stop: AbortController;
  logged: string[];
};

/** @param how.waited where it is given, nobody really waits, and what the connector waited for is put there, in milliseconds */
export function onFake<C>(
  test: Pick<TestContext, 'after'>,
  connector: unknown,
  fake: { origin: string; credentials: unknown; account: Person },
  how: { now: () => Date; more?: object; waited?: number[]; callAt?: CallPlace | null },
): OnFake<C> {
  const { now, more = {}, waited, callAt = null } = how;
  const of = connector as OfConnector;
  const stop = new AbortController();
  const logged: string[] = [];
  const contexts = makeContexts({
    connectors: [of],
    allowPrivate: [fake.origin],
    userAgent: 'Heed test',
    home: { url: fake.origin, seal: text => text },
    patienceMs: 1_000,
    now,
    ...(waited === undefined ? {} : { wait: async ms => void waited.push(ms) }),
    log: (level, message, facts) => void logged.push(`${level} ${message} ${JSON.stringify(facts ?? {})}`),
  });
  atEnd(test, async () => {
    stop.abort();
    await contexts.close();
  });
  const opened = contexts.open({
    channelId: 'c1',
    brandId: 1,
    network: of.id,
    credentials: { ...(fake.credentials as object), ...more },
    account: fake.account,
    signal: stop.signal,
  });
  return { context: { ...opened, callAt } as unknown as C, open: contexts.open, stop, logged };
}

/** One whole round of asking. */
export async function roundBy<C>(
  ask: (context: C, after: string | null) => Promise<Page>,
  context: C,
  after: string | null,
): Promise<{ heard: Heard[]; cursor: string | null; pages: number }> {
  const heard: Heard[] = [];
  for (let cursor = after, pages = 1; ; pages++) {
    const page = await ask(context, cursor);
    heard.push(...page.heard);
    cursor = page.cursor;
    if (!page.more) return { heard, cursor, pages };
  }
}
