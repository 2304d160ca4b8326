import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

export function costsRoutes({ costs }: Pick<Services, 'costs'>): Routes<'openCost' | 'listSpend' | 'setBudget'> {
  return {
    openCost: async ({ who, id }) => ({ cost: await costs.open(who, id) }),
    listSpend: async ({ who, id, query }) => ({ rows: await costs.list(who, id, query) }),
    setBudget: async ({ who, id, body }) => ({ cost: await costs.setBudget(who, id, body) }),
  };
}
