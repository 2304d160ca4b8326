/** Whether X calls us: its webhook stands, has passed its check, and brings the account's events; what it does not, it is asked for again. */
import { z } from 'zod';
import { type CallPlace, NetworkFailure } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { ask, type Call, call, isFine } from './api.ts';
import { hasApp, listensOnly, signingSecrets, type XContext } from './credentials.ts';
import { failureOf, problemsIn } from './problem.ts';
import { idSchema } from './schema.ts';
import { keepActivity, standing, stopActivity } from './subscriptions.ts';

/** A hook that X has switched off is noticed within this time. */
export const WATCH_SECONDS = 300;

const HOOKS = '/2/webhooks';
const hookSchema = z.object({ id: idSchema, url: z.string(), valid: z.boolean().optional().default(true) });
export type XHook = z.infer<typeof hookSchema>;
const hooksSchema = z.object({
  data: z
    .array(z.unknown())
    .nullish()
    .transform(all =>
      (all ?? []).flatMap(one => {
        const read = readValue(one, hookSchema);
        return read.ok ? [read.value] : [];
      }),
    ),
});

type Kept = { kind: 'stands' } | { kind: 'begun'; why: string } | { kind: 'byHand'; why: string };

export async function keep(context: XContext): Promise<Kept> {
  const hindered = hindranceOf(context);
  if (hindered !== null) return { kind: 'byHand', why: hindered };
  const place = context.callAt as CallPlace;
  const hook = await hookFor(context, place);
  if ('why' in hook) return { kind: 'byHand', why: hook.why };
  const state = hook.isNew ? 'new' : await revived(context, hook);
  if (state === 'lost' && hook.url === place.url) return { kind: 'byHand', why: unreachable(place) };
  if (state === 'lost') {
    // It led to a channel that is no more.
    await call(context, { ...hooksCall, path: `${HOOKS}/${hook.id}`, method: 'DELETE' }, z.unknown());
    return keep(context);
  }
  const events = await keepActivity(context, hook.id);
  if (events.kind === 'refused') return { kind: 'byHand', why: events.why };
  // What it did not deliver while it was off; a new one has missed nothing yet.
  if (state === 'revived') await replay(context, hook.id);
  if (state !== 'stood') return { kind: 'begun', why: BEGUN[state] };
  return events.kind === 'begun'
    ? { kind: 'begun', why: 'X now tells what concerns the account.' }
    : { kind: 'stands' };
}

const BEGUN = {
  new: 'X now calls this address.',
  revived: 'X had stopped calling, and was asked to begin again.',
};

function unreachable({ url }: CallPlace): string {
  return `X could not reach ${url}, or did not get the answer it wanted.`;
}

/** Our subscriptions, and the hook where nobody else's hang on it. */
export async function end(context: XContext): Promise<void> {
  if (!hasApp(context.credentials) || listensOnly(context.credentials)) return;
  const hooks = await listHooks(context);
  await stopActivity(context);
  const ours = hooks.find(({ url }) => url === context.callAt?.url);
  if (ours === undefined || (await standing(context)).some(({ webhook_id: id }) => id === ours.id)) return;
  await call(context, { ...hooksCall, path: `${HOOKS}/${ours.id}`, method: 'DELETE' }, z.unknown());
}

const hooksCall = { path: HOOKS, as: 'app', bucket: 'hooks', harmless: true } as const satisfies Call;

function hindranceOf({ callAt, credentials }: XContext): string | null {
  if (listensOnly(credentials)) return 'Without an account there is nothing X would call about.';
  if (callAt === null) return 'Nobody outside can reach this desk, so X is asked every minute instead.';
  const { protocol, port } = new URL(callAt.url);
  if (protocol !== 'https:') return 'X calls only addresses that begin with https; it is asked every minute instead.';
  if (port !== '') return 'X calls no address with a port in it; it is asked every minute instead.';
  if (!hasApp(credentials) || signingSecrets(credentials).length === 0)
    return 'Fill in the API key and its secret, and X calls as soon as something is said. Until then it is asked every minute.';
  return null;
}

type Found = (XHook & { isNew: boolean }) | { why: string };

/** The one that calls here; else a new one; else one of this installation, which hands on what concerns its other channels. */
async function hookFor(context: XContext, place: CallPlace): Promise<Found> {
  const hooks = await listHooks(context);
  const ours = hooks.find(({ url }) => url === place.url);
  if (ours !== undefined) return { ...ours, isNew: false };
  const { origin } = new URL(place.url);
  const neighbour = hooks.find(({ url }) => URL.parse(url)?.origin === origin);
  if (neighbour !== undefined) return { ...neighbour, isNew: false };
  const answer = await ask(context, { ...hooksCall, method: 'POST', json: { url: place.url } });
  const problems = problemsIn(answer.json());
  const said = (name: string) =>
    problems.some(({ title, detail, message, reason }) => `${title} ${detail} ${message} ${reason}`.includes(name));
  if (isFine(answer)) {
    const made = readValue((answer.json() as { data?: unknown } | null)?.data ?? answer.json(), hookSchema);
    if (made.ok) return { ...made.value, isNew: true };
  }
  if (said('WebhookLimitExceeded'))
    return { why: `The app may have no further webhook at X; it has ${hooks.map(({ url }) => url).join(', ')}.` };
  const failure = failureOf(answer, true, context.now(), true);
  if (said('CrcValidationFailed') || said('UrlValidationFailed')) return { why: unreachable(place) };
  if (failure.next === 'refuse') return { why: failure.said ?? failure.message };
  throw failure;
}

async function listHooks(context: XContext): Promise<XHook[]> {
  return (await call(context, hooksCall, hooksSchema)).data;
}

/** Has X check again one it has given up. `lost`: it fails the check. */
async function revived(context: XContext, hook: XHook): Promise<'stood' | 'revived' | 'lost'> {
  if (hook.valid) return 'stood';
  const answer = await ask(context, { ...hooksCall, path: `${HOOKS}/${hook.id}`, method: 'PUT' });
  if (isFine(answer)) return 'revived';
  const failure = failureOf(answer, true, context.now(), true);
  if (failure.next === 'refuse' || failure.next === 'gone') return 'lost';
  throw failure;
}

/** X plays back a day, up to the last ten minutes; those are read by the rounds. */
const REPLAY_HOURS = 23;
const REPLAY_UP_TO_MS = 11 * 60_000;
const HOUR_MS = 3_600_000;

async function replay(context: XContext, webhookId: string): Promise<void> {
  const now = context.now().getTime();
  const json = {
    webhook_id: webhookId,
    from_date: minuteOf(new Date(now - REPLAY_HOURS * HOUR_MS)),
    to_date: minuteOf(new Date(now - REPLAY_UP_TO_MS)),
  };
  try {
    await call(context, { ...hooksCall, path: `${HOOKS}/replay`, method: 'POST', json }, z.unknown());
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next === 'reauthorise') throw error;
    // The back-fill reads the same from the lists.
    context.log('info', 'X does not play back what it did not deliver', { said: error.said ?? error.message });
  }
}

/** `202611221530`, UTC. */
export function minuteOf(at: Date): string {
  return at.toISOString().replace(/\D/g, '').slice(0, 12);
}
