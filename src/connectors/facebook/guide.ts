/** What a person does on Facebook's side before the channel is there. */
import type { Guide, Step } from '../connector.ts';

const APP: Step[] = [
  {
    text: 'Sign in at Meta for Developers as somebody who manages the page. Press Create app, and choose Business as its kind.',
    url: 'https://developers.facebook.com/apps/',
  },
  { text: 'In the app, add the products Facebook Login, Webhooks and Messenger.' },
  { text: 'Open App settings → Basic, and copy the app id and the app secret into the fields below.' },
];
const LIVE: Step = {
  text: 'While the app is in development mode, Facebook tells only what people with a role in the app write. Ask for advanced access to the pages_ rights in App Review, and switch the app to Live.',
  url: 'https://developers.facebook.com/docs/permissions',
};

export const guide: Guide = {
  signIn: [
    ...APP,
    { text: 'Open Facebook Login → Settings, and write the address below under Valid OAuth Redirect URIs.' },
    { text: 'Go on to Facebook. Choose the page, and leave every right ticked.' },
    LIVE,
  ],
  token: [
    ...APP,
    {
      text: 'Make a token of the page that has no end: in Meta Business Suite under System users, or with the Graph API Explorer and the Access Token Debugger.',
      url: 'https://developers.facebook.com/tools/explorer/',
    },
    {
      text: 'Give it the rights pages_show_list, pages_manage_metadata, pages_read_engagement, pages_read_user_content, pages_manage_engagement and pages_messaging.',
    },
    LIVE,
  ],
};
