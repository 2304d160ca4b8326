/** For this connector's tests: a context that may reach the fake, with a clock of its own. */
import type { TestContext } from 'node:test';
import type { Credentials, MastodonContext } from '../../src/connectors/mastodon/credentials.ts';
import type { Habits } from '../../src/connectors/mastodon/fake/town.ts';
import { type MastodonFake, openFake } from '../../src/connectors/mastodon/fake.ts';
import { mastodon } from '../../src/connectors/mastodon/index.ts';
import { pollPage } from '../../src/connectors/mastodon/poll.ts';
import { atEnd } from './at-end.ts';
import { onFake, roundBy } from './on-fake.ts';

export const NOW = new Date('2026-03-01T12:00:00Z');

export type Tried = {
  fake: MastodonFake;
  context: MastodonContext;
  /** The server's and ours, unless a test sets them apart. */
  clock: { now: Date; aheadMs: number };
  stop: AbortController;
  /** What the connector waited for, in milliseconds; nobody really waits. */
  waited: number[];
  logged: string[];
};

/** A fake with these habits and a channel connected to it, until the test ends. */
export async function tried(
  test: Pick<TestContext, 'after'>,
  habits: Partial<Habits> = {},
  more: Partial<Credentials> = {},
): Promise<Tried> {
  const clock = { now: NOW, aheadMs: 0 };
  const fake = await openFake(habits, () => new Date(clock.now.getTime() + clock.aheadMs));
  atEnd(test, fake.close);
  const waited: number[] = [];
  const how = { now: () => clock.now, more, waited };
  const { context, stop, logged } = onFake<MastodonContext>(test, mastodon, fake, how);
  return { fake, context, clock, stop, waited, logged };
}

export const round = (context: MastodonContext, after: string | null) => roundBy(pollPage, context, after);

/** A draft to somebody on the fake. */
export async function draftFor(fake: MastodonFake, text: string, key = `key of ${text.replace(/[^!-~]/g, '')}`) {
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
