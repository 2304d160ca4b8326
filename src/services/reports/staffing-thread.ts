/** The thread that reckons and plays plans of people, told what by `staffing-reckoner.ts`. */
import { type MessagePort, parentPort } from 'node:worker_threads';
import { playOften } from '../../core/insight/queue-simulation.ts';
import { reckonStaffing } from '../../core/insight/reckon-staffing.ts';
import type { Answer, Question } from './staffing-reckoner.ts';

function listen(port: MessagePort): void {
  port.on('message', ({ id, asked }: { id: number; asked: Question }) => {
    port.postMessage(answerTo(id, asked));
  });
}

function answerTo(id: number, asked: Question): Answer {
  try {
    return {
      id,
      said: asked.kind === 'reckon' ? reckonStaffing(asked) : playOften(asked.day, asked.plays, asked.seed),
    };
  } catch (error) {
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

if (parentPort !== null) listen(parentPort);
