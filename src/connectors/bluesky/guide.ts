/** What a person does at Bluesky before the channel is there. */
import type { Guide } from '../connector.ts';

export const guide: Guide = {
  listen: [
    { text: 'Nothing to set up there: everybody may read Bluesky. Press Connect.' },
    {
      text: 'Heed then hears every public post and keeps what your queries ask for. To answer, connect the account too.',
    },
  ],
  signIn: [
    { text: 'Write the handle of the company’s account below, such as kestrel.bsky.social.' },
    { text: 'Go on to Bluesky’s own page. Sign in there as the company, and press Authorize.' },
    { text: 'Bluesky brings you back here, and the channel is connected. Heed never sees the password.' },
    { text: 'Bluesky ends such a permission after two weeks, and you sign in again. An app password lasts.' },
  ],
  token: [
    {
      text: 'Open App passwords at Bluesky, signed in as the company.',
      url: 'https://bsky.app/settings/app-passwords',
    },
    {
      text: 'Press Add App Password and call it Heed. Tick “Allow access to your direct messages” to answer privately too.',
    },
    { text: 'Copy the password: it is shown only once. Fill it in below.' },
  ],
};
