/** Server-sent events from the square: what happens, as it happens, from a cursor on. */
import { actsPage } from './api.ts';
import { onAct, type Square } from './square.ts';

/** A comment keeps the line from looking dead. */
export const HEARTBEAT_MS = 15_000;
/** Bytes waiting for one slow reader before the square waits for it too. */
const QUEUE_LIMIT_BYTES = 256 * 1024;

/** A repeating timer; returns its stop. */
export type Every = (ms: number, run: () => void) => () => void;

export const everyByClock: Every = (ms, run) => {
  const timer = setInterval(run, ms);
  timer.unref();
  return () => clearInterval(timer);
};

/** Everything after `after` that `companyId` may know, then whatever comes. */
export function companyStream(square: Square, companyId: string, after: string | null, every: Every): Response {
  let cursor = after;
  return streamOf(square, every, () => {
    const page = actsPage(square.state, companyId, cursor);
    cursor = page.cursor;
    const frames = page.entries.map(entry => {
      const { seq } = entry as { seq: number };
      return `id: ${square.state.epoch}:${seq}\ndata: ${JSON.stringify(entry)}\n\n`;
    });
    return { text: frames.join(''), more: page.more };
  });
}

/** For the page: only that something happened, so that it can fetch itself anew. */
export function pageStream(square: Square, every: Every): Response {
  let told = square.state.seq;
  return streamOf(square, every, () => {
    const isNew = square.state.seq !== told;
    told = square.state.seq;
    return { text: isNew ? `data: ${told}\n\n` : '', more: false };
  });
}

/** @param next the frames that are due now, and whether there are more behind them */
function streamOf(square: Square, every: Every, next: () => { text: string; more: boolean }): Response {
  const encoder = new TextEncoder();
  let release = () => {};
  let pump = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const say = (text: string) => controller.enqueue(encoder.encode(text));
        const hasRoom = () => (controller.desiredSize ?? 0) > 0;
        pump = () => {
          for (let more = true; more && hasRoom(); ) {
            const due = next();
            if (due.text !== '') say(due.text);
            more = due.more;
          }
        };
        const stopActs = onAct(square, () => pump());
        const stopBeat = every(HEARTBEAT_MS, () => hasRoom() && say(': still here\n\n'));
        release = () => {
          stopActs();
          stopBeat();
        };
        say(': welcome\n\n');
        pump();
      },
      pull: () => pump(),
      cancel: () => release(),
    },
    { highWaterMark: QUEUE_LIMIT_BYTES, size: chunk => chunk?.byteLength ?? 0 },
  );
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  });
}
