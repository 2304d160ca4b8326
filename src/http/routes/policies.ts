import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names =
  | 'listPolicies'
  | 'addPolicy'
  | 'changePolicy'
  | 'removePolicy'
  | 'orderPolicies'
  | 'explainPolicy'
  | 'tryPolicies';

export function policyRoutes({ policies, tryPolicies }: Pick<Services, 'policies' | 'tryPolicies'>): Routes<Names> {
  return {
    listPolicies: async ({ who }) => ({ rows: await policies.list(who) }),
    addPolicy: ({ who, body: { first, ...wish } }) => policies.add(who, wish, first),
    changePolicy: ({ who, id, body }) => policies.change(who, id, body),
    removePolicy: ({ who, id }) => policies.remove(who, id),
    orderPolicies: ({ who, body }) => policies.order(who, body.ids),
    tryPolicies: ({ who, body }) => tryPolicies(who, body.policies),
    explainPolicy: async ({ who, id }) => ({ rows: await policies.explain(who, id) }),
  };
}
