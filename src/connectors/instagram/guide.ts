/** What a person does at Meta before the channel is there. */
import type { Guide, Step } from '../connector.ts';

const APPS = 'https://developers.facebook.com/apps/';

const PROFESSIONAL: Step = {
  text: 'In the Instagram app, make the account a professional one: Settings → Account type and tools. Then switch on Settings → Messages → Connected tools → Allow access to messages.',
};
const OWN_APP: Step = {
  text: 'Open Meta’s page for developers, press Create app, and choose the use case for messages and content on Instagram.',
  url: APPS,
};

export const guide: Guide = {
  signIn: [
    PROFESSIONAL,
    OWN_APP,
    {
      text: 'In the app, open Instagram → API setup with Instagram login. Copy the Instagram app ID and the Instagram app secret, and fill them in below.',
      url: APPS,
    },
    {
      text: 'On the same page, under Set up Instagram business login, enter the address that is shown here as the one you come back to.',
    },
    { text: 'Go on to Instagram, sign in as the company, and allow everything it asks. It brings you back here.' },
    {
      text: 'Meta tells an app of other people’s comments and messages only after its review: ask for it under App review, and set the app live.',
      url: APPS,
    },
  ],
  token: [
    PROFESSIONAL,
    OWN_APP,
    {
      text: 'In the app, open Instagram → API setup with Instagram login. Copy the Instagram app ID and the Instagram app secret, and fill them in below.',
      url: APPS,
    },
    { text: 'Under Generate access tokens, add the account, press Generate token, and fill the token in below.' },
    {
      text: 'Where the account is linked to a Facebook page, a token of that page works as well, with the ID and the secret of the app it was made with.',
    },
  ],
};
