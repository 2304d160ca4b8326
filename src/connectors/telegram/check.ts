/** Proves a token, and says whose it is. */
import type { Person } from '../../core/post.ts';
import { NetworkFailure } from '../connector.ts';
import { call } from './api.ts';
import type { Credentials, TelegramCheck, TelegramContext } from './credentials.ts';
import { personOfUser } from './people.ts';
import { type Me, meSchema } from './schema.ts';

export async function check(context: TelegramCheck): Promise<{ account: Person; credentials: Credentials }> {
  const me = await whoWeAre(context).catch(error => {
    throw inTokenField(error);
  });
  return { account: personOfUser(me), credentials: context.credentials };
}

export function whoWeAre(context: TelegramCheck | TelegramContext): Promise<Me> {
  return call(context, { method: 'getMe', does: 'reads' }, meSchema);
}

function inTokenField(error: unknown): unknown {
  if (!(error instanceof NetworkFailure) || error.next !== 'reauthorise') return error;
  const message = 'Telegram does not take this token. Copy it again from @BotFather: /mybots, your bot, API Token.';
  return new NetworkFailure('reauthorise', message, { said: message, field: 'token', cause: error });
}
