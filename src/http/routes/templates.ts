import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

export function templateRoutes({ templates }: Pick<Services, 'templates'>): Routes<'listTemplates'> {
  return {
    listTemplates: async ({ who, id, query }) => {
      const { rows, askedAt } = await templates.list(who, id, query.refresh);
      return { rows, askedAt: askedAt.toISOString() };
    },
  };
}
