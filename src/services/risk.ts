/** What makes the risk of one conversation, what became of it by whom, and how good the scores were. */
import type { MakeId } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import type { RiskReason } from '../core/triage/leaving-risk.ts';
import { type Calibration, calibrationOf, type RiskOutcome } from '../core/triage/risk-calibration.ts';
import type { Db } from '../store/db.ts';
import * as store from '../store/risk.ts';
import { changed, lockForWho, tell } from './change.ts';
import { inboxScope, permit, type Who } from './permit.ts';

export type JudgementView = {
  id: string;
  score: number;
  parts: RiskReason[];
  weighedAt: string;
  outcome: RiskOutcome | null;
  judgedBy: 'rule' | 'person' | null;
  agentId: string | null;
  judgedAt: string | null;
};

export type RiskView = {
  score: number | null;
  parts: RiskReason[];
  /** Newest first; the first may still be open. */
  judgements: JudgementView[];
};

export type RiskDesk = {
  open(who: Who, conversationId: string): Promise<RiskView>;
  /** The open judgement gets its end, or the newest one another. */
  judge(who: Who, conversationId: string, outcome: RiskOutcome): Promise<RiskView>;
  /** Of those weighed in the last so many days. */
  calibration(who: Who, days: number): Promise<Calibration & { byRule: number; byPerson: number }>;
};

const DAY_MS = 86_400_000;

export function makeRiskDesk({ db, makeId, now }: { db: Db; makeId: MakeId; now: () => Date }): RiskDesk {
  return {
    open(who, conversationId) {
      permit(who, 'read');
      return db.transaction().execute(async tx => {
        const { id } = await lockForWho(tx, who, conversationId);
        return riskOf(tx, who.brandId, id);
      });
    },
    judge(who, conversationId, outcome) {
      permit(who, 'answer');
      return db.transaction().execute(async tx => {
        const row = await lockForWho(tx, who, conversationId);
        const at = now();
        const { score, parts } = await store.readHeldRisk(tx, who.brandId, row.id);
        let [last] = await store.judgementsOf(tx, who.brandId, row.id);
        if (last === undefined) {
          if (score === null)
            throw new Refusal('not_valid', 'Nothing of this customer has been weighed yet. Try again in a moment.');
          await store.raiseJudgement(tx, who.brandId, { id: makeId(), conversationId: row.id, score, parts, at });
          [last] = await store.judgementsOf(tx, who.brandId, row.id);
        }
        if (last !== undefined)
          await store.endJudgement(tx, who.brandId, last.id, { outcome, by: 'person', agentId: who.agentId, at });
        const view = await riskOf(tx, who.brandId, row.id);
        await tell(tx, who, row, at, { changes: [changed(row.id, 'judged', outcome)] });
        return view;
      });
    },
    async calibration(who, days) {
      permit(who, 'read');
      const since = new Date(now().getTime() - days * DAY_MS);
      const judged = await store.judgedSince(db, who.brandId, { since, scope: inboxScope(who) });
      const byPerson = judged.filter(({ by }) => by === 'person').length;
      return { ...calibrationOf(judged), byPerson, byRule: judged.length - byPerson };
    },
  };
}

async function riskOf(db: Db, brandId: number, id: string): Promise<RiskView> {
  const rows = await store.judgementsOf(db, brandId, id);
  const judgements = rows.map(row => ({
    ...row,
    weighedAt: row.weighedAt.toISOString(),
    judgedAt: row.judgedAt?.toISOString() ?? null,
  }));
  return { ...(await store.readHeldRisk(db, brandId, id)), judgements };
}
