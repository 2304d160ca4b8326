import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

export function inboxRoutes({
  inboxes,
}: Pick<Services, 'inboxes'>): Routes<'listInboxes' | 'makeInbox' | 'changeInbox'> {
  return {
    listInboxes: async ({ who }) => ({ rows: await inboxes.list(who) }),
    makeInbox: async ({ who, body }) => ({ inbox: await inboxes.make(who, body) }),
    changeInbox: ({ who, id, body }) => inboxes.change(who, id, body),
  };
}
