import { listChoices } from '../../services/reports/choices.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

export function insightTurnRoutes({ desk }: Pick<Services, 'desk'>): Routes<'listInsightChoices'> {
  return {
    listInsightChoices: ({ who, query }) => listChoices(desk, who, query),
  };
}
