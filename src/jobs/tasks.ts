/** What is done later: the name a job is written under, and the service that does it. */
import type { TaskList } from 'graphile-worker';
import { carryOut } from '../services/carry-out.ts';
import { IMPORT_TASK } from '../services/contact-imports.ts';
import { deliver } from '../services/deliver.ts';
import type { Delivering } from '../services/delivering.ts';
import { FEED_TASK, type FeedJob, type HolidayFeeds } from '../services/holiday-feeds.ts';
import type { Mail } from '../services/mail.ts';
import type { Media } from '../services/media.ts';
import { MODERATE_TASK, type ModerateJob } from '../services/moderate.ts';
import { PUSH_TASK } from '../services/notify.ts';
import type { Push, PushJob } from '../services/push.ts';
import { MAIL_TASK, readMail } from '../services/queue-mail.ts';
import { readWebhook, WEBHOOK_TASK } from '../services/queue-webhook.ts';
import { READ_AGAIN_TASK, type ReadAgainJob } from '../services/read-again.ts';
import { REREAD_TASK, type RereadJob } from '../services/reread.ts';
import { type ImportJob, runImport } from '../services/run-import.ts';
import type { WebhookJob } from '../services/send-webhook.ts';
import { MEDIA_TASK } from '../services/want-media.ts';

export type TaskNeeds = {
  delivering: Delivering;
  media: Pick<Media, 'fetch'>;
  holidayFeeds: Pick<HolidayFeeds, 'again'>;
  push: Pick<Push, 'send'>;
  rereading: Rereading;
  readAgain(job: ReadAgainJob, signal: AbortSignal): Promise<void>;
  webhooks: { send(job: WebhookJob, signal: AbortSignal): Promise<void> };
  mail: Mail;
};
export type Rereading = { reread(job: RereadJob, signal: AbortSignal): Promise<void> };

export function makeTasks(needs: TaskNeeds): TaskList {
  const { delivering, media, holidayFeeds, rereading, push, webhooks, mail } = needs;
  return {
    deliver: (payload, { abortSignal }) => deliver(delivering, readMessage(payload), abortSignal),
    [MEDIA_TASK]: (payload, { job, abortSignal }) =>
      media.fetch({ ...readMessage(payload), isLast: job.attempts >= job.max_attempts }, abortSignal),
    [MODERATE_TASK]: (payload, { abortSignal }) => carryOut(delivering, readModerate(payload), abortSignal ?? NEVER),
    [FEED_TASK]: (payload, { abortSignal }) => holidayFeeds.again(readFeed(payload), abortSignal ?? NEVER),
    [IMPORT_TASK]: (payload, { abortSignal }) => runImport(delivering, readImport(payload), abortSignal ?? NEVER),
    [PUSH_TASK]: (payload, { abortSignal }) => push.send(readPush(payload), abortSignal ?? NEVER),
    [WEBHOOK_TASK]: (payload, { abortSignal }) => webhooks.send(readWebhook(payload), abortSignal ?? NEVER),
    [MAIL_TASK]: payload => mail.send(readMail(payload)),
    [READ_AGAIN_TASK]: (payload, { abortSignal }) => needs.readAgain(readReadAgain(payload), abortSignal ?? NEVER),
    [REREAD_TASK]: (payload, { abortSignal }) => rereading.reread(readReread(payload), abortSignal ?? NEVER),
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

const NEVER = new AbortController().signal;

function readModerate(payload: unknown): ModerateJob {
  if (typeof payload === 'object' && payload !== null && 'brandId' in payload && 'moderationId' in payload) {
    const { brandId, moderationId } = payload;
    if (typeof brandId === 'number' && typeof moderationId === 'string') return { brandId, moderationId };
  }
  throw new TypeError(`this is nothing to moderate: ${JSON.stringify(payload)}`);
}

function readReread(payload: unknown): RereadJob {
  if (typeof payload === 'object' && payload !== null && 'brandId' in payload && 'rereadId' in payload) {
    const { brandId, rereadId } = payload;
    if (typeof brandId === 'number' && typeof rereadId === 'string') return { brandId, rereadId };
  }
  throw new TypeError(`this is nothing to read again: ${JSON.stringify(payload)}`);
}

function readReadAgain(payload: unknown): ReadAgainJob {
  if (typeof payload === 'object' && payload !== null && 'brandId' in payload && 'readAgainId' in payload) {
    const { brandId, readAgainId } = payload;
    if (typeof brandId === 'number' && typeof readAgainId === 'string') return { brandId, readAgainId };
  }
  throw new TypeError(`this is no history to read: ${JSON.stringify(payload)}`);
}

function readFeed(payload: unknown): FeedJob {
  if (typeof payload === 'object' && payload !== null && 'brandId' in payload && 'calendarId' in payload) {
    const { brandId, calendarId } = payload;
    if (typeof brandId === 'number' && typeof calendarId === 'string') return { brandId, calendarId };
  }
  throw new TypeError(`these are no holidays: ${JSON.stringify(payload)}`);
}

function readImport(payload: unknown): ImportJob {
  if (typeof payload === 'object' && payload !== null && 'brandId' in payload && 'importId' in payload) {
    const { brandId, importId } = payload;
    if (typeof brandId === 'number' && typeof importId === 'string') return { brandId, importId };
  }
  throw new TypeError(`this is no import: ${JSON.stringify(payload)}`);
}

function readPush(payload: unknown): PushJob {
  if (typeof payload === 'object' && payload !== null && 'brandId' in payload && 'notificationId' in payload) {
    const { brandId, notificationId } = payload;
    const again =
      'subscriptionId' in payload && 'attempt' in payload ? payload : { subscriptionId: null, attempt: null };
    if (typeof brandId === 'number' && typeof notificationId === 'string') {
      const { subscriptionId, attempt } = again;
      if (typeof subscriptionId !== 'string' || typeof attempt !== 'number') return { brandId, notificationId };
      return { brandId, notificationId, subscriptionId, attempt };
    }
  }
  throw new TypeError(`this is nothing to tell: ${JSON.stringify(payload)}`);
}
