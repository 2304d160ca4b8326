/** A thumb under a message of theirs. WhatsApp keeps one mark a person and message, and an empty one takes it back. */
import { z } from 'zod';
import type { TheirPost } from '../connector.ts';
import { idInPath } from '../kit/meta/graph.ts';
import type { WhatsAppContext } from './credentials.ts';
import { addressOf } from './person.ts';
import { post } from './send.ts';

const LIKE = '👍';

export function like(context: WhatsAppContext, about: TheirPost): Promise<void> {
  return mark(context, about, LIKE);
}

export function unlike(context: WhatsAppContext, about: TheirPost): Promise<void> {
  return mark(context, about, '');
}

async function mark(context: WhatsAppContext, { remoteId, person }: TheirPost, emoji: string): Promise<void> {
  const json = {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...addressOf(person),
    type: 'reaction',
    reaction: { message_id: remoteId, emoji },
  };
  const path = `/${idInPath(context.credentials.phoneNumberId)}/messages`;
  // The same mark twice is one, so an unknown outcome may be tried again.
  await post(context, { path, method: 'POST', json, harmless: true }, z.object({ messages: z.array(z.unknown()) }));
}
