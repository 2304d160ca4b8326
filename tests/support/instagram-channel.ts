/** For this connector's tests: a context that may reach the fake, with a clock of its own. */
import type { TestContext } from 'node:test';
import type { Draft } from '../../src/connectors/connector.ts';
import type { Credentials, InstagramContext } from '../../src/connectors/instagram/credentials.ts';
import type { Habits } from '../../src/connectors/instagram/fake/answers.ts';
import { type InstagramFake, openFake } from '../../src/connectors/instagram/fake.ts';
import { instagram } from '../../src/connectors/instagram/index.ts';
import { pollPage } from '../../src/connectors/instagram/poll.ts';
import { atEnd } from './at-end.ts';
import { onFake, roundBy } from './on-fake.ts';

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
  const { context, logged } = onFake<InstagramContext>(test, instagram, fake, { now: () => clock.now, more });
  return { fake, context, clock, logged };
}

export const round = (context: InstagramContext, after: string | null) => roundBy(pollPage, context, after);

/** A draft to a comment, or to the person who wrote it. */
export async function draftFor(
  fake: InstagramFake,
  text: string,
  visibility: 'public' | 'private' = 'public',
): Promise<Draft & { attachments: { bytes: Uint8Array; type: string; description: string | null }[] }> {
  const to = await fake.somebody();
  return { key: `key of ${text.slice(0, 20)}`, text, attachments: [], visibility, to, lang: 'en' };
}
