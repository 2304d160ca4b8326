/** What a bot may hear and do, found out without sending anything. */
import { type Finding, NetworkFailure } from '../connector.ts';
import { whoWeAre } from './check.ts';
import type { TelegramContext } from './credentials.ts';
import type { Me } from './schema.ts';
import { hostOf, webhookNow, whyNot } from './webhook.ts';

/** Nothing is sent. Throws `reauthorise` when the token is not taken any more. */
export async function trial(context: TelegramContext): Promise<Finding[]> {
  const me = await whoWeAre(context);
  return [
    { ability: 'account', verdict: 'works', why: `Signed in as @${me.username ?? me.first_name ?? me.id}.` },
    await hearing(context),
    groups(me),
    me.can_join_groups === false
      ? {
          ability: 'reply',
          verdict: 'fails',
          why: 'The bot may not be added to groups. At @BotFather: /setjoingroups, then Enable.',
        }
      : {
          ability: 'reply',
          verdict: 'works',
          why: 'In groups whose rules let the bot write.',
        },
    {
      ability: 'direct',
      verdict: 'works',
      why: me.can_connect_to_business
        ? 'Whoever wrote to the bot, and chats of a business account that lets it answer.'
        : 'Whoever wrote to the bot. For chats of a business account, turn on Business Mode at @BotFather.',
    },
    { ability: 'media', verdict: 'works', why: null },
  ];
}

/** Other servers of the same API may not know all its methods. */
async function hearing(context: TelegramContext): Promise<Finding> {
  try {
    return await hearingNow(context);
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next === 'reauthorise') throw error;
    return { ability: 'mentions', verdict: 'unsure', why: error.said ?? error.message };
  }
}

async function hearingNow(context: TelegramContext): Promise<Finding> {
  const webhook = await webhookNow(context);
  const { callAt } = context;
  if (callAt === null) {
    if (webhook.url === '')
      return { ability: 'mentions', verdict: 'works', why: 'Heed asks Telegram for what happens.' };
    const why = `Telegram calls ${hostOf(webhook.url)} now; Heed ends that when it listens.`;
    return { ability: 'mentions', verdict: 'unsure', why };
  }
  const why = whyNot(webhook, callAt, context.now());
  if (why === null) return { ability: 'mentions', verdict: 'works', why: 'Telegram calls Heed for whatever happens.' };
  return { ability: 'mentions', verdict: webhook.url === '' ? 'unsure' : 'fails', why };
}

function groups(me: Me): Finding {
  if (me.can_read_all_group_messages)
    return {
      ability: 'stream',
      verdict: 'works',
      why: 'In its groups the bot hears everything: its privacy mode is off.',
    };
  return {
    ability: 'stream',
    verdict: 'absent',
    why: 'In its groups the bot hears what names it, answers it or is a command: its privacy mode is on. As an admin it hears everything.',
  };
}
