/** Fetches a file by the name Telegram gave it. Its address holds the token, so it is made anew each time and told nobody. */
import { NetworkFailure } from '../connector.ts';
import { failureOfStatus } from '../kit/failure.ts';
import { call, withoutToken } from './api.ts';
import type { TelegramContext } from './credentials.ts';
import { SCHEME } from './files.ts';
import { DOWNLOAD_LIMIT_BYTES } from './limits.ts';
import { filePathSchema } from './schema.ts';

export async function fetchMedia(context: TelegramContext, url: string, maxBytes: number): Promise<Uint8Array> {
  const id = url.startsWith(SCHEME) ? url.slice(SCHEME.length) : '';
  if (id === '') throw new NetworkFailure('refuse', 'This is no file of Telegram.');
  const file = await call(context, { method: 'getFile', params: { file_id: id }, does: 'reads' }, filePathSchema);
  const most = Math.min(maxBytes, DOWNLOAD_LIMIT_BYTES);
  if ((file.file_size ?? 0) > most) throw new NetworkFailure('refuse', `The file is larger than ${most} bytes.`);
  if (file.file_path == null) throw new NetworkFailure('gone', 'Telegram no longer has this file.');
  return download(context, mustBePath(file.file_path), most);
}

/** A Bot API server of one's own may keep its files on its disk, and name them by where they lie there. */
function mustBePath(path: string): string {
  const steps = path.split('/');
  if (path.startsWith('/') || steps.some(step => step === '' || step === '.' || step === '..'))
    throw new NetworkFailure('refuse', 'This Bot API server keeps its files to itself (it runs with --local).');
  return steps.map(encodeURIComponent).join('/');
}

async function download(
  { credentials, fetch, now }: TelegramContext,
  path: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const { token, api } = credentials;
  try {
    const address = `${api.replace(/\/+$/, '')}/file/bot${token}/${path}`;
    const answer = await fetch(address, { accept: () => true, maxBytes });
    if (answer.status === 200) return answer.bytes;
    const text = answer.text();
    throw failureOfStatus({ status: answer.status, headers: answer.headers, text, isWrite: false, now: now() });
  } catch (error) {
    throw error instanceof NetworkFailure ? withoutToken(error, token, false) : error;
  }
}
