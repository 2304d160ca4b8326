/** Which of the account's events X brings: by X Activity, and by the older Account Activity where the app has only that. */
import { z } from 'zod';
import { NetworkFailure } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { ask, type Call, call, isFine } from './api.ts';
import type { XContext } from './credentials.ts';
import { failureOf, problemsIn } from './problem.ts';
import { markOf } from './rules.ts';
import { idSchema } from './schema.ts';

const ACTIVITY = '/2/activity/subscriptions';

export const EVENTS = [
  'post.create',
  'post.delete',
  'post.mention.create',
  'post.reply.create',
  'post.quote.create',
  'dm.received',
  'dm.sent',
  'dm.read',
] as const;

const subscriptionSchema = z.object({
  subscription_id: idSchema,
  event_type: z.string(),
  filter: z
    .object({ user_id: idSchema.nullish().catch(null) })
    .nullish()
    .catch(null),
  webhook_id: idSchema.nullish().catch(null),
});
export type Subscription = z.infer<typeof subscriptionSchema>;
const listSchema = z.object({
  data: z
    .array(z.unknown())
    .nullish()
    .transform(all =>
      (all ?? []).flatMap(one => {
        const read = readValue(one, subscriptionSchema);
        return read.ok ? [read.value] : [];
      }),
    ),
  meta: z
    .object({ next_token: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
});

const activityCall = { path: ACTIVITY, bucket: 'hooks', harmless: true } as const satisfies Omit<Call, 'as'>;

export type KeptEvents = { kind: 'stands' } | { kind: 'begun' } | { kind: 'refused'; why: string };

/** Has X bring all of them to this hook. */
export async function keepActivity(context: XContext, webhookId: string): Promise<KeptEvents> {
  const ours = (await standing(context)).filter(({ filter }) => filter?.user_id === context.account.remoteId);
  let begun = false;
  const refused: NetworkFailure[] = [];
  for (const event of EVENTS) {
    const here = ours.find(one => one.event_type === event);
    if (here?.webhook_id === webhookId) continue;
    const failure = await (here === undefined ? subscribe(context, event, webhookId) : move(context, here, webhookId));
    if (failure === null) begun = true;
    else refused.push(failure);
  }
  const [first] = refused;
  // Some events belong to dearer plans; what is not brought is asked for by the rounds.
  if (first !== undefined && refused.length < EVENTS.length)
    context.log('info', 'X does not bring every kind of event', {
      refused: refused.length,
      said: first.said ?? first.message,
    });
  if (first === undefined || refused.length < EVENTS.length) return { kind: begun ? 'begun' : 'stands' };
  return keepAccountActivity(context, webhookId, first);
}

/** All of the app's. */
export async function standing(context: XContext): Promise<Subscription[]> {
  const all: Subscription[] = [];
  let token: string | null = null;
  for (let page = 0; page < 20; page++) {
    const query: Record<string, string> = token === null ? {} : { pagination_token: token };
    const found = await call(context, { ...activityCall, as: 'app', query }, listSchema).catch(error => {
      if (error instanceof NetworkFailure && (error.next === 'refuse' || error.next === 'gone')) return null;
      throw error;
    });
    all.push(...(found?.data ?? []));
    token = found?.meta?.next_token ?? null;
    if (token === null) return all;
  }
  return all;
}

/** What is private is asked for by the account itself. */
async function subscribe(context: XContext, event: string, webhookId: string): Promise<NetworkFailure | null> {
  const json = {
    event_type: event,
    filter: { user_id: context.account.remoteId },
    tag: markOf(context),
    webhook_id: webhookId,
  };
  return refusalOf(context, { ...activityCall, as: 'account', method: 'POST', json });
}

async function move(context: XContext, one: Subscription, webhookId: string): Promise<NetworkFailure | null> {
  const json = { tag: markOf(context), webhook_id: webhookId };
  return refusalOf(context, {
    ...activityCall,
    as: 'app',
    path: `${ACTIVITY}/${one.subscription_id}`,
    method: 'PUT',
    json,
  });
}

/** Null: it is so. Throws what may pass. */
async function refusalOf(context: XContext, what: Call): Promise<NetworkFailure | null> {
  const answer = await ask(context, what);
  if (
    isFine(answer) ||
    problemsIn(answer.json()).some(({ title, detail, reason }) =>
      /duplicate|already/i.test(`${title} ${detail} ${reason}`),
    )
  )
    return null;
  const failure = failureOf(answer, true, context.now(), true);
  if (failure.next === 'retry' || failure.next === 'reauthorise') throw failure;
  return failure;
}

/** The older way: one subscription for everything. */
async function keepAccountActivity(context: XContext, webhookId: string, before: NetworkFailure): Promise<KeptEvents> {
  const path = `/2/account_activity/webhooks/${webhookId}/subscriptions/all`;
  const seen = await ask(context, { ...activityCall, as: 'account', path });
  if (isFine(seen) && isSubscribed(seen.json())) return { kind: 'stands' };
  const failure = await refusalOf(context, { ...activityCall, as: 'account', path, method: 'POST', json: {} });
  if (failure === null) return { kind: 'begun' };
  const said = before.said ?? before.message;
  return { kind: 'refused', why: `X does not call about this account: “${said}” It is asked every minute instead.` };
}

function isSubscribed(value: unknown): boolean {
  const read = readValue(value, z.object({ data: z.object({ subscribed: z.boolean() }) }));
  return read.ok && read.value.data.subscribed;
}

/** Those of this account. */
export async function stopActivity(context: XContext): Promise<void> {
  const ours = (await standing(context)).filter(({ filter }) => filter?.user_id === context.account.remoteId);
  for (const { subscription_id: id } of ours) {
    const answer = await ask(context, { ...activityCall, as: 'app', path: `${ACTIVITY}/${id}`, method: 'DELETE' });
    const failure = isFine(answer) ? null : failureOf(answer, true, context.now(), true);
    if (failure !== null && failure.next !== 'gone') throw failure;
  }
}
