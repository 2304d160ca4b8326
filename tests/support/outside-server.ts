/** An OpenAI-compatible server on this machine that answers as a test tells it, and remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { atEnd } from './at-end.ts';

export type OutsideAnswer =
  /** As a model writes it. */
  | { kind: 'content'; content: string; tokens?: number }
  | { kind: 'status'; status: number; body: string }
  /** Nothing for so long, then a good answer. */
  | { kind: 'slow'; ms: number }
  /** The connection is cut after the question came. */
  | { kind: 'cut' };

export type Asked = { path: string; authorization: string | null; body: string; post: string };
export type OutsideServer = {
  origin: string;
  asked: Asked[];
  /** What it answers from now on. */
  answer: (asked: Asked) => OutsideAnswer;
};

export const saying = (said: object, tokens = 300): OutsideAnswer => ({
  kind: 'content',
  content: JSON.stringify(said),
  tokens,
});

export async function outsideServer(t: { after: (ending: () => unknown) => void }): Promise<OutsideServer> {
  const outside: OutsideServer = { origin: '', asked: [], answer: () => saying({}) };
  const server = createServer((request, response) => void serve(outside, request, response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  outside.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  atEnd(t, () => {
    server.closeAllConnections();
    return new Promise(resolve => server.close(resolve));
  });
  return outside;
}

async function serve(outside: OutsideServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const body = Buffer.concat(pieces).toString('utf8');
  const { messages } = JSON.parse(body) as { messages: { content: string }[] };
  const { post } = JSON.parse(messages.at(-1)?.content ?? '{}') as { post: string };
  const one = { path: request.url ?? '', authorization: request.headers.authorization ?? null, body, post };
  outside.asked.push(one);
  const answer = outside.answer(one);
  if (answer.kind === 'cut') return void request.socket.destroy();
  if (answer.kind === 'status') return void response.writeHead(answer.status).end(answer.body);
  if (answer.kind === 'slow') await after(answer.ms, undefined, { ref: false });
  const content = answer.kind === 'content' ? answer.content : '{"sentiment":"positive"}';
  const usage = { total_tokens: answer.kind === 'content' ? (answer.tokens ?? 300) : 300 };
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }], usage }));
}
