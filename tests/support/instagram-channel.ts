/** For this connector's tests: a context that may reach the fake, with a clock of its own. */
import type { TestContext } from 'node:test';
import type { Draft, Heard } from '../../src/connectors/connector.ts';
import type { Credentials, InstagramContext } from '../../src/connectors/instagram/credentials.ts';
import type { Habits } from '../../src/connectors/instagram/fake/answers.ts';
import { type InstagramFake, openFake } from '../../src/connectors/instagram/fake.ts';
import { instagram } from '../../src/connectors/instagram/index.ts';
import { pollPage } from '../../src/connectors/instagram/poll.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import type { Item, Post } from '../../src/core/post.ts';
import { atEnd } from './at-end.ts';

export const NOW = new Date('2026-03-01T12:00:00Z');

export type Tried = {
  fake: InstagramFake;
  context: InstagramContext;
  clock: { now: Date };
  logged: string[];
};

/** A fake with these habits and a channel connected to it, until the test ends. */
export async function tried(
  test: Pick<TestContext, 'after'>,
  habits: Partial<Habits> = {},
  more: Partial<Credentials> = {},
): Promise<Tried> {
  const clock = { now: NOW };
  const fake = await openFake(habits, () => clock.now);
  atEnd(test, fake.close);
  const stop = new AbortController();
  const logged: string[] = [];
  const contexts = makeContexts({
    connectors: [instagram as never],
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
  const context = contexts.open({
    channelId: 'c1',
    network: 'instagram',
    credentials: { ...fake.credentials, ...more },
    account: fake.account,
    signal: stop.signal,
  }) as InstagramContext;
  return { fake, context, clock, logged };
}

/** One whole round of asking. */
export async function round(context: InstagramContext, after: string | null) {
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

/** A draft to a comment, or to the person who wrote it. */
export async function draftFor(
  fake: InstagramFake,
  text: string,
  visibility: 'public' | 'private' = 'public',
): Promise<Draft & { attachments: { bytes: Uint8Array; type: string; description: string | null }[] }> {
  const to = await fake.somebody();
  return { key: `key of ${text.slice(0, 20)}`, text, attachments: [], visibility, to, lang: 'en' };
}
