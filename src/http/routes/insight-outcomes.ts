import { listOutcomeRows, readOutcomes } from '../../services/reports/outcomes.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** What became of answers, and the turns behind it. */
export function insightOutcomeRoutes({ desk }: Pick<Services, 'desk'>): Routes<'readOutcomes' | 'listOutcomeRows'> {
  return {
    readOutcomes: ({ who, query }) => readOutcomes(desk, who, query),
    listOutcomeRows: ({ who, query }) => listOutcomeRows(desk, who, query),
  };
}
