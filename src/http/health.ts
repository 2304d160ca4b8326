/** `/healthz`: the process answers. `/readyz`: everything it needs does. Neither says more than a word to a stranger. */
import type { App } from './app.ts';

/** Resolves when well; throws or never ends otherwise. */
export type Check = { name: string; run: () => Promise<unknown> };
export type HealthNeeds = { checks: readonly Check[] };

const CHECK_TIMEOUT_MS = 2_000;

export function healthRoutes(app: App, { checks }: HealthNeeds): void {
  app.get('/healthz', () => Response.json({ alive: true }, { headers: { 'cache-control': 'no-store' } }));
  app.get('/readyz', async () => {
    const results = await Promise.all(checks.map(async check => [check.name, await isWell(check)] as const));
    const isReady = results.every(([, well]) => well);
    const body = { ready: isReady, checks: Object.fromEntries(results) };
    return Response.json(body, { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store' } });
  });
}

async function isWell(check: Check): Promise<boolean> {
  const signal = AbortSignal.timeout(CHECK_TIMEOUT_MS);
  const late = new Promise<boolean>(resolve => signal.addEventListener('abort', () => resolve(false)));
  const outcome = check.run().then(
    () => true,
    () => false,
  );
  return Promise.race([outcome, late]);
}
