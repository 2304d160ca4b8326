import { moderate } from '../../services/moderate.ts';
import { listModerations, openModeration } from '../../services/moderations.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** What is done to posts and people besides answering. */
export function moderationRoutes({
  desk,
}: Pick<Services, 'desk'>): Routes<'moderate' | 'openModeration' | 'listModerations'> {
  return {
    moderate: ({ who, id, body }) => moderate(desk, who, id, body),
    openModeration: ({ who, id }) => openModeration(desk, who, id),
    listModerations: ({ who, query: { after, agent, deed } }) =>
      listModerations(desk, who, { after, deed, agentId: agent }),
  };
}
