/** The whole of HTTP: the contract's endpoints, the hooks networks call, health, figures, other pages, the desk. */
import { type Context, Hono } from 'hono';
import { api } from '../contract/api.ts';
import { API_ROOT, type EndpointName, paths } from '../contract/paths.ts';
import type { Log } from '../log.ts';
import { type Bindings, callerOf } from './caller.ts';
import { connectPages } from './connect-pages.ts';
import { type Handler, type Handlers, readInput, writeAnswer } from './endpoint.ts';
import { erasurePages } from './erasure-pages.ts';
import { exportAnswer, readExport } from './export.ts';
import { admit, pathId, refuseForeignHosts, refuseForeignPages } from './guard.ts';
import { securityHeaders } from './headers.ts';
import { type HealthNeeds, healthRoutes } from './health.ts';
import { hookRoutes } from './hooks.ts';
import { type Metrics, metricsRoutes } from './metrics.ts';
import { type Mount, serveMounts } from './mounts.ts';
import { openApiRoutes } from './openapi.ts';
import { problemResponse, WireProblem } from './problem.ts';
import { allRoutes } from './routes/all.ts';
import type { Services } from './services.ts';
import { sharedPages } from './shared-pages.ts';
import { serveDesk } from './static.ts';
import { surveyPages } from './survey-pages.ts';

export type AppNeeds = {
  services: Services;
  log: Log;
  /** Where people reach the desk, without a slash at the end. */
  publicUrl: string;
  /** Where networks reach it; the same where it is left out. */
  hooksUrl?: string;
  /** The names this Heed answers to; null: any (`hostsFor`). */
  hosts: ReadonlySet<string> | null;
  metrics: Metrics;
  /** The database's connections now. */
  pool: () => { total: number; idle: number; waiting: number };
  health: HealthNeeds;
  /** Pages of others, such as the rehearsal's square. */
  mounts: readonly Mount[];
  /** Where the built desk lies; null: without one. */
  deskFolder: string | null;
  version: string;
  /** For tests; `REQUEST_TIMEOUT_MS` otherwise. */
  requestTimeoutMs?: number;
};

type Env = { Bindings: Bindings };
export type App = Hono<Env>;

/** The longest a request may take; streams are exempt once they have begun. */
export const REQUEST_TIMEOUT_MS = 30_000;

export function makeApp(needs: AppNeeds): App {
  const app: App = new Hono<Env>();
  const always = securityHeaders(needs.publicUrl);
  app.use(async (context, next) => {
    refuseForeignHosts(context.req.raw, needs.hosts);
    await next();
    // A stream has sent its headers long ago.
    if (context.res.headers.has('x-hono-already-sent')) return;
    for (const [name, value] of always) if (!context.res.headers.has(name)) context.header(name, value);
  });
  app.onError((error, context) => {
    const response = problemResponse(error, needs.log, { method: context.req.method, path: context.req.path });
    for (const [name, value] of always) response.headers.set(name, value);
    return response;
  });
  addEndpoints(app, needs, allRoutes(needs));
  openApiRoutes(app, needs.version);
  app.all('/api/*', context => {
    throw new WireProblem('not_found', `There is no ${context.req.method} ${context.req.path}. See /api/openapi.json.`);
  });
  hookRoutes(app, needs);
  erasurePages(app, needs);
  connectPages(app, needs);
  sharedPages(app, needs);
  surveyPages(app, needs);
  healthRoutes(app, needs.health);
  metricsRoutes(app, needs);
  serveMounts(app, needs.mounts);
  serveDesk(app, needs.deskFolder);
  return app;
}

function addEndpoints(app: App, needs: AppNeeds, handlers: Handlers): void {
  const methodsOf = new Map<string, string[]>();
  for (const name of Object.keys(paths) as EndpointName[]) {
    const { method, path } = paths[name];
    const route = `${API_ROOT}${path}`.replaceAll(/\{(\w+)\}/g, ':$1');
    methodsOf.set(route, [...(methodsOf.get(route) ?? []), method]);
    app.on(method, route, context => answer(name, handlers[name] as Handler<EndpointName>, context, needs));
  }
  for (const [route, methods] of methodsOf) {
    app.all(route, () => {
      const allow = methods.join(', ');
      throw new WireProblem('method_not_allowed', `This answers to ${allow}.`, { headers: { allow } });
    });
  }
}

async function answer(
  name: EndpointName,
  handler: Handler<EndpointName>,
  context: Context<Env>,
  needs: AppNeeds,
): Promise<Response> {
  const endTimer = needs.metrics.begin(name);
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), needs.requestTimeoutMs ?? REQUEST_TIMEOUT_MS);
  const working = perform(name, handler, context, needs, deadline.signal);
  let response: Response;
  try {
    response = await Promise.race([working, lateness(deadline.signal)]);
  } catch (error) {
    response = problemResponse(error, needs.log, { endpoint: name });
    if (deadline.signal.aborted) {
      working.catch(err => needs.log.warn({ err, endpoint: name }, 'A request that was given up failed afterwards'));
    }
  }
  clearTimeout(timer);
  endTimer(response.status);
  return response;
}

async function perform(
  name: EndpointName,
  handler: Handler<EndpointName>,
  context: Context<Env>,
  needs: AppNeeds,
  deadline: AbortSignal,
): Promise<Response> {
  const request = context.req.raw;
  refuseForeignPages(request, needs.publicUrl);
  const { signedIn, who } = await admit(name, request.headers, context.req.param('brand'), needs.services);
  const wanted = readExport(name, request);
  const { query, body } = await readInput(name, request);
  const setCookies = [...(signedIn?.setCookies ?? [])];
  // The types of one endpoint's call are checked where its handler is written; here all of them pass through one door.
  const call = {
    caller: callerOf(request, context.env),
    headers: request.headers,
    signal: AbortSignal.any([request.signal, deadline]),
    setCookies,
    outgoing: context.env?.outgoing,
    query,
    body,
    id: pathId(context.req.param('id')),
    self: signedIn && { agentId: signedIn.agentId },
    key: signedIn?.key,
    who: who ?? undefined,
  } as unknown as Parameters<typeof handler>[0];
  const given = await handler(call);
  const again = async (more: Record<string, unknown>) =>
    handler({ ...call, query: { ...(query ?? {}), ...more } } as unknown as typeof call);
  const response = wanted
    ? exportAnswer(name, wanted, given, again, context.req.param('brand'))
    : writeAnswer(name, given);
  if (api[name].output === 'stream') return response;
  for (const cookie of setCookies) response.headers.append('set-cookie', cookie);
  return response;
}

function lateness(deadline: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    deadline.addEventListener('abort', () => {
      reject(new WireProblem('took_too_long', 'This took too long, so the answer was given up. Try again.'));
    });
  });
}
