import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

export function matchRoutes({ matches }: Pick<Services, 'matches'>): Routes<'listMatches' | 'markMatch' | 'takeMatch'> {
  return {
    listMatches: ({ who, query }) => matches.list(who, query),
    markMatch: async ({ who, id, body }) => ({ match: await matches.mark(who, id, body.mark) }),
    takeMatch: ({ who, id }) => matches.take(who, id),
  };
}
