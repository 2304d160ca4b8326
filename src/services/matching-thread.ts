/** One thread of the matching pool: a matcher for each brand, told what to hear by `matching.ts`. */
import { type MessagePort, parentPort } from 'node:worker_threads';
import { makeMatcher } from '../core/match/matcher.ts';
import type { Matcher } from '../core/query/query.ts';
import type { Answer, Told } from './matching.ts';

function listen(port: MessagePort): void {
  const matchers = new Map<number, Matcher>();
  port.on('message', (told: Told) => {
    const matcher = matchers.get(told.brandId) ?? makeMatcher();
    matchers.set(told.brandId, matcher);
    if (told.kind === 'set') matcher.set(told.queryId, told.query);
    else if (told.kind === 'remove') matcher.remove(told.queryId);
    else port.postMessage(answerTo(matcher, told));
  });
}

function answerTo(matcher: Matcher, { batch, posts }: Extract<Told, { kind: 'match' }>): Answer {
  const startedMs = performance.now();
  const heard = posts.flatMap((post, at) => {
    const matches = matcher.match(post);
    return matches.length === 0 ? [] : [{ at, matches }];
  });
  return { batch, heard, tookMs: performance.now() - startedMs };
}

if (parentPort !== null) listen(parentPort);
