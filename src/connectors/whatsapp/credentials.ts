/** What a channel of the WhatsApp Cloud API needs to know. */
import { z } from 'zod';
import type { Context } from '../connector.ts';
import { GRAPH_URL, GRAPH_VERSION, type GraphAt } from '../kit/meta/graph.ts';

const secret = z.string().trim().min(1).max(2_000);
const number = (name: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{3,30}$/, `The ${name} is a row of digits, without spaces.`);

export const credentialsSchema = z.object({
  accessToken: secret.meta({
    title: 'Access token',
    help: 'Of a system user with the rights whatsapp_business_messaging and whatsapp_business_management. It should never expire.',
    secret: true,
  }),
  phoneNumberId: number('phone number ID').meta({
    title: 'Phone number ID',
    help: 'WhatsApp → API Setup shows it under the number. It is not the number itself.',
  }),
  wabaId: number('WhatsApp Business Account ID').meta({
    title: 'WhatsApp Business Account ID',
    help: 'It stands beside the phone number ID.',
  }),
  appSecret: secret.meta({
    title: 'App secret',
    help: 'App settings → Basic → App secret → Show. It proves that calls come from Meta.',
    secret: true,
  }),
  graph: z
    .url({ protocol: /^https?$/ })
    .default(GRAPH_URL)
    .meta({ title: 'Address of the API', help: 'Leave it as it is.', more: true }),
  /** The app the token belongs to: filled in by `check`. */
  appId: z.string().max(100).optional().meta({ hidden: true }),
  /** When the token ends, where it does: filled in by `check`. */
  tokenEndsAt: z.iso.datetime().optional().meta({ hidden: true }),
});

export type Credentials = z.infer<typeof credentialsSchema>;
export type WhatsAppContext = Context<Credentials>;

export function graphOf({ graph, accessToken, appSecret }: Credentials): GraphAt {
  return { base: graph, version: GRAPH_VERSION, token: accessToken, appSecret };
}
