import type { MediaFile } from '../../services/media.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** Content never changes under its hash, but who may see it does: kept by one person's browser, and not for long. */
const MEDIA_CACHE = 'private, max-age=3600';

export function mediaRoutes({ media }: Pick<Services, 'media'>): Routes<'addMedia' | 'media'> {
  return {
    addMedia: ({ who, body }) => media.add(who, body.bytes),
    media: async ({ who, id, query, headers }) =>
      fileResponse(await media.open(who, id, query.size), headers.get('range')),
  };
}

/**
 * A stranger's bytes: never guessed at, never run. Pictures are shown, sounds and videos played; anything else is saved rather
 * than shown. Even a picture opened by itself stands in a sandbox that may load and run nothing.
 */
function fileResponse({ type, bytes, use }: MediaFile, asked: string | null): Response {
  const part = use === 'play' ? partOf(asked, bytes.length) : null;
  const headers = {
    'content-type': use === 'save' ? 'application/octet-stream' : type,
    'content-disposition': use === 'save' ? 'attachment' : 'inline',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': MEDIA_CACHE,
    ...(use === 'play' ? { 'accept-ranges': 'bytes' } : {}),
  };
  if (part === null) return new Response(new Uint8Array(bytes), { headers });
  const { from, to } = part;
  const range = { 'content-range': `bytes ${from}-${to}/${bytes.length}` };
  return new Response(new Uint8Array(bytes.subarray(from, to + 1)), { status: 206, headers: { ...headers, ...range } });
}

/** One range of bytes, as players ask for it; anything else is answered whole, which every player takes. */
function partOf(asked: string | null, length: number): { from: number; to: number } | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(asked ?? '') ?? [];
  if (first === '' && last === '') return null;
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return from <= to ? { from, to } : null;
}
