/**
 * An API script: finds whoever has waited longest, answers in public, and watches the answer reach the network.
 *
 *   HEED_TOKEN=heed_… node examples/answer-the-longest-waiting.ts kestrel "Sorry about that. We are looking into it now."
 *
 * Runs on any Node from 22.18 on; it uses nothing of Heed but its HTTP API.
 */
import { randomUUID } from 'node:crypto';

const url = process.env['HEED_URL'] ?? 'http://127.0.0.1:7373';
const token = process.env['HEED_TOKEN'];
const [brand, text] = process.argv.slice(2);
if (token === undefined || brand === undefined || text === undefined) {
  console.error('Usage: HEED_TOKEN=heed_… node examples/answer-the-longest-waiting.ts BRAND "WORDS"');
  process.exit(2);
}

type Conversation = { id: string; preview: string; face: { name: string } | null };
type Message = { id: string; delivery: { state: string; said: string | null } | null };

// Claims it too, so that no colleague answers at the same time.
const { conversation } = await ask<{ conversation: Conversation | null }>('POST', '/conversations/next', {});
if (conversation === null) {
  console.log('Nobody is waiting.');
  process.exit(0);
}
console.log(`${conversation.face?.name ?? 'Somebody'} wrote: ${conversation.preview}`);

// What we have read: should somebody answer in between, ours is held back rather than said twice.
const { messages } = await ask<{ messages: Message[] }>('GET', `/conversations/${conversation.id}`);
// An id of our own: should the line break here, sending the same again is still one answer.
const body = { id: randomUUID(), visibility: 'public', text, seen: messages.at(-1)?.id };
const { message } = await ask<{ message: Message }>('POST', `/conversations/${conversation.id}/replies`, body);
console.log(`Queued. It leaves in a few seconds, and can be taken back until then.`);
await watch(message.id);

/** One request to the API. A refusal says in words what to do. */
async function ask<Answer>(method: string, path: string, json?: unknown): Promise<Answer> {
  const response = await fetch(`${url}/api/v1/brands/${brand}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  if (!response.ok) {
    const problem = (await response.json()) as { code: string; detail: string };
    throw new Error(`${problem.code}: ${problem.detail}`);
  }
  return (await response.json()) as Answer;
}

/** Follows the live stream until the answer has arrived, failed, or nobody can tell. */
async function watch(messageId: string): Promise<void> {
  const response = await fetch(`${url}/api/v1/brands/${brand}/live`, { headers: { authorization: `Bearer ${token}` } });
  let unread = '';
  for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    unread += chunk;
    const blocks = unread.split('\n\n');
    unread = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (\[.*\])$/m.exec(block)?.[1] ?? '[]';
      for (const event of JSON.parse(data)) {
        const message: Message | undefined = event.data.message;
        if (message?.id !== messageId || message.delivery === null) continue;
        console.log(message.delivery.said ?? message.delivery.state);
        if (['sent', 'failed', 'unsure'].includes(message.delivery.state)) return;
      }
    }
  }
}
