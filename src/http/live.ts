/** A live client over plain Node: one response that stays open, written to as the log grows. */
import type { ServerResponse } from 'node:http';
import type { Sink } from '../services/audience.ts';

/** Buffering by a proxy would hold events back; `x-accel-buffering` asks the common one not to. */
const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
};
/** How soon a browser comes back after its line broke. */
const RETRY = 'retry: 1000\n\n';

/** @param join seats the sink and returns how to leave; what it refuses is refused before anything is sent */
export async function openStream(outgoing: ServerResponse, join: (sink: Sink) => Promise<() => void>): Promise<void> {
  const leave = await join(sinkOf(outgoing));
  if (outgoing.destroyed) leave();
  else outgoing.once('close', leave);
}

function sinkOf(outgoing: ServerResponse): Sink {
  return {
    write(frame) {
      if (outgoing.destroyed) return;
      if (!outgoing.headersSent) {
        outgoing.writeHead(200, STREAM_HEADERS);
        outgoing.socket?.setNoDelay(true);
        outgoing.write(RETRY);
      }
      outgoing.write(frame);
    },
    waiting: () => outgoing.writableLength,
    drained: () => drained(outgoing),
    end: () => outgoing.end(),
    cut: () => outgoing.destroy(),
  };
}

function drained(outgoing: ServerResponse): Promise<void> {
  if (outgoing.destroyed || !outgoing.writableNeedDrain) return Promise.resolve();
  return new Promise(resolve => {
    const done = () => {
      outgoing.off('drain', done);
      outgoing.off('close', done);
      resolve();
    };
    outgoing.once('drain', done);
    outgoing.once('close', done);
  });
}
