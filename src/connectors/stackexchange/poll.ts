/** One list after the other, each from where it was read to; then a pause as long as the day's allowance asks for. */
import type { Page } from '../connector.ts';
import { pageOf } from '../kit/public-post.ts';
import type { StackContext } from './credentials.ts';
import type { Wrapper } from './schema.ts';
import { type State, stateFrom } from './state.ts';
import { stepsOf } from './steps.ts';
import { secondsAt, take } from './take.ts';

/** How often it is looked whether the pause is over. */
export const POLL_SECONDS = 20;
/** The same question must not be asked more than once a minute. */
export const ROUND_SECONDS = 60;
/** Requests of a day that are left alone, for connecting and for whoever else is behind this address. */
export const RESERVE = 20;
export const QUOTA = { withKey: 10_000, without: 300 };
const DAY_SECONDS = 86_400;

export async function pollPage(context: StackContext, after: string | null): Promise<Page> {
  const now = context.now();
  const before = stateFrom(after, now);
  if (now.getTime() < before.waitUntil) return { heard: [], cursor: JSON.stringify(before), more: false };
  const steps = stepsOf(context.credentials, before, now);
  const at = steps.findIndex((step, i) => step !== null && i >= before.step);
  const step = steps[at];
  if (!step) return { heard: [], cursor: JSON.stringify(rested(before, null, context)), more: false };
  const { answer, heard, state } = await take(context, step, before);
  const next = { ...state, step: nextStep(at, step.name, answer, state), spent: before.spent + 1 };
  // The steps to come are looked at anew: what this one found may be what the next one asks about.
  const isOver = !stepsOf(context.credentials, next, now).some((one, i) => one !== null && i >= next.step);
  const last = isOver ? rested(next, answer, context) : { ...next, waitUntil: pauseAfter(answer, context) };
  return pageOf(heard, JSON.stringify(last), !isOver && last.waitUntil <= now.getTime());
}

/** What is more than one request can name is asked for by further ones. */
function nextStep(at: number, name: string, { has_more }: Wrapper, { found, fresh }: State): number {
  if (has_more || (name === 'found' && found.length > 0)) return at;
  return name === 'fresh comments' && fresh.length > 0 ? at - 1 : at + 1;
}

/** The round is over: the pause spreads what is left of the day's allowance over what is left of the day. */
function rested(state: State, answer: Wrapper | null, context: StackContext): State {
  const now = secondsAt(context);
  const left = answer?.quota_remaining ?? (context.credentials.key ? QUOTA.withKey : QUOTA.without);
  const untilMidnight = DAY_SECONDS - (now % DAY_SECONDS);
  const rounds = Math.max(left - RESERVE, 0) / Math.max(state.spent, 1);
  const pause = rounds < 1 ? untilMidnight : Math.max(Math.ceil(untilMidnight / rounds), ROUND_SECONDS);
  return { ...state, step: 0, spent: 0, waitUntil: (now + Math.max(pause, answer?.backoff ?? 0)) * 1000 };
}

/** Within a round: as long as the network asks for, or until midnight when nothing is left for today. */
function pauseAfter({ backoff = 0, quota_remaining }: Wrapper, context: StackContext): number {
  const now = secondsAt(context);
  if (quota_remaining !== undefined && quota_remaining <= 1) return (now + DAY_SECONDS - (now % DAY_SECONDS)) * 1000;
  return backoff > 0 ? (now + backoff) * 1000 : 0;
}
