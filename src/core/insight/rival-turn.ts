/** How long a public complaint to a company waited for its first public answer: counted as our own turns are, from what open networks show. */
import { type CountedTurn, countTurns, type Said } from '../turn.ts';

/** A public post between one person and one company in one thread. `complains`: it was read as a complaint. */
export type RivalPost = {
  remoteId: string;
  parentRemoteId: string | null;
  kind: 'asks' | 'answers';
  complains: boolean;
  at: Date;
  heardAt: Date;
  deletedAt: Date | null;
};

export type RivalTurn = {
  openedBy: string;
  openedAt: Date;
  heardAt: Date;
  /** `withdrawn`: every complaint of it was taken back unanswered. Null: it waits. */
  outcome: 'answered' | 'withdrawn' | null;
  closedAt: Date | null;
  answeredBy: string | null;
};

/**
 * A turn opens with a complaint. What the person writes further before the answer is the same turn; thanks and questions open none, and an
 * answer the company took back is none. The posts may come in any order.
 */
export function countRivalTurns(posts: readonly RivalPost[]): RivalTurn[] {
  return countTurns(posts.flatMap(saidOf), false).map(turnOf);
}

function saidOf({ kind, remoteId, parentRemoteId, complains, at, heardAt, deletedAt }: RivalPost): Said[] {
  const known = { id: remoteId, at, remoteId, parentRemoteId };
  if (kind === 'answers') return deletedAt === null ? [{ kind: 'answer', ...known, agentId: null }] : [];
  if (!complains) return [];
  return [
    {
      kind: 'in',
      ...known,
      receivedAt: heardAt,
      deletedAt,
      lang: null,
      intents: ['complaint'],
      urgency: null,
      noise: null,
    },
  ];
}

function turnOf({ openedBy, openedAt, receivedAt, outcome, closedAt, closedBy }: CountedTurn): RivalTurn {
  const known = outcome === 'answered' || outcome === 'withdrawn' ? outcome : null;
  return { openedBy, openedAt, heardAt: receivedAt, outcome: known, closedAt, answeredBy: closedBy };
}
