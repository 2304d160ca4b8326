/** Proves the four things a person fills in: the token and the secret of the app by asking with both, the two ids by what they lead to. */
import type { Person } from '../../core/post.ts';
import { type CheckContext, NetworkFailure } from '../connector.ts';
import { type TokenFacts, tokenFacts } from '../kit/meta/oauth.ts';
import { type Credentials, graphOf } from './credentials.ts';
import { numbersOf, type PhoneNumber, readNumber } from './number.ts';
import { phoneOf } from './person.ts';

export async function check(
  context: CheckContext<Credentials>,
): Promise<{ account: Person; credentials: Credentials }> {
  const { credentials } = context;
  const number = await atField('phoneNumberId', () => readNumber(context));
  const numbers = await atField('wabaId', () => numbersOf(context));
  if (!numbers.includes(number.id))
    throw new NetworkFailure('refuse', 'This number belongs to another WhatsApp Business Account.', {
      field: 'wabaId',
    });
  const { tokenEndsAt: _, appId: __, ...rest } = credentials;
  const facts = await factsOfToken(context);
  return {
    account: accountOf(number),
    credentials: {
      ...rest,
      ...(facts?.appId == null ? {} : { appId: facts.appId }),
      ...(facts?.endsAt == null ? {} : { tokenEndsAt: facts.endsAt.toISOString() }),
    },
  };
}

/** The token shown under API Setup ends within a day. Null where nobody says. */
async function factsOfToken(context: CheckContext<Credentials>): Promise<TokenFacts | null> {
  const { credentials } = context;
  return tokenFacts(context, graphOf(credentials), credentials.accessToken).catch(error => {
    if (error instanceof NetworkFailure && error.next === 'refuse') return null;
    throw error;
  });
}

export function accountOf({ id, display_phone_number, verified_name }: PhoneNumber): Person {
  return {
    remoteId: id,
    handle: display_phone_number,
    name: verified_name ?? null,
    avatarUrl: null,
    profileUrl: `https://wa.me/${phoneOf(display_phone_number)}`,
  };
}

async function atField<T>(field: 'phoneNumberId' | 'wabaId', go: () => Promise<T>): Promise<T> {
  try {
    return await go();
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next === 'retry') throw error;
    const { next, message, said } = error;
    // A proof made with another secret is refused by this very word.
    const wrong = /appsecret_proof/i.test(said ?? '') ? 'appSecret' : next === 'reauthorise' ? 'accessToken' : field;
    throw new NetworkFailure(next, message, { said, field: wrong, cause: error });
  }
}
