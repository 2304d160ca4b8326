/** The thread that learns: told labels by `teaching.ts`, it answers with a head, or why there is none. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { encodeHead } from '../core/triage/head-file.ts';
import type { Heads } from '../core/triage/read.ts';
import { shippedOf } from '../core/triage/shipped.ts';
import { withStood } from '../core/triage/stood.ts';
import { teach } from '../core/triage/teach.ts';
import type { TaughtHead } from './learn.ts';
import type { Answer, Lesson } from './teaching.ts';

function listen(port: MessagePort, heads: Heads): void {
  port.on('message', (lesson: Lesson) => {
    port.postMessage(answerTo(lesson, heads));
  });
}

function answerTo(lesson: Lesson, heads: Heads): Answer {
  try {
    return { id: lesson.id, taught: learn(lesson, heads) };
  } catch (error) {
    return { id: lesson.id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function learn({ aspect, labels, stood }: Lesson, heads: Heads): TaughtHead {
  const shipped = shippedOf(aspect, heads);
  const { quality, people, contradictions, ...taught } = teach(withStood(labels, stood, shipped), shipped);
  const found = { quality, people, contradictions };
  if (taught.kind === 'shipped') return { ...found, bytes: null, why: taught.why };
  return { ...found, bytes: encodeHead(taught.head), why: [] };
}

if (parentPort !== null) listen(parentPort, workerData.heads as Heads);
