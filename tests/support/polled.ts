/** For connectors that are polled: a channel on a fake with a clock of the test's own, and what is heard page by page. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  type CheckContext,
  type Connector,
  type Context,
  type Heard,
  NetworkFailure,
} from '../../src/connectors/connector.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import type { Fake } from '../../src/connectors/kit/fake.ts';
import type { FailureNext } from '../../src/core/delivery.ts';
import type { Item, Post } from '../../src/core/post.ts';
import { atEnd } from './at-end.ts';

export const NOW = new Date('2026-03-01T12:00:00Z');
const PAGES_LIMIT = 200;

export type Clock = { now: Date; pass(seconds: number): void };

export function clockAt(now = NOW): Clock {
  return {
    now,
    pass(seconds) {
      this.now = new Date(this.now.getTime() + seconds * 1000);
    },
  };
}

/** @param alsoAt further origins the connector may go to */
export async function polled<OneFake extends Pick<Fake, 'origin' | 'credentials' | 'account' | 'close'>, Credentials>(
  test: Pick<TestContext, 'after'>,
  connector: Connector<Credentials>,
  openFake: (now: () => Date) => Promise<OneFake>,
  more: { credentials?: Partial<Credentials>; alsoAt?: string[] } = {},
) {
  const clock = clockAt();
  const fake = await openFake(() => clock.now);
  atEnd(test, fake.close);
  const stop = new AbortController();
  const contexts = makeContexts({
    connectors: [connector as Connector],
    allowPrivate: [fake.origin, ...(more.alsoAt ?? [])],
    userAgent: 'Heed test',
    home: { url: fake.origin, seal: text => text },
    patienceMs: 1_000,
    now: () => clock.now,
    log: () => {},
  });
  atEnd(test, async () => {
    stop.abort();
    await contexts.close();
  });
  const credentials = { ...(fake.credentials as Credentials), ...more.credentials };
  const { account } = fake;
  const { id: network } = connector;
  const { signal } = stop;
  const context = contexts.open({ channelId: 'c1', network, credentials, account, signal }) as Context<Credentials>;
  const checking = (form: Partial<Credentials>, brandName = 'Kestrel') =>
    connector.connect.check(
      contexts.openCheck({ network, credentials: form, brandName, signal }) as CheckContext<Credentials>,
    );
  return { fake, context, clock, stop, checking, ear: makeEar(connector, context) };
}

export type Ear = ReturnType<typeof makeEar>;

/** Remembers its place between rounds, as the service does. */
function makeEar<Credentials>(connector: Connector<Credentials>, context: Context<Credentials>) {
  let cursor: string | null = null;
  const { poll } = connector.inbound;
  assert.ok(poll);
  const all: Heard[] = [];
  return {
    /** Since the test began, also in rounds that broke off. */
    all,
    get cursor() {
      return cursor;
    },
    set cursor(place: string | null) {
      cursor = place;
    },
    /** All pages there are now. */
    async round(): Promise<Heard[]> {
      const heard: Heard[] = [];
      for (let pages = 0; pages < PAGES_LIMIT; pages++) {
        const page = await poll.page(context, cursor);
        heard.push(...page.heard);
        all.push(...page.heard);
        if (page.more) assert.notEqual(page.cursor, cursor, 'a page leads on');
        cursor = page.cursor;
        if (!page.more) return heard;
      }
      return assert.fail(`there is no end after ${PAGES_LIMIT} pages`);
    },
  };
}

export function itemsOf(heard: readonly Heard[]): Item[] {
  return heard.flatMap(one => (one.kind === 'arrival' ? one.items : []));
}

export function postsOf(heard: readonly Heard[]): Post[] {
  return itemsOf(heard).flatMap(item => (item.kind === 'post' ? [item.post] : []));
}

/** In few words: what happened to which post. */
export function told(heard: readonly Heard[]): string[] {
  return heard.flatMap(one => {
    if (one.kind === 'dropped') return [`${one.ignored ? 'ignored' : 'dropped'}: ${one.reason}`];
    return one.items.map(item => {
      if (item.kind === 'post') return `post ${item.post.remoteId}`;
      return item.kind === 'person' ? `person ${item.person.remoteId}` : `${item.kind} ${item.remoteId}`;
    });
  });
}

export async function fails(
  promise: Promise<unknown>,
  next: FailureNext,
  words: RegExp = /./,
): Promise<NetworkFailure> {
  const error = await promise.then(
    () => assert.fail('it should have failed'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof NetworkFailure, `${error instanceof Error ? error.stack : error}`);
  assert.equal(error.next, next, error.message);
  assert.match(error.said ?? error.message, words);
  return error;
}

/** Whatever was heard and kept is read again as the same. @returns how much that was */
export function rereadsAll<Credentials>(
  connector: Connector<Credentials>,
  { ear, context }: { ear: Pick<Ear, 'all'>; context: Context<Credentials> },
  receivedAt: Date,
): number {
  const { reread } = connector.inbound;
  assert.ok(reread);
  const kept = ear.all.filter(one => one.kind === 'arrival');
  const bare = (items: readonly Item[]) => items.map(item => (item.kind === 'remove' ? { ...item, at: null } : item));
  for (const heard of kept) {
    const again = reread({ body: heard.raw, source: 'poll', receivedAt }, context);
    assert.deepEqual(bare(itemsOf(again)), bare(heard.items));
  }
  return kept.length;
}
