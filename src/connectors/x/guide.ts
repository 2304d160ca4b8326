/** What a person does on X's side before the channel is there. */
import type { Guide, Step } from '../connector.ts';

const CONSOLE = 'https://console.x.com';

const APP: Step = {
  text: 'Sign in at the X Developer Console, make an app for the company, and buy some credits: X is paid by use.',
  url: CONSOLE,
};
const KEYS: Step = {
  text: 'Copy the API key and its secret as well, under Keys and tokens. With them X calls Heed at once, and words can be listened to.',
};

export const guide: Guide = {
  signIn: [
    APP,
    {
      text: 'In the app, open User authentication settings. Choose Web App, the rights “Read and write and Direct message”, and fill in the address below as Callback URI.',
      url: CONSOLE,
    },
    { text: 'Copy the OAuth 2.0 Client ID and Client Secret that X shows then, and fill them in below.' },
    KEYS,
    { text: 'Go on to X’s own page. Sign in there as the company, and press Authorize app.' },
  ],
  token: [
    APP,
    {
      text: 'Make an OAuth 2.0 user token for the company’s account, with its refresh token (offline.access), and fill both in below.',
    },
    {
      text: 'Fill in the Client ID and its secret too: with them Heed renews the sign-in, which lasts two hours by itself.',
    },
    KEYS,
  ],
  listen: [
    APP,
    { text: 'Copy the API key and its secret, under Keys and tokens, and fill them in below.' },
    { text: 'Write what is to be listened for, as X’s search writes it. Every post that comes is paid for.' },
  ],
};
