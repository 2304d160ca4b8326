/** Whether Threads calls us can neither be asked nor be set by the API: a person enters it once on the app's own page. */
import type { CallPlace, Step } from '../connector.ts';
import type { Watch } from '../kit/hook.ts';
import type { Credentials } from './credentials.ts';

const APPS = 'https://developers.facebook.com/apps';

export const watch: Watch<Credentials> = {
  everySeconds: 60 * 60,
  async keep({ callAt }) {
    if (callAt === null) return { kind: 'stands' };
    return { kind: 'byHand', why: 'Threads lets nobody but you set this, on the page of your app.' };
  },
  byHand,
};

function byHand({ url, secret }: CallPlace): (Step & { copy?: string })[] {
  return [
    {
      text: 'Open your app, then Use cases → Access the Threads API → Customize → Settings, and add “Get real-time notifications with Threads Webhooks”.',
      url: APPS,
    },
    {
      text: 'Choose the topic Moderate, press Subscribe to this object, and paste this as the callback URL.',
      copy: url,
    },
    { text: 'Paste this as the verify token, then press Verify and save.', copy: secret },
    {
      text: 'Subscribe to replies and delete there. Do the same for the topic Interaction, with mentions and publish.',
    },
    {
      text: 'Under Settings paste this as the uninstall callback URL. It tells Heed that the permission was taken back.',
      copy: `${url}/deauthorise`,
    },
    { text: 'Paste this as the delete callback URL. It tells Heed that data is to be erased.', copy: `${url}/erasure` },
    { text: 'Threads calls only apps in live mode whose permissions have advanced access, of a verified business.' },
  ];
}
