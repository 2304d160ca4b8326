/** Where networks call us. The bytes are stored before we say yes; reading them comes after. */
import type { App } from './app.ts';
import { readBytes } from './body.ts';
import type { Services } from './services.ts';

/** No network we know sends more in one call. */
export const HOOK_BODY_BYTES = 4 * 1024 * 1024;

export function hookRoutes(app: App, { receive }: Pick<Services, 'receive'>): void {
  app.on(['GET', 'POST'], '/hooks/:channelId', async context => {
    const request = context.req.raw;
    const bytes = await readBytes(request, HOOK_BODY_BYTES);
    const { method, headers } = request;
    const answer = await receive(context.req.param('channelId'), { method, url: new URL(request.url), headers, bytes });
    return new Response(answer.body, {
      status: answer.status,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
  });
}
