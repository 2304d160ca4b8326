/** What is done later: the name a job is written under, and the service that does it. */
import type { TaskList } from 'graphile-worker';
import { deliver } from '../services/deliver.ts';
import type { Delivering } from '../services/delivering.ts';
import type { Media } from '../services/media.ts';
import { MEDIA_TASK } from '../services/want-media.ts';

export type TaskNeeds = { delivering: Delivering; media: Pick<Media, 'fetch'> };

export function makeTasks({ delivering, media }: TaskNeeds): TaskList {
  return {
    deliver: (payload, { abortSignal }) => deliver(delivering, readMessage(payload), abortSignal),
    [MEDIA_TASK]: (payload, { job, abortSignal }) =>
      media.fetch({ ...readMessage(payload), isLast: job.attempts >= job.max_attempts }, abortSignal),
  };
}

/** Jobs are written by us, in the transaction that needs them; anything else under these names is a bug. */
function readMessage(payload: unknown): { brandId: number; messageId: string } {
  if (typeof payload === 'object' && payload !== null && 'brandId' in payload && 'messageId' in payload) {
    const { brandId, messageId } = payload;
    if (typeof brandId === 'number' && typeof messageId === 'string') return { brandId, messageId };
  }
  throw new TypeError(`this is no message: ${JSON.stringify(payload)}`);
}
