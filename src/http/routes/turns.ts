import { listTurns, promiseToday } from '../../services/turns.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** The promise, told in figures and in the rows behind them. */
export function turnRoutes({ desk }: Pick<Services, 'desk'>): Routes<'listTurns' | 'promiseToday'> {
  return {
    listTurns: ({ who, query }) => listTurns(desk, who, withInstants(query)),
    promiseToday: ({ who }) => promiseToday(desk, who),
  };
}

/** Times arrive as text and go on as instants; one left out stays out. */
function withInstants<Query extends { since?: string; until?: string }>({ since, until, ...rest }: Query) {
  return {
    ...rest,
    ...(since === undefined ? {} : { since: new Date(since) }),
    ...(until === undefined ? {} : { until: new Date(until) }),
  };
}
