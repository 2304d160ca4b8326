import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

export function queryRoutes({
  queries,
}: Pick<Services, 'queries'>): Routes<'listQueries' | 'addQuery' | 'removeQuery'> {
  return {
    listQueries: async ({ who }) => ({ rows: await queries.list(who) }),
    addQuery: ({ who, body }) => queries.add(who, body.text),
    async removeQuery({ who, id }) {
      await queries.remove(who, id);
      return {};
    },
  };
}
