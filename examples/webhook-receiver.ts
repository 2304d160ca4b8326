/**
 * A receiver of Heed's webhooks that believes only what is signed. Run it with:
 *   WEBHOOK_SECRET=whsec_… PORT=8090 node examples/webhook-receiver.ts
 * and give http://this-machine:8090/ under Settings → Webhooks (an address in your own network must be allowed by
 * HEED_PRIVATE_ORIGINS).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

const TOLERANCE_SECONDS = 300;
const MOST_BYTES = 65_536;

/** Throws unless these bytes were signed with the secret a moment ago. Check the bytes as they came, before parsing them. */
export function checkSignature(secret: string, headers: Record<string, unknown>, body: string, now: Date): void {
  const id = String(headers['webhook-id'] ?? '');
  const timestamp = String(headers['webhook-timestamp'] ?? '');
  const age = Math.abs(now.getTime() / 1000 - Number(timestamp));
  if (id === '' || !(age <= TOLERANCE_SECONDS)) throw new Error('too old, or without id or time');
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  // Several signatures may stand there, with blanks between, while a secret is being changed.
  const isOurs = String(headers['webhook-signature'] ?? '')
    .split(' ')
    .filter(one => one.startsWith('v1,'))
    .map(one => Buffer.from(one.slice(3), 'base64'))
    .some(given => given.length === expected.length && timingSafeEqual(given, expected));
  if (!isOurs) throw new Error('not signed with our secret');
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error('too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** A delivery may come twice: whoever acts on it remembers its `webhook-id`. */
const seen = new Set<string>();

function start(secret: string, port: number): void {
  const server = createServer(async (request, response) => {
    try {
      const body = await read(request);
      checkSignature(secret, request.headers, body, new Date());
      const id = String(request.headers['webhook-id']);
      if (!seen.has(id)) console.log(JSON.parse(body));
      seen.add(id);
      response.writeHead(204).end();
    } catch (error) {
      response.writeHead(400).end(error instanceof Error ? error.message : 'no');
    }
  });
  server.listen(port, () => console.log(`Listening on port ${port}`));
}

if (import.meta.main) start(process.env['WEBHOOK_SECRET'] ?? '', Number(process.env['PORT'] ?? 8090));
