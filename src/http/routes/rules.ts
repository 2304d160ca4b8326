import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names = 'listRules' | 'addRule' | 'tryRule' | 'orderRules' | 'changeRule' | 'removeRule';

export function ruleRoutes({ rules }: Pick<Services, 'rules'>): Routes<Names> {
  return {
    listRules: async ({ who }) => ({
      rows: (await rules.list(who)).map(row => ({ ...row, updatedAt: row.updatedAt.toISOString() })),
    }),
    addRule: ({ who, body }) => rules.add(who, body),
    tryRule: ({ who, body }) => rules.try(who, body),
    orderRules: async ({ who, body }) => {
      await rules.order(who, body.ids);
      return {};
    },
    changeRule: async ({ who, id, body }) => {
      await rules.change(who, id, body);
      return {};
    },
    removeRule: async ({ who, id }) => {
      await rules.remove(who, id);
      return {};
    },
  };
}
