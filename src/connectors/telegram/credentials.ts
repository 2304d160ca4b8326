/** What a channel at Telegram needs: the bot's token, and who else speaks for the company in groups. */
import { z } from 'zod';
import type { CheckContext, Context } from '../connector.ts';
import { ownNamesField } from '../kit/own-names.ts';

/** Telegram's own are a number, a colon and about 35 letters; other servers of the same API are less strict. None needs escaping in an address. */
const TOKEN_FORM = /^[A-Za-z0-9:_-]{3,300}$/;

export const credentialsSchema = z.object({
  token: z
    .string()
    .trim()
    .regex(TOKEN_FORM, 'Copy the whole token, without spaces: a number, a colon and about 35 letters.')
    .meta({
      title: 'Token of the bot',
      help: 'As @BotFather shows it: a number, a colon and about 35 letters.',
      secret: true,
    }),
  names: ownNamesField('Telegram'),
  api: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .default('https://api.telegram.org')
    .meta({
      title: 'Address of the Bot API',
      help: 'Leave it as it is, unless you run a Bot API server of your own.',
      more: true,
    }),
});

export type Credentials = z.infer<typeof credentialsSchema>;
export type TelegramContext = Context<Credentials>;
/** What is there before there is a channel. */
export type TelegramCheck = CheckContext<Credentials>;
