/** What a person does on the network's side before the channel is there. */
import type { Guide } from '../connector.ts';

const APPS = 'https://developers.facebook.com/apps';

const appSteps = [
  {
    text: 'Make an app at Meta for developers with the use case “Access the Threads API”, and take it for your business.',
    url: APPS,
  },
  {
    text: 'Under Use cases → Customize, add the permissions threads_basic, threads_content_publish, threads_read_replies, threads_manage_replies, threads_manage_mentions and threads_delete; threads_keyword_search as well to search for words.',
    url: APPS,
  },
];

export const guide: Guide = {
  signIn: [
    ...appSteps,
    {
      text: 'Under Settings there, paste the address below as a redirect callback URL. Threads takes only https.',
      url: APPS,
    },
    {
      text: 'Copy the Threads app ID and the Threads app secret from App settings → Basic, and fill them in below.',
      url: APPS,
    },
    {
      text: 'Until the app is reviewed, add the company’s account under App roles → Threads testers, and accept the invitation in Threads.',
    },
    {
      text: 'Go on to Threads’ own page. Sign in there as the company and allow what is asked. Threads brings you back here.',
    },
  ],
  token: [
    ...appSteps,
    {
      text: 'Add the company’s account under App roles → Threads testers, and accept the invitation in Threads.',
      url: APPS,
    },
    {
      text: 'Under Settings there, press Generate access token beside the account, and fill it in below. It lasts 60 days; Heed renews it.',
      url: APPS,
    },
    {
      text: 'Copy the Threads app ID and the Threads app secret from App settings → Basic, and fill them in below.',
      url: APPS,
    },
  ],
};
