/** Files: named by the network's id, whose address ends after five minutes, so that it is asked for when it is fetched. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Context, type Draft, NetworkFailure } from '../connector.ts';
import { call, idInPath } from '../kit/meta/graph.ts';
import { idSchema } from '../kit/meta/values.ts';
import { type Credentials, graphOf, type WhatsAppContext } from './credentials.ts';

export const SCHEME = 'whatsapp:';
const UPLOAD_TIMEOUT_MS = 50_000;
const FETCH_TIMEOUT_MS = 60_000;

/** `whatsapp:1234?sha256=…`; null for a file without an id. */
export function fileUrl({
  id,
  sha256,
}: {
  id?: string | null | undefined;
  sha256?: string | null | undefined;
}): string | null {
  if (id == null) return null;
  return `${SCHEME}${encodeURIComponent(id)}${sha256 ? `?sha256=${encodeURIComponent(sha256)}` : ''}`;
}

const placeSchema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  file_size: z.coerce.number().nullish().catch(null),
});

export async function fetchFile(context: Context<Credentials>, url: string, maxBytes: number): Promise<Uint8Array> {
  const [id = '', query = ''] = url.slice(SCHEME.length).split('?');
  const at = graphOf(context.credentials);
  const path = `/${idInPath(decoded(id))}`;
  const asked = { path, query: { phone_number_id: context.credentials.phoneNumberId } };
  const place = await call(context, at, asked, placeSchema);
  if ((place.file_size ?? 0) > maxBytes)
    throw new NetworkFailure('refuse', `The file is larger than ${maxBytes} bytes.`);
  const answer = await context.fetch(place.url, {
    headers: { authorization: `Bearer ${at.token}` },
    maxBytes,
    timeoutMs: FETCH_TIMEOUT_MS,
  });
  mustBeWhole(answer.bytes, new URLSearchParams(query).get('sha256'));
  return answer.bytes;
}

/** The hash is told in base64 or in hex. */
function mustBeWhole(bytes: Uint8Array, sha256: string | null): void {
  if (sha256 === null || !/^([0-9a-f]{64}|[A-Za-z0-9+/_-]{43}=?)$/i.test(sha256)) return;
  const hash = createHash('sha256').update(bytes).digest();
  const isHex = /^[0-9a-f]{64}$/i.test(sha256);
  if (Buffer.from(sha256, isHex ? 'hex' : 'base64').equals(hash)) return;
  throw new NetworkFailure('retry', 'The file came otherwise than it was announced.');
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return '';
  }
}

/** @returns the network's id for it. A file nobody refers to is forgotten there after thirty days, so uploading twice does no harm. */
export async function upload(
  context: WhatsAppContext,
  file: Draft['attachments'][number],
  name: string,
): Promise<string> {
  const { phoneNumberId } = context.credentials;
  const parts = new FormData();
  parts.append('messaging_product', 'whatsapp');
  parts.append('type', file.type);
  parts.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), name);
  const path = `/${idInPath(phoneNumberId)}/media`;
  const what = { path, method: 'POST', parts, timeoutMs: UPLOAD_TIMEOUT_MS, harmless: true } as const;
  return (await call(context, graphOf(context.credentials), what, z.object({ id: idSchema }))).id;
}
