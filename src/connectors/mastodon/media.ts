/** Pictures and films on their way out. */
import { type Draft, type GuardedResponse, NetworkFailure } from '../connector.ts';
import { expect } from '../kit/json.ts';
import { ask, failureOf, isAbsent, isFine } from './api.ts';
import type { MastodonContext } from './credentials.ts';
import { uploadedSchema } from './schema.ts';

/** A film may take a while until the server can show it. Asked again after these. */
const PATIENCE_MS = [500, 1_000, 2_000, 3_000, 4_000, 5_000, 5_000, 5_000, 5_000, 5_000];
const UPLOAD_TIMEOUT_MS = 45_000;

/** @returns the server's ids. A file nobody refers to is forgotten there, so uploading twice does no harm. */
export async function uploadAll(context: MastodonContext, { key, attachments }: Draft): Promise<string[]> {
  const ids: string[] = [];
  for (const [i, attachment] of attachments.entries()) ids.push(await upload(context, attachment, `${key}-${i}`));
  return ids;
}

type File = Draft['attachments'][number];

/** @param name a new one for each file: some servers keep one file for each name */
export async function upload(context: MastodonContext, file: File, name: string): Promise<string> {
  const second = await put(context, '/api/v2/media', file, name);
  const answer = isAbsent(second) ? await put(context, '/api/v1/media', file, name) : second;
  if (!isFine(answer)) throw failureOf(answer, false, context.now());
  const { id, url } = expect(answer.json(), uploadedSchema, false);
  if (answer.status === 202 && url === null) await untilReady(context, id);
  return id;
}

function put(
  context: MastodonContext,
  path: string,
  { bytes, type, description }: File,
  name: string,
): Promise<GuardedResponse> {
  const form = new FormData();
  const ending = (type.split('/')[1] ?? 'bin').replace(/\W.*$/, '');
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), `${name}.${ending}`);
  if (description !== null) form.append('description', description);
  const what = { path, method: 'POST', form, bucket: 'media', timeoutMs: UPLOAD_TIMEOUT_MS, harmless: true } as const;
  return ask(context, what, true);
}

/** 206: still at work. */
async function untilReady(context: MastodonContext, id: string): Promise<void> {
  for (const pauseMs of PATIENCE_MS) {
    await context.wait(pauseMs);
    const answer = await ask(context, { path: `/api/v1/media/${encodeURIComponent(id)}` }, true);
    if (!isFine(answer)) throw failureOf(answer, false, context.now());
    if (answer.status !== 206) return;
  }
  throw new NetworkFailure('retry', 'The server is still at work on the picture or film.', { afterSeconds: 30 });
}
