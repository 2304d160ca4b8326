import { listNotifications, seeNotification, seeNotifications } from '../../services/notifications.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** What I am told of. */
export function notificationRoutes({
  desk,
}: Pick<Services, 'desk'>): Routes<'listNotifications' | 'seeNotifications' | 'seeNotification'> {
  return {
    listNotifications: ({ who, query }) => listNotifications(desk, who, query),
    seeNotifications: async ({ who, body: { until, conversationId } }) => ({
      seen: await seeNotifications(desk, who, {
        until: until === undefined ? undefined : new Date(until),
        conversationId,
      }),
    }),
    async seeNotification({ who, id }) {
      await seeNotification(desk, who, id);
      return {};
    },
  };
}
