/** For this connector's tests: a context that may reach the fake, with a clock of its own. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Draft, NetworkFailure } from '../../src/connectors/connector.ts';
import type { Credentials, FacebookContext } from '../../src/connectors/facebook/credentials.ts';
import { type FacebookFake, openFake } from '../../src/connectors/facebook/fake.ts';
import { facebook } from '../../src/connectors/facebook/index.ts';
import { pollPage } from '../../src/connectors/facebook/poll.ts';
import { atEnd } from './at-end.ts';
import { onFake, roundBy } from './on-fake.ts';

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
  const { context, logged } = onFake<FacebookContext>(test, facebook, fake, { now: () => clock.now, more, callAt });
  return { fake, context, clock, logged };
}

export const round = (context: FacebookContext, after: string | null) => roundBy(pollPage, context, after);

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
