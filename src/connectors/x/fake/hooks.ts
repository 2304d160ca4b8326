/** Webhooks and what they are subscribed to. An address is believed only once it has signed what it was asked to sign. */
import { createHmac, randomBytes } from 'node:crypto';
import { type Ask, jsonOf, mustBe, Refusal, type Server, type Subscription } from './ask.ts';

export async function answerHooks(server: Server, ask: Ask): Promise<Response | null> {
  const { line } = ask;
  if (line.includes(' /2/activity/')) return subscribed(server, ask);
  if (line.includes(' /2/account_activity/')) return older(server, ask);
  if (!line.includes(' /2/webhooks')) return null;
  mustBe(ask, 'app');
  const { hooks } = server;
  if (line === 'GET /2/webhooks') return Response.json({ data: hooks.all, meta: { result_count: hooks.all.length } });
  if (line === 'POST /2/webhooks/replay') {
    const job = await jsonOf(ask.request);
    hooks.replays.push(job);
    return Response.json({ data: { job_id: server.town.nextId(), created_at: server.now().toISOString() } });
  }
  if (line === 'POST /2/webhooks') return begun(server, String((await jsonOf(ask.request))['url'] ?? ''));
  const hook = hooks.all.find(({ id }) => line.endsWith(`/2/webhooks/${id}`));
  if (hook === undefined) throw failed('WebhookIdInvalid');
  if (line.startsWith('DELETE')) {
    hooks.all = hooks.all.filter(one => one !== hook);
    return Response.json({ data: { deleted: true } });
  }
  hook.valid = await isAnswered(server, hook.url);
  if (!hook.valid) throw failed('CrcValidationFailed');
  return Response.json({ data: { valid: true } });
}

async function begun(server: Server, url: string): Promise<Response> {
  const { hooks, habits } = server;
  if (!url.startsWith('https:') || new URL(url).port !== '') throw failed('UrlValidationFailed');
  if (hooks.all.some(hook => hook.url === url)) throw failed('DuplicateUrlFailed');
  if (hooks.all.length >= habits.hooks) throw failed('WebhookLimitExceeded');
  if (!(await isAnswered(server, url))) throw failed('CrcValidationFailed');
  const hook = { id: server.town.nextId(), url, valid: true, created_at: server.now().toISOString() };
  hooks.all.push(hook);
  return Response.json({ data: hook });
}

function failed(reason: string): Refusal {
  return new Refusal(400, 'invalid-request', 'Invalid Request', reason, { errors: [{ message: reason }] });
}

async function isAnswered({ hooks, keys }: Server, url: string): Promise<boolean> {
  const token = randomBytes(24).toString('base64url');
  const right = createHmac('sha256', keys.apiSecret).update(token).digest('base64');
  const answer = await hooks.asks(`${url}?crc_token=${token}`).catch(() => '');
  return answer.includes(`"sha256=${right}"`);
}

async function subscribed(server: Server, ask: Ask): Promise<Response> {
  const { line, request } = ask;
  const { hooks, habits } = server;
  if (line.startsWith('GET'))
    return Response.json({ data: hooks.subscriptions, meta: { total_subscriptions: hooks.subscriptions.length } });
  if (!habits.activity)
    throw new Refusal(403, 'client-forbidden', 'Client Forbidden', 'Your client app is not enrolled.', {
      reason: 'client-not-enrolled',
    });
  const known = hooks.subscriptions.find(({ subscription_id: id }) => line.endsWith(`/${id}`));
  if (line.startsWith('DELETE')) {
    mustBe(ask, 'app');
    hooks.subscriptions = hooks.subscriptions.filter(one => one !== known);
    return Response.json({ data: { deleted: true } });
  }
  const body = (await jsonOf(request)) as Omit<Subscription, 'subscription_id'>;
  if (line.startsWith('PUT')) {
    mustBe(ask, 'app');
    if (known === undefined) throw new Refusal(404, 'resource-not-found', 'Not Found', 'No such subscription.');
    Object.assign(known, body);
    return Response.json({ data: { subscription: known } });
  }
  if (!body.event_type.startsWith('post.create')) mustBe(ask, 'account');
  const one = { subscription_id: server.town.nextId(), ...body };
  hooks.subscriptions.push(one);
  return Response.json({ data: { subscription: one } });
}

function older({ hooks }: Server, ask: Ask): Response {
  mustBe(ask, 'account');
  const [, id = ''] = /webhooks\/(\d+)\//.exec(ask.line) ?? [];
  if (ask.line.startsWith('POST')) hooks.older.add(id);
  return Response.json({ data: { subscribed: hooks.older.has(id) } });
}
