/** What hangs on a message of Messenger: files to fetch, and what can only be said in words (a place, a shared page, a card with buttons). */
import { z } from 'zod';
import type { Attachment } from '../../core/post.ts';
import { urlSchema } from './schema.ts';

const FILES = new Set(['image', 'video', 'audio', 'file']);
const title = z.string().max(10_000).nullish().catch(null);
const elementSchema = z.object({ title, subtitle: title });
const payloadSchema = z
  .object({
    url: urlSchema,
    title,
    text: title,
    elements: z.array(elementSchema).max(100).nullish().catch(null),
    product: z
      .object({ elements: z.array(elementSchema).max(100) })
      .nullish()
      .catch(null),
    coordinates: z.object({ lat: z.number(), long: z.number() }).nullish().catch(null),
  })
  .nullish()
  .catch(null);
/** One that cannot be read is passed over: the words beside it still count. */
const oneSchema = z
  .object({ type: z.string().max(100), title, url: urlSchema, payload: payloadSchema })
  .nullable()
  .catch(null);
export const attachedSchema = z.array(oneSchema);
type Attached = z.infer<typeof oneSchema>;

export function partsOf(attached: readonly Attached[]): { texts: string[]; attachments: Attachment[] } {
  const attachments: Attachment[] = [];
  const texts: string[] = [];
  for (const one of attached) {
    if (one === null) continue;
    const url = one.payload?.url ?? one.url ?? null;
    if (FILES.has(one.type) && url !== null)
      attachments.push({ kind: one.type as Attachment['kind'], url, description: null });
    else {
      const words = wordsOf(one, url);
      if (words !== '') texts.push(words);
    }
  }
  return { texts, attachments };
}

function wordsOf(one: NonNullable<Attached>, url: string | null): string {
  const { payload } = one;
  const place = payload?.coordinates;
  const cards = [...(payload?.elements ?? []), ...(payload?.product?.elements ?? [])].flatMap(
    ({ title: head, subtitle }) => [head, subtitle],
  );
  const lines = [
    one.title ?? payload?.title,
    payload?.text,
    ...cards,
    place ? `${place.lat}, ${place.long}` : null,
    url,
  ];
  return [...new Set(lines.filter(line => line != null && line !== ''))].join('\n');
}
