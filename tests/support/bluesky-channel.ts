/** For this connector's tests: a context that may reach the fake, and what a channel hears. */
import type { TestContext } from 'node:test';
import type { BlueskyContext, Credentials } from '../../src/connectors/bluesky/credentials.ts';
import { type BlueskyFake, openFake } from '../../src/connectors/bluesky/fake.ts';
import { bluesky } from '../../src/connectors/bluesky/index.ts';
import type { Heard } from '../../src/connectors/connector.ts';
import type { Item, Post } from '../../src/core/post.ts';
import { atEnd } from './at-end.ts';
import { onFake } from './on-fake.ts';

export const NOW = new Date('2026-03-01T12:00:00Z');

export type Tried = { fake: BlueskyFake; context: BlueskyContext; clock: { now: Date }; stop: AbortController };

/** A fake and a channel connected to it, until the test ends. */
export async function tried(test: Pick<TestContext, 'after'>, more: Partial<Credentials> = {}): Promise<Tried> {
  const clock = { now: NOW };
  const fake = await openFake(() => clock.now);
  atEnd(test, fake.close);
  const { context, stop } = contextOf(test, fake, clock, more);
  return { fake, context, clock, stop };
}

export function contextOf(
  test: Pick<TestContext, 'after'>,
  fake: Pick<BlueskyFake, 'origin' | 'credentials' | 'account'>,
  clock: { now: Date },
  more: Partial<Credentials> = {},
) {
  const { context, stop } = onFake<BlueskyContext>(test, bluesky, fake, { now: () => clock.now, more });
  return { context, stop };
}

/** Hears until `count` of what matters came in. */
export async function hear(
  source: AsyncIterable<Heard>,
  count: number,
  counts: (heard: Heard) => boolean = heard => heard.kind === 'arrival' || !heard.ignored,
): Promise<Heard[]> {
  const all: Heard[] = [];
  if (count === 0) return all;
  for await (const heard of source) {
    if (!counts(heard)) continue;
    all.push(heard);
    if (all.length >= count) break;
  }
  return all;
}

export async function hearAll(source: AsyncIterable<Heard>): Promise<Heard[]> {
  const all: Heard[] = [];
  for await (const heard of source) all.push(heard);
  return all;
}

export function itemsOf(heard: readonly Heard[]): Item[] {
  return heard.flatMap(one => (one.kind === 'arrival' ? one.items : []));
}

export function postsOf(heard: readonly Heard[]): Post[] {
  return itemsOf(heard).flatMap(item => (item.kind === 'post' ? [item.post] : []));
}

/** A draft to somebody on the fake. */
export async function draftFor(fake: BlueskyFake, text: string, key: string) {
  const { person, remoteId, rootRemoteId } = await fake.somebody();
  return {
    key,
    text,
    attachments: [] as { bytes: Uint8Array; type: string; description: string | null }[],
    visibility: 'public' as 'public' | 'private',
    to: { person, remoteId: remoteId as string | null, rootRemoteId, room: null as string | null },
    lang: 'en' as string | null,
  };
}
