/** Pictures and films go up before the words: begun, sent in pieces, ended, and waited for where X works on them. */
import { z } from 'zod';
import { type Draft, NetworkFailure } from '../connector.ts';
import { call } from './api.ts';
import type { XCheck, XContext } from './credentials.ts';
import { idSchema } from './schema.ts';

const UPLOAD = '/2/media/upload';
/** X takes pieces of 5 MB at most. */
const PIECE_BYTES = 4 * 1024 * 1024;
const DESCRIPTION_LIMIT = 1_000;
/** Longest wait for a film. */
const WAITS_LIMIT = 40;
const WAIT_MOST_SECONDS = 10;

const uploadSchema = z.object({
  data: z.object({
    id: idSchema,
    processing_info: z
      .object({
        state: z.string(),
        check_after_secs: z.number().nullish().catch(null),
        error: z.object({ message: z.string().nullish() }).nullish().catch(null),
      })
      .nullish(),
  }),
});
type Upload = z.infer<typeof uploadSchema>['data'];
type Attachment = Draft['attachments'][number];

/** @param forWhat X keeps those for posts and those for messages apart  @returns their ids, in order */
export async function uploadAll(context: XContext, draft: Draft, forWhat: 'tweet' | 'dm'): Promise<string[]> {
  const films = draft.attachments.filter(({ type }) => type === 'video/mp4' || type === 'image/gif');
  if (films.length > 0 && draft.attachments.length > 1)
    throw new NetworkFailure('refuse', 'X takes one film or moving picture, or up to four pictures.');
  const ids: string[] = [];
  for (const attachment of draft.attachments) ids.push(await upload(context, attachment, forWhat));
  return ids;
}

export async function upload(context: XCheck, attachment: Attachment, forWhat: 'tweet' | 'dm'): Promise<string> {
  const { bytes, type, description } = attachment;
  const { id, way } = await begin(context, {
    media_type: type,
    total_bytes: bytes.byteLength,
    media_category: `${forWhat}_${KINDS[type] ?? 'image'}`,
  });
  for (let at = 0, index = 0; at < bytes.byteLength; at += PIECE_BYTES, index++)
    await append(context, way, { id, index, piece: bytes.subarray(at, at + PIECE_BYTES) });
  await untilReady(context, await finalize(context, way, id));
  if (description !== null && description !== '') await describe(context, id, description);
  return id;
}

const KINDS: Record<string, string> = { 'image/gif': 'gif', 'video/mp4': 'video' };

/** Each step at a path of its own; or all at one path, told apart by a command, as X's guide still has it. */
type Way = 'paths' | 'commands';

const uploadCall = { path: UPLOAD, method: 'POST', as: 'account', bucket: 'media', harmless: true } as const;

async function begin(context: XCheck, about: Record<string, string | number>): Promise<{ id: string; way: Way }> {
  try {
    const what = { ...uploadCall, path: `${UPLOAD}/initialize`, json: about };
    return { id: (await call(context, what, uploadSchema)).data.id, way: 'paths' };
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next !== 'gone') throw error;
    const form = formOf({ command: 'INIT', ...about });
    return { id: (await call(context, { ...uploadCall, form }, uploadSchema)).data.id, way: 'commands' };
  }
}

type Piece = { id: string; index: number; piece: Uint8Array };

async function append(context: XCheck, way: Way, { id, index, piece }: Piece): Promise<void> {
  const form = formOf(
    way === 'paths' ? { segment_index: index } : { command: 'APPEND', media_id: id, segment_index: index },
  );
  form.set('media', new Blob([Uint8Array.from(piece)]), 'piece');
  const path = way === 'paths' ? `${UPLOAD}/${encodeURIComponent(id)}/append` : UPLOAD;
  await call(context, { ...uploadCall, path, form }, z.unknown());
}

async function finalize(context: XCheck, way: Way, id: string): Promise<Upload> {
  const what =
    way === 'paths'
      ? { ...uploadCall, path: `${UPLOAD}/${encodeURIComponent(id)}/finalize` }
      : { ...uploadCall, form: formOf({ command: 'FINALIZE', media_id: id }) };
  return (await call(context, what, uploadSchema)).data;
}

function formOf(fields: Record<string, string | number>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  return form;
}

async function untilReady(context: XCheck, begun: Upload): Promise<void> {
  let upload = begun;
  for (let waits = 0; waits < WAITS_LIMIT; waits++) {
    const work = upload.processing_info;
    if (work == null || work.state === 'succeeded') return;
    if (work.state === 'failed')
      throw new NetworkFailure('refuse', 'X cannot use this file.', { said: work.error?.message ?? null });
    await context.wait(Math.min(work.check_after_secs ?? 1, WAIT_MOST_SECONDS) * 1000);
    if (context.signal.aborted) break;
    const query = { command: 'STATUS', media_id: upload.id };
    upload = (await call(context, { path: UPLOAD, as: 'account', query, bucket: 'media' }, uploadSchema)).data;
  }
  throw new NetworkFailure('retry', 'X is still working on the file.');
}

/** For those who cannot see it. */
async function describe(context: XCheck, id: string, text: string): Promise<void> {
  const words = Array.from(text).slice(0, DESCRIPTION_LIMIT).join('');
  const json = { id, metadata: { alt_text: { text: words } } };
  const what = {
    path: '/2/media/metadata',
    method: 'POST',
    as: 'account',
    json,
    bucket: 'media',
    harmless: true,
  } as const;
  await call(context, what, z.unknown());
}
