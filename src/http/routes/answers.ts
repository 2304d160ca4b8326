import { confirmHandOff, handOff } from '../../services/hand-off.ts';
import { reply } from '../../services/reply.ts';
import { decideUnsure, retry, takeBack } from '../../services/take-back.ts';
import { listAttempts } from '../../services/turns.ts';
import { unconfirmHandOff } from '../../services/unsay.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** Writing an answer, and what may still be done about one. */
export function answerRoutes({
  desk,
  templates,
}: Pick<Services, 'desk' | 'templates'>): Routes<
  'reply' | 'handOff' | 'confirmHandOff' | 'unconfirmHandOff' | 'takeBack' | 'retry' | 'decideUnsure' | 'listAttempts'
> {
  return {
    reply: async ({ who, id, body: { promise, template, ...body } }) => {
      // The network is asked before anything is held.
      const chosen = template === undefined ? null : await templates.choose(who, id, template);
      return reply(desk, who, id, {
        ...body,
        ...(promise === undefined ? {} : { promise: instants(promise) }),
        ...(chosen === null ? {} : { text: chosen.text, template: chosen }),
      });
    },
    handOff: ({ who, id, body }) => handOff(desk, who, id, body),
    confirmHandOff: ({ who, id, body: { at, url } }) =>
      confirmHandOff(desk, who, id, { url, at: at === undefined ? undefined : new Date(at) }),
    unconfirmHandOff: ({ who, id }) => unconfirmHandOff(desk, who, id),
    takeBack: ({ who, id }) => takeBack(desk, who, id),
    retry: ({ who, id }) => retry(desk, who, id),
    decideUnsure: ({ who, id, body }) => decideUnsure(desk, who, id, body.found),
    listAttempts: ({ who, id }) => listAttempts(desk, who, id),
  };
}

function instants({ phrase, remindAt, dueAt }: { phrase: string; remindAt: string; dueAt: string }) {
  return { phrase, remindAt: new Date(remindAt), dueAt: new Date(dueAt) };
}
