/** What a person does on Meta's side before the channel is there. */
import type { Guide } from '../connector.ts';

export const guide: Guide = {
  token: [
    {
      text: 'Make an app of the type Business at Meta for Developers, and add WhatsApp to it.',
      url: 'https://developers.facebook.com/apps/',
    },
    {
      text: 'Under WhatsApp → API Setup choose the company’s number, or add it. Copy the phone number ID and the WhatsApp Business Account ID.',
    },
    {
      text: 'In Business Settings → Users → System users make a system user, and give it the app and the WhatsApp account with full control.',
      url: 'https://business.facebook.com/latest/settings/system_users',
    },
    {
      text: 'Press Generate token there: choose the app, let it never expire, tick whatsapp_business_messaging and whatsapp_business_management. Copy the token; it is shown once.',
    },
    { text: 'In the app, open App settings → Basic and copy the app secret.' },
    {
      text: 'Fill all four in below. Heed then has WhatsApp call it by itself; this installation must be reachable by https.',
    },
    {
      text: 'Switch the app to Live, and add a way to pay in WhatsApp Manager if templates are to be sent.',
      url: 'https://business.facebook.com/latest/whatsapp_manager',
    },
  ],
};
