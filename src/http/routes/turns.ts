import { listTurns, promiseToday } from '../../services/turns.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** The promise, told in figures and in the rows behind them. */
export function turnRoutes({ desk }: Pick<Services, 'desk'>): Routes<'listTurns' | 'promiseToday'> {
  return {
    listTurns: ({ who, query }) => listTurns(desk, who, query),
    promiseToday: ({ who }) => promiseToday(desk, who),
  };
}
