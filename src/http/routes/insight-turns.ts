import { listChoices } from '../../services/reports/choices.ts';
import { listTurnsBehind } from '../../services/reports/turn-rows.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

export function insightTurnRoutes({ desk }: Pick<Services, 'desk'>): Routes<'listInsightChoices' | 'listInsightRows'> {
  return {
    listInsightRows: ({ who, query }) => listTurnsBehind(desk, who, query),
    listInsightChoices: ({ who, query }) => listChoices(desk, who, query),
  };
}
