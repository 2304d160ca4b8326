/** Reads a live stream as a browser would. */
import type { Event } from '../../src/core/event.ts';
import type { TestHeed } from './app.ts';
import { until } from './until.ts';

export type Frame = { id: string | null; event: string; data: string };
export type Stream = {
  status: number;
  frames: Frame[];
  events(): Event[];
  seqs(): number[];
  /** Whether the server has ended it. */
  ended(): boolean;
  close(): void;
};

export type StreamOptions = { token: string; brand?: number; after?: number; lastEventId?: string };

export async function openStream(heed: Pick<TestHeed, 'url'>, options: StreamOptions): Promise<Stream> {
  const { token, brand = 1, after, lastEventId } = options;
  const abort = new AbortController();
  const query = after === undefined ? '' : `?after=${after}`;
  const response = await fetch(`${heed.url}/api/v1/brands/${brand}/live${query}`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: abort.signal,
  });
  const frames: Frame[] = [];
  let hasEnded = false;
  void read(response, frames)
    .catch(() => {})
    .finally(() => {
      hasEnded = true;
    });
  const events = () => frames.filter(one => one.event === 'message').flatMap(one => JSON.parse(one.data) as Event[]);
  const stream = {
    status: response.status,
    frames,
    events,
    seqs: () => events().map(event => event.seq),
    ended: () => hasEnded,
    close: () => abort.abort(),
  };
  if (response.status === 200) await until(() => frames.length > 0 || hasEnded);
  return stream;
}

async function read(response: Response, frames: Frame[]): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const frame = parse(block);
      if (frame !== null) frames.push(frame);
    }
  }
}

function parse(block: string): Frame | null {
  const fields = block.split('\n').map(line => /^(\w+): (.*)$/.exec(line));
  const value = (name: string) => fields.find(field => field?.[1] === name)?.[2];
  const data = value('data');
  return data === undefined ? null : { id: value('id') ?? null, event: value('event') ?? 'message', data };
}
