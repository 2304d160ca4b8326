/** Reading what a caller sends: bounded, whole, and free of what Postgres cannot keep. */
import { WireProblem } from './problem.ts';

/** The longest JSON body. The largest honest one is an answer of 20,000 characters with its pictures named. */
export const JSON_BODY_BYTES = 256 * 1024;
const DEPTH_LIMIT = 16;

/** @throws WireProblem `too_large` as soon as more than `limit` bytes have come, whatever the headers promise */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > limit) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    // Nobody is left to read this; it keeps a line cut by the caller from being told as a fault of ours.
    throw new WireProblem('not_understood', 'The request broke off before its end.', { cause });
  }
  if (size > limit) throw tooLarge(limit);
  return Buffer.concat(chunks, size);
}

function tooLarge(limit: number): WireProblem {
  const words = limit >= 1024 * 1024 ? `${Math.floor(limit / 1024 / 1024)} MB` : `${Math.floor(limit / 1024)} KB`;
  return new WireProblem('too_large', `This is larger than the ${words} allowed here.`, {
    headers: { connection: 'close' },
  });
}

/** An empty body is an empty object, so that a deed without arguments needs none. */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBytes(request, JSON_BODY_BYTES);
  if (bytes.byteLength === 0) return {};
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json(;|$)/i.test(type.trim())) {
    throw new WireProblem('not_json', 'Send JSON, with the header content-type: application/json.');
  }
  if ((request.headers.get('content-encoding') ?? 'identity') !== 'identity') {
    throw new WireProblem('not_json', 'Send the JSON as it is, without compressing it.');
  }
  return cleaned(parsed(bytes));
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new WireProblem('not_understood', 'The body is not JSON in UTF-8.');
  }
}

/** Half characters become the replacement character, as they would on the way to the database anyhow. NUL is refused. */
export function cleaned(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH_LIMIT) throw new WireProblem('not_understood', 'The body is nested too deeply.');
  if (Array.isArray(value)) return value.map(item => cleaned(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), cleaned(item, depth + 1)]));
}

export function cleanText(text: string): string {
  if (text.includes('\u0000')) {
    throw new WireProblem('not_valid', 'A text holds the character NUL, which cannot be kept. Take it out.');
  }
  return text.toWellFormed();
}
