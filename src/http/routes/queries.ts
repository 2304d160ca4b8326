import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names = 'listQueries' | 'openQuery' | 'addQuery' | 'changeQuery' | 'removeQuery' | 'tryQuery';

export function queryRoutes({ queries, tryQuery }: Pick<Services, 'queries' | 'tryQuery'>): Routes<Names> {
  return {
    listQueries: async ({ who }) => ({ rows: await queries.list(who) }),
    openQuery: ({ who, id }) => queries.open(who, id),
    addQuery: ({ who, body }) => queries.add(who, body),
    changeQuery: ({ who, id, body }) => queries.change(who, id, body),
    async removeQuery({ who, id }) {
      await queries.remove(who, id);
      return {};
    },
    tryQuery: ({ who, body }) => tryQuery(who, body.text),
  };
}
