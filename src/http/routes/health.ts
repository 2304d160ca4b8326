import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names =
  | 'listTroubles'
  | 'openHealth'
  | 'callNormal'
  | 'redialChannel'
  | 'listFailed'
  | 'openFailed'
  | 'replayFailed'
  | 'rereadChannel';

export function healthOfChannelRoutes({ health, letters }: Pick<Services, 'health' | 'letters'>): Routes<Names> {
  return {
    listTroubles: async ({ who }) => ({ rows: await health.troubles(who) }),
    openHealth: async ({ who, id }) => ({ health: await health.open(who, id) }),
    async callNormal({ who, id }) {
      await health.callNormal(who, id);
      return {};
    },
    async redialChannel({ who, id }) {
      await health.redial(who, id);
      return {};
    },
    listFailed: ({ who, id, query }) => letters.list(who, id, query),
    openFailed: async ({ who, id }) => ({ letter: await letters.open(who, id) }),
    replayFailed: ({ who, id, body }) => letters.replay(who, id, body),
    rereadChannel: ({ who, id, body }) => letters.rereadAll(who, id, body),
  };
}
