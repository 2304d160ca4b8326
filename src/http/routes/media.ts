import type { MediaFile } from '../../services/media.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** Content never changes under its hash, but who may see it does: kept by one person's browser, and not for long. */
const MEDIA_CACHE = 'private, max-age=3600';

export function mediaRoutes({ media }: Pick<Services, 'media'>): Routes<'addMedia' | 'media'> {
  return {
    addMedia: ({ who, body }) => media.add(who, body.bytes),
    media: async ({ who, id, query }) => fileResponse(await media.open(who, id, query.size)),
  };
}

/**
 * A stranger's bytes: never guessed at, never run, and anything but a picture is saved rather than shown. Even a
 * picture opened by itself stands in a sandbox that may load and run nothing.
 */
function fileResponse({ type, bytes, isPicture }: MediaFile): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': isPicture ? type : 'application/octet-stream',
      'content-disposition': isPicture ? 'inline' : 'attachment',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': MEDIA_CACHE,
    },
  });
}
