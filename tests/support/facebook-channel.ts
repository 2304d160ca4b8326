/** For this connector's tests: a context that may reach the fake, with a clock of its own. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Draft, Heard, NetworkFailure } from '../../src/connectors/connector.ts';
import type { Credentials, FacebookContext } from '../../src/connectors/facebook/credentials.ts';
import { type FacebookFake, openFake } from '../../src/connectors/facebook/fake.ts';
import { facebook } from '../../src/connectors/facebook/index.ts';
import { pollPage } from '../../src/connectors/facebook/poll.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import type { Item, Post } from '../../src/core/post.ts';
import { atEnd } from './at-end.ts';

export const NOW = new Date('2026-03-01T12:00:00Z');
export const callAt = { url: 'https://desk.example/hooks/b1/c1', secret: 'what-facebook-hands-back' };

export type Tried = { fake: FacebookFake; context: FacebookContext; clock: { now: Date }; logged: string[] };

/** A fake with these habits and a channel connected to it, until the test ends. */
export async function tried(
  test: Pick<TestContext, 'after'>,
  habits: Parameters<typeof openFake>[0] = {},
  more: Partial<Credentials> = {},
): Promise<Tried> {
  const clock = { now: NOW };
  const fake = await openFake({ now: () => clock.now, ...habits });
  atEnd(test, fake.close);
  const stop = new AbortController();
  const logged: string[] = [];
  const contexts = makeContexts({
    connectors: [facebook as never],
    allowPrivate: [fake.origin],
    userAgent: 'Heed test',
    home: { url: fake.origin, seal: text => text },
    patienceMs: 1_000,
    now: () => clock.now,
    log: (level, message, facts) => void logged.push(`${level} ${message} ${JSON.stringify(facts ?? {})}`),
  });
  atEnd(test, async () => {
    stop.abort();
    await contexts.close();
  });
  const opened = contexts.open({
    channelId: 'c1',
    network: 'facebook',
    credentials: { ...fake.credentials, ...more },
    account: fake.account,
    signal: stop.signal,
  }) as FacebookContext;
  return { fake, context: { ...opened, callAt }, clock, logged };
}

/** One whole round of asking. */
export async function round(context: FacebookContext, after: string | null) {
  const heard: Heard[] = [];
  for (let cursor = after, requests = 1; ; requests++) {
    const page = await pollPage(context, cursor);
    heard.push(...page.heard);
    cursor = page.cursor;
    if (!page.more) return { heard, cursor, requests };
  }
}

export function itemsOf(heard: readonly Heard[]): Item[] {
  return heard.flatMap(one => (one.kind === 'arrival' ? one.items : []));
}

export function postsOf(heard: readonly Heard[]): Post[] {
  return itemsOf(heard).flatMap(item => (item.kind === 'post' ? [item.post] : []));
}

/** To somebody who has commented under a post of ours. */
export async function draftFor(fake: FacebookFake, text: string, more: Partial<Draft> = {}): Promise<Draft> {
  const to = await fake.somebody();
  return { key: `key of ${text}`, text, attachments: [], visibility: 'public', to, lang: null, ...more };
}

export async function failed(deed: Promise<unknown>): Promise<NetworkFailure> {
  return deed.then(
    () => assert.fail('it should have failed'),
    (error: NetworkFailure) => error,
  );
}
