import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Call, Routes } from '../endpoint.ts';
import { openStream } from '../live.ts';
import type { Services } from '../services.ts';

/** The event log: a page of it, and as it grows. */
export function eventRoutes({ live }: Pick<Services, 'live'>): Routes<'listEvents' | 'live'> {
  return {
    async listEvents({ who, query }) {
      const { lines, next } = await live.list(who, query.after, query.limit);
      return { rows: lines.map(line => JSON.parse(line)), next };
    },
    async live({ who, key, query, headers, outgoing }: Call<'live'>) {
      const resumed = Number(headers.get('last-event-id') ?? Number.NaN);
      const after = Number.isSafeInteger(resumed) && resumed >= 0 ? resumed : (query.after ?? null);
      if (outgoing === undefined) throw new TypeError('a stream needs the Node server');
      await openStream(outgoing, sink => live.join(who, key, after, sink));
      return RESPONSE_ALREADY_SENT;
    },
  };
}
