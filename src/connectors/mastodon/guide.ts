/** What a person does on the server's side before the channel is there. */
import type { Guide } from '../connector.ts';

export const guide: Guide = {
  signIn: [
    {
      text: 'Write below where the company’s account lives: mastodon.social, or its whole name, @kestrel@mastodon.social.',
    },
    { text: 'Go on to that server’s own page. Sign in there as the company, and press Authorize.' },
    { text: 'The server brings you back here, and the channel is connected. Heed never sees the password.' },
  ],
  token: [
    { text: 'Sign in at your server as the company, and open Preferences → Development → New application.' },
    {
      text: 'Call it Heed. Tick read and write, and nothing else; leave the rest as it is. Press Submit.',
    },
    { text: 'Open the application again and copy “Your access token”. Fill it in below, with the server’s name.' },
    { text: 'On servers without such a page (snac, GoToSocial and others), sign in at the server’s own page instead.' },
  ],
  listen: [
    { text: 'Write the name of a server that shows its posts to everybody.' },
    { text: 'Name hashtags to listen to, or write local or federated under Public timeline.' },
  ],
};
