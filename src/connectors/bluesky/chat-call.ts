/** Calls to the service of direct messages, which the account's own server passes on. */
import type { z } from 'zod';
import { NetworkFailure } from '../connector.ts';
import { expect } from '../kit/json.ts';
import type { BlueskyCheck } from './credentials.ts';
import { ask, type Call, errorNameOf, failureOf, isFine } from './xrpc.ts';

const SERVICE = 'did:web:api.bsky.chat#bsky_chat';

/** Refusals in the network's words where it has some, in plain ones where it only has a name. */
const IN_WORDS = new Map(
  Object.entries({
    MessagesDisabled: 'They take no direct messages.',
    NotFollowedBySender: 'They take direct messages only from people they follow.',
    BlockedActor: 'They and this account have blocked one another.',
    BlockedSubject: 'They and this account have blocked one another.',
    AccountSuspended: 'One of the accounts is suspended.',
    RecipientNotFound: 'There is no such account any more.',
    ConvoLocked: 'This room is closed.',
    InvalidConvo: 'There is no such room any more.',
  }),
);

export async function chat<T>(context: BlueskyCheck, what: Omit<Call, 'proxy'>, shape: z.ZodType<T>): Promise<T> {
  const answer = await ask(context, { ...what, proxy: SERVICE }, true);
  if (isFine(answer)) return expect(answer.json(), shape, what.body !== undefined);
  const failure = failureOf(answer, what.body !== undefined, context.now());
  // An app password without this permission is answered like a bad token, though the token is fine.
  if (/^Bad token (scope|method)/i.test(failure.said ?? ''))
    throw new NetworkFailure('refuse', 'This app password has no access to direct messages. Make one that has.', {
      said: failure.said,
    });
  const words = IN_WORDS.get(errorNameOf(answer));
  if (words === undefined) throw failure;
  throw new NetworkFailure('refuse', words, { said: failure.said ?? words });
}
