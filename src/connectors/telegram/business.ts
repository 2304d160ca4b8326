/** Chats of a business account that a bot was let into: whether it may answer there, asked before it does. */
import { NetworkFailure } from '../connector.ts';
import { call } from './api.ts';
import type { TelegramContext } from './credentials.ts';
import { BUSINESS_WINDOW_HOURS } from './limits.ts';
import { connectionSchema } from './schema.ts';

const HOUR_MS = 3_600_000;

/** Throws `refuse` where the owner took the right back, or the customer last wrote too long ago. */
export async function mustBeAllowed(
  context: TelegramContext,
  connection: string,
  lastHeardAt: Date | null | undefined,
) {
  const isLate =
    lastHeardAt != null && context.now().getTime() - lastHeardAt.getTime() > BUSINESS_WINDOW_HOURS * HOUR_MS;
  if (isLate)
    throw new NetworkFailure(
      'refuse',
      `For a business account a bot may write within ${BUSINESS_WINDOW_HOURS} hours of the customer’s last message. Answer in Telegram itself.`,
    );
  const { is_enabled, rights, can_reply } = await call(
    context,
    { method: 'getBusinessConnection', params: { business_connection_id: connection }, does: 'reads' },
    connectionSchema,
  );
  if (!is_enabled)
    throw new NetworkFailure('refuse', 'The business account has let the bot go. Connect it there again.');
  if ((rights?.can_reply ?? can_reply) !== true)
    throw new NetworkFailure(
      'refuse',
      'The business account lets the bot read, but not answer. Allow it under Telegram Business → Chatbots.',
    );
}
