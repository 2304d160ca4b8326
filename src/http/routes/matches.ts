import type { Routes } from '../endpoint.ts';
import { jsonLines } from '../json-lines.ts';
import type { Services } from '../services.ts';

type Names = 'listMatches' | 'markMatch' | 'takeMatch' | 'countUnanswered' | 'takeUnanswered' | 'discover';

export function matchRoutes({ matches, discover }: Pick<Services, 'matches' | 'discover'>): Routes<Names> {
  return {
    listMatches: ({ who, query }) => matches.list(who, query),
    markMatch: async ({ who, id, body }) => ({ match: await matches.mark(who, id, body.mark) }),
    takeMatch: ({ who, id }) => matches.take(who, id),
    countUnanswered: ({ who }) => matches.unanswered(who),
    takeUnanswered: ({ who }) => matches.takeUnanswered(who),
    discover: ({ who, body, signal }) => jsonLines(discover(who, body.text, signal)),
  };
}
