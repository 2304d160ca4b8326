import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names =
  | 'listWebhooks'
  | 'addWebhook'
  | 'changeWebhook'
  | 'removeWebhook'
  | 'testWebhook'
  | 'listDeliveries'
  | 'retryDelivery';

export function webhookRoutes({ webhooks, canMail }: Pick<Services, 'webhooks' | 'canMail'>): Routes<Names> {
  return {
    listWebhooks: async ({ who }) => ({
      rows: (await webhooks.list(who)).map(row => ({
        ...row,
        failingSince: row.failingSince?.toISOString() ?? null,
        createdAt: row.createdAt.toISOString(),
      })),
      mail: canMail,
    }),
    addWebhook: ({ who, body }) => webhooks.add(who, body),
    changeWebhook: async ({ who, id, body }) => {
      await webhooks.change(who, id, body);
      return {};
    },
    removeWebhook: async ({ who, id }) => {
      await webhooks.remove(who, id);
      return {};
    },
    testWebhook: ({ who, id, signal }) => webhooks.test(who, id, signal),
    listDeliveries: async ({ who, id }) => ({
      rows: (await webhooks.deliveries(who, id)).map(({ webhookId: _, doneAt: __, ...row }) => ({
        ...row,
        at: row.at.toISOString(),
        nextAt: row.nextAt?.toISOString() ?? null,
      })),
    }),
    retryDelivery: async ({ who, id }) => {
      await webhooks.retry(who, id);
      return {};
    },
  };
}
