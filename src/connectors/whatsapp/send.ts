/** Answers on their way out: words, a file with words beside it, or an approved template. */
import { z } from 'zod';
import type { FailureNext } from '../../core/delivery.ts';
import { countText } from '../../core/text.ts';
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { mustFit } from '../kit/fits.ts';
import type { GraphError } from '../kit/meta/failure.ts';
import { call, type GraphCall, idInPath } from '../kit/meta/graph.ts';
import { idSchema } from '../kit/meta/values.ts';
import { graphOf, type WhatsAppContext } from './credentials.ts';
import { CAPTION_LIMIT, limits, PAIR_SECONDS } from './limits.ts';
import { upload } from './media.ts';
import { GROUP } from './message.ts';
import { addressOf } from './person.ts';
import { componentsOf } from './template-parts.ts';
import { templateNamed } from './templates.ts';

const sentSchema = z.object({
  messages: z.tuple([z.object({ id: idSchema, message_status: z.string().nullish() })], z.unknown()),
});

export async function send(context: WhatsAppContext, draft: Draft): Promise<Sent> {
  mustFit(draft, limits);
  const content = draft.template ? await templateOf(context, draft) : await wordsOf(context, draft);
  const path = `/${idInPath(context.credentials.phoneNumberId)}/messages`;
  const { to, key, template } = draft;
  const json = {
    messaging_product: 'whatsapp',
    ...receiverOf(draft),
    // A template begins anew; it answers nothing that is long over.
    ...(to.remoteId === null || template ? {} : { context: { message_id: to.remoteId } }),
    ...content,
    // Comes back with every word of what became of it.
    biz_opaque_callback_data: key,
  };
  const { messages } = await post(context, { path, method: 'POST', json }, sentSchema);
  // Its answer tells no time; the states that follow do.
  return { remoteId: messages[0].id, at: context.now(), url: null };
}

/** A request of a kind that messages are sent by. */
export async function post<T>(context: WhatsAppContext, what: GraphCall, shape: z.ZodType<T>): Promise<T> {
  let isPair = false;
  const classing = (error: GraphError) => {
    isPair = error.code === PAIR_LIMIT;
    return nextOf(error);
  };
  try {
    return await call(context, graphOf(context.credentials), { ...what, classing }, shape);
  } catch (error) {
    // The network names no wait, but its documents do.
    if (!isPair || !(error instanceof NetworkFailure) || error.afterSeconds !== null) throw error;
    const { message, said } = error;
    throw new NetworkFailure('retry', message, { afterSeconds: PAIR_SECONDS, said, cause: error });
  }
}

export function receiverOf({ to }: Pick<Draft, 'to'>) {
  if (to.room?.startsWith(GROUP)) return { recipient_type: 'group', to: to.room.slice(GROUP.length) };
  return { recipient_type: 'individual', ...addressOf(to.person) };
}

/** 131056: one message to the same person in six seconds. */
const PAIR_LIMIT = 131_056;
/** Broken for now on their side or ours, before anything was sent: a template that is paused or being reviewed, a number that is being registered. */
const LATER = new Set([131_057, 133_015]);
/** The person has not taken the newest terms, is gone, or cannot be written to; the number is not on WhatsApp. */
const NO = new Set([131_026, 131_021, 131_051, 131_052, 131_053, 131_047, 131_050, 130_472, 131_049]);

function nextOf({ code }: GraphError): FailureNext | null {
  if (LATER.has(code)) return 'retry';
  return NO.has(code) ? 'refuse' : null;
}

async function wordsOf(context: WhatsAppContext, { text, attachments, key }: Draft): Promise<Record<string, unknown>> {
  const [file] = attachments;
  if (file === undefined) return { type: 'text', text: { body: text, preview_url: /https?:\/\//i.test(text) } };
  const kind = kindOf(file.type);
  if (text !== '' && (kind === 'audio' || kind === 'sticker'))
    throw new NetworkFailure('refuse', 'WhatsApp sends no words beside a sound or a sticker. Send the words first.');
  if (countText(text, 'characters') > CAPTION_LIMIT)
    throw new NetworkFailure(
      'refuse',
      `Beside a picture or a file WhatsApp takes ${CAPTION_LIMIT} characters. Shorten the words, or send them first.`,
    );
  const name = file.description?.trim() || `heed-${key}.${endingOf(file.type)}`;
  const id = await upload(context, file, `heed-${key}.${endingOf(file.type)}`);
  const caption = text === '' ? {} : { caption: text };
  return { type: kind, [kind]: { id, ...caption, ...(kind === 'document' ? { filename: name } : {}) } };
}

function kindOf(type: string): 'image' | 'video' | 'audio' | 'sticker' | 'document' {
  if (type === 'image/webp') return 'sticker';
  const family = type.split('/')[0];
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
}

const ENDINGS: Record<string, string> = { 'image/jpeg': 'jpg', 'audio/mpeg': 'mp3', 'text/plain': 'txt' };

function endingOf(type: string): string {
  return ENDINGS[type] ?? (type.split(/[/.]/).at(-1) ?? 'bin').replace(/\W.*$/, '');
}

async function templateOf(context: WhatsAppContext, { template }: Draft): Promise<Record<string, unknown>> {
  if (!template) throw new Error('no template was chosen');
  const raw = await templateNamed(context, template);
  const { name, language, values } = template;
  const components = componentsOf(raw, values);
  return {
    type: 'template',
    template: {
      name,
      language: { policy: 'deterministic', code: language },
      ...(components.length === 0 ? {} : { components }),
    },
  };
}
