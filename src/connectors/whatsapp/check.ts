/** Proves the four things a person fills in: the token and the secret of the app by asking with both, the two ids by what they lead to. */
import type { Person } from '../../core/post.ts';
import { type CheckContext, NetworkFailure } from '../connector.ts';
import { tokenFacts } from '../kit/meta/oauth.ts';
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
  const { tokenEndsAt: _, ...rest } = credentials;
  const endsAt = await endOfToken(context);
  return {
    account: accountOf(number),
    credentials: endsAt === null ? rest : { ...rest, tokenEndsAt: endsAt.toISOString() },
  };
}

/** The token shown under API Setup ends within a day. Null: never, or nobody says. */
async function endOfToken(context: CheckContext<Credentials>): Promise<Date | null> {
  const { credentials } = context;
  const facts = await tokenFacts(context, graphOf(credentials), credentials.accessToken).catch(error => {
    if (error instanceof NetworkFailure && error.next === 'refuse') return null;
    throw error;
  });
  return facts?.endsAt ?? null;
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
