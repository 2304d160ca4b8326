import { assign } from '../../services/assign.ts';
import { claim, next, release } from '../../services/claim.ts';
import { countConversations, listConversations } from '../../services/inbox.ts';
import { note } from '../../services/note.ts';
import { earlierMessages, openConversation } from '../../services/open.ts';
import { prioritise } from '../../services/prioritise.ts';
import { reopen, resolve } from '../../services/resolve.ts';
import { snooze } from '../../services/snooze.ts';
import { tag } from '../../services/tag.ts';
import { listTags } from '../../services/turns.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** The queue, and one conversation. */
export function queueRoutes({
  desk,
}: Pick<Services, 'desk'>): Routes<
  'listConversations' | 'countConversations' | 'openConversation' | 'earlierMessages' | 'listTags'
> {
  return {
    listConversations: ({ who, query }) => listConversations(desk, who, query),
    countConversations: ({ who }) => countConversations(desk, who),
    openConversation: ({ who, id }) => openConversation(desk, who, id),
    earlierMessages: ({ who, id, query }) => earlierMessages(desk, who, id, query),
    listTags: ({ who }) => listTags(desk, who),
  };
}

/** Deeds on one conversation. */
export function conversationRoutes({
  desk,
}: Pick<Services, 'desk'>): Routes<
  'nextConversation' | 'claim' | 'release' | 'assign' | 'resolve' | 'reopen' | 'snooze' | 'tag' | 'prioritise' | 'note'
> {
  return {
    nextConversation: ({ who, body }) => next(desk, who, body.not),
    claim: ({ who, id }) => claim(desk, who, id),
    release: ({ who, id }) => release(desk, who, id),
    assign: ({ who, id, body }) => assign(desk, who, id, body),
    resolve: ({ who, id, body }) => resolve(desk, who, id, body),
    reopen: ({ who, id }) => reopen(desk, who, id),
    snooze: ({ who, id, body }) =>
      snooze(desk, who, id, body.until === null ? null : new Date(body.until), body.reason ?? null),
    tag: ({ who, id, body }) => tag(desk, who, id, body.tags),
    prioritise: ({ who, id, body }) => prioritise(desk, who, id, body.priority),
    note: ({ who, id, body }) => note(desk, who, id, body),
  };
}
