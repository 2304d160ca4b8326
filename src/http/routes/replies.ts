import { approve, listApprovalRules, listApprovals, sendBack, writeApprovalRules } from '../../services/approve.ts';
import { endOwnPromise, listOwnPromises } from '../../services/own-promises.ts';
import { sameToday } from '../../services/sameness.ts';
import { listSignatures, writeSignatures } from '../../services/signatures.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** Replies that are kept, and what can be done about answers before and after they leave. */
export function replyRoutes({
  desk,
  savedReplies,
}: Pick<Services, 'desk' | 'savedReplies'>): Routes<
  | 'listSavedReplies'
  | 'makeSavedReply'
  | 'changeSavedReply'
  | 'removeSavedReply'
  | 'savedReplyOutcomes'
  | 'sameToday'
  | 'listSignatures'
  | 'writeSignatures'
  | 'listApprovals'
  | 'approve'
  | 'sendBack'
  | 'listApprovalRules'
  | 'writeApprovalRules'
  | 'listOwnPromises'
  | 'endOwnPromise'
> {
  return {
    listSavedReplies: ({ who }) => savedReplies.list(who),
    makeSavedReply: async ({ who, body }) => ({ savedReply: await savedReplies.make(who, body) }),
    changeSavedReply: async ({ who, id, body }) => ({ savedReply: await savedReplies.change(who, id, body) }),
    removeSavedReply: async ({ who, id }) => {
      await savedReplies.remove(who, id);
      return {};
    },
    savedReplyOutcomes: async ({ who, query }) => ({ rows: await savedReplies.outcomes(who, query.months) }),
    sameToday: ({ who, id, body }) => sameToday(desk, who, id, body.text),
    listSignatures: async ({ who }) => ({ rows: await listSignatures(desk, who) }),
    writeSignatures: async ({ who, body }) => ({ rows: await writeSignatures(desk, who, body.rows) }),
    listApprovals: ({ who }) => listApprovals(desk, who),
    approve: ({ who, id, body }) => approve(desk, who, id, body),
    sendBack: ({ who, id, body }) => sendBack(desk, who, id, body.word),
    listApprovalRules: async ({ who }) => ({ rows: await listApprovalRules(desk, who) }),
    writeApprovalRules: async ({ who, body }) => ({ rows: await writeApprovalRules(desk, who, body.rows) }),
    listOwnPromises: ({ who, query: { conversation, mine, state } }) =>
      listOwnPromises(desk, who, { state, conversationId: conversation, mine: mine === 'true' }),
    endOwnPromise: async ({ who, id, body }) => {
      await endOwnPromise(desk, who, id, body.outcome);
      return {};
    },
  };
}
