import type { OutputOf } from '../../../src/contract/api.ts';
import { address, readRefusal } from '../../api.ts';

export type FoundLately = OutputOf<'tryQuery'>['examples'][number];
export type Source = {
  id: string;
  network: string;
  networkName: string;
  state: 'reading' | 'done' | 'failed';
  read: number;
  matched: number;
  said: string | null;
  credentials: Record<string, unknown> | null;
};
export type Told = { kind: 'source'; source: Source } | { kind: 'match'; match: FoundLately };

/** What is found, line by line as the server tells it. Throws `ApiRefusal` when it declines. */
export async function* lookAround(brand: number, text: string, signal: AbortSignal): AsyncGenerator<Told> {
  const response = await fetch(address('discover', { brand }), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
    signal,
  });
  if (!response.ok || response.body === null) throw await readRefusal(response);
  let rest = '';
  for await (const piece of piecesOf(response.body.pipeThrough(new TextDecoderStream()))) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Told;
  }
}

/** Not every browser reads a stream by itself. */
async function* piecesOf(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader();
  while (true) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
