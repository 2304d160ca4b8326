import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names =
  | 'listCrises'
  | 'declareCrisis'
  | 'openCrisis'
  | 'crisisPosts'
  | 'changeCrisis'
  | 'listHoldings'
  | 'previewHolding'
  | 'askHolding'
  | 'decideHolding'
  | 'stopHolding';

export function insightCrisisRoutes({ crisis }: Pick<Services, 'crisis'>): Routes<Names> {
  return {
    listCrises: ({ who }) => crisis.list(who),
    declareCrisis: ({ who, body: { name, words, since } }) =>
      crisis.declare(who, { name, words, ...(since === undefined ? {} : { since: new Date(since) }) }),
    openCrisis: ({ who, id }) => crisis.open(who, id),
    crisisPosts: ({ who, id, query }) => crisis.posts(who, id, query),
    changeCrisis: ({ who, id, body }) => crisis.change(who, id, body.deed, body.version),
    listHoldings: ({ who, id }) => crisis.holdings(who, id),
    previewHolding: ({ who, id, body }) => crisis.preview(who, id, wishOf(body)),
    askHolding: ({ who, id, body }) => crisis.ask(who, id, wishOf(body)),
    decideHolding: ({ who, id, body }) => crisis.decide(who, id, body),
    stopHolding: ({ who, id }) => crisis.stop(who, id),
  };
}

function wishOf<W extends { nextUpdate?: { at: string; said: string } }>({ nextUpdate, ...wish }: W) {
  return nextUpdate === undefined ? wish : { ...wish, nextUpdate: { ...nextUpdate, at: new Date(nextUpdate.at) } };
}
