/** One thread of the matching pool: a matcher of its own, told what to hear by `matching.ts`. */
import { type MessagePort, parentPort } from 'node:worker_threads';
import { makeMatcher } from '../core/match/matcher.ts';
import type { Answer, Told } from './matching.ts';

function listen(port: MessagePort): void {
  const matcher = makeMatcher();
  port.on('message', (told: Told) => {
    if (told.kind === 'set') matcher.set(told.queryId, told.query);
    else if (told.kind === 'remove') matcher.remove(told.queryId);
    else port.postMessage({ batch: told.batch, matches: told.posts.map(matcher.match) } satisfies Answer);
  });
}

if (parentPort !== null) listen(parentPort);
