import { listBeside, standBeside } from '../../services/beside.ts';
import { doBulk, undoBulk } from '../../services/bulk.ts';
import { listDrafts, saveDraft } from '../../services/drafts.ts';
import { merge } from '../../services/merge.ts';
import { listNotifications, seeNotification, seeNotifications } from '../../services/notifications.ts';
import { addSavedView, changeSavedView, listSavedViews, removeSavedView } from '../../services/saved-views.ts';
import { split } from '../../services/split.ts';
import { undoRegroup } from '../../services/undo-regroup.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** What I am told of, and where. */
export function notificationRoutes({
  desk,
  push,
}: Pick<Services, 'desk' | 'push'>): Routes<
  'listNotifications' | 'seeNotifications' | 'seeNotification' | 'aboutPush' | 'addPush' | 'removePush' | 'setQuiet'
> {
  return {
    aboutPush: ({ self }) => push.about(self),
    async addPush({ self, body }) {
      await push.subscribe(self, body);
      return {};
    },
    async removePush({ self, body }) {
      await push.unsubscribe(self, body.endpoint);
      return {};
    },
    async setQuiet({ self, body }) {
      await push.setQuiet(self, body.quiet);
      return {};
    },
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

/** Who is looking, what is being written, what is done to many at once, and views under a name. */
export function sideBySideRoutes({
  desk,
}: Pick<Services, 'desk'>): Routes<
  | 'merge'
  | 'split'
  | 'undoRegroup'
  | 'listBeside'
  | 'standBeside'
  | 'listDrafts'
  | 'saveDraft'
  | 'doBulk'
  | 'undoBulk'
  | 'listSavedViews'
  | 'addSavedView'
  | 'changeSavedView'
  | 'removeSavedView'
> {
  return {
    merge: ({ who, id, body }) => merge(desk, who, id, body.from),
    split: ({ who, id, body }) => split(desk, who, id, body),
    undoRegroup: ({ who, id }) => undoRegroup(desk, who, id),
    listBeside: async ({ who }) => ({ rows: await listBeside(desk, who) }),
    async standBeside({ who, id, body }) {
      await standBeside(desk, who, id, body.doing);
      return {};
    },
    listDrafts: ({ who, id }) => listDrafts(desk, who, id),
    saveDraft: ({ who, id, body }) => saveDraft(desk, who, id, body),
    doBulk: ({ who, body }) => doBulk(desk, who, body.ids, body.deed),
    undoBulk: ({ who, id }) => undoBulk(desk, who, id),
    listSavedViews: ({ who }) => listSavedViews(desk, who),
    addSavedView: ({ who, body }) => addSavedView(desk, who, body),
    changeSavedView: ({ who, id, body }) => changeSavedView(desk, who, id, body),
    async removeSavedView({ who, id }) {
      await removeSavedView(desk, who, id);
      return {};
    },
  };
}
