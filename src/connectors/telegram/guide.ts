/** What a person does at Telegram before the channel is there. */
import type { Guide } from '../connector.ts';

export const guide: Guide = {
  token: [
    { text: 'Open a chat with @BotFather in Telegram, and send /newbot.', url: 'https://t.me/BotFather' },
    {
      text: 'Give the bot the company’s name, and a user name that ends in “bot”. Copy the token it answers with, and fill it in below.',
    },
    {
      text: 'For groups: add the bot to the group. To hear everything there, send /setprivacy to @BotFather and choose Disable before you add it.',
    },
    {
      text: 'For comments under a channel: add the bot to the channel and to the group its comments stand in, as an admin of both.',
    },
    {
      text: 'For a business account: send /mybots to @BotFather, choose the bot, then Bot Settings, and turn on Business Mode. Then, in Telegram, open Settings → Telegram Business → Chatbots, and add the bot.',
    },
  ],
};
