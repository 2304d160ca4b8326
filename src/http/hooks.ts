/** Where networks call us: `/hooks/{brand}/{channel}`. The bytes are stored before we say yes; reading them comes after. */
import { HOOK_BODY_LIMIT } from '../core/raw.ts';
import type { App, AppNeeds } from './app.ts';
import { readBytes } from './body.ts';

/** No network we know sends more in one call. */
export const HOOK_BODY_BYTES = HOOK_BODY_LIMIT;

export function hookRoutes(app: App, { services, log }: Pick<AppNeeds, 'services' | 'log'>): void {
  app.on(['GET', 'POST'], '/hooks/:brandId{[0-9]{1,9}}/:channelId', async context => {
    const request = context.req.raw;
    const place = { brandId: Number(context.req.param('brandId')), channelId: context.req.param('channelId') };
    const bytes = await readBytes(request, HOOK_BODY_BYTES);
    const { method, headers } = request;
    const call = { method, url: new URL(request.url), headers, bytes, now: services.desk.now() };
    const answer = await services.receive.receive(place, call);
    // Kept raw already: what fails now is read again later.
    answer.read.catch(err =>
      log.error({ err, channelId: place.channelId }, 'A hook was kept and could not be read yet'),
    );
    return new Response(answer.body, {
      status: answer.status,
      headers: { 'content-type': typeOf(answer.body), 'cache-control': 'no-store' },
    });
  });
}

/** Handshakes are plain words, or JSON where the network asks for an object. Never a page. */
function typeOf(body: string): string {
  return body.startsWith('{') ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8';
}
