/** Reports that are sent by themselves: what leads plan, and what became of each. */
import { createHash } from 'node:crypto';
import type { MakeId } from '../../core/id.ts';
import { nextReportAt, type ReportRhythm } from '../../core/insight/report-times.ts';
import type { ScorecardLanguage } from '../../core/insight/scorecard.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Db, Tx } from '../../store/db.ts';
import { insertRun, listRuns, type RunRow } from '../../store/report-runs.ts';
import * as store from '../../store/report-schedules.ts';
import { hasWebhook } from '../../store/webhooks.ts';
import { notFound, permit, type Who } from '../permit.ts';
import { type KeptSlice, queryOfKept } from './kept-slice.ts';
import { brandZone } from './slice-of.ts';

export type ReportWish = {
  name: string;
  language: ScorecardLanguage;
  slice: KeptSlice;
  rhythm: ReportRhythm;
  /** E-mail addresses; may be empty where a webhook is told. */
  addresses: readonly string[];
  webhookId: string | null;
  isOn: boolean;
};
export type ReportView = Omit<store.ReportScheduleRow, 'nextAt'> & {
  nextAt: Date | null;
  recipients: { address: string; leftAt: Date | null }[];
  last: RunRow | null;
};

export type Reports = {
  list(who: Who): Promise<{ rows: ReportView[]; canMail: boolean; timeZone: string }>;
  add(who: Who, wish: ReportWish): Promise<{ id: string }>;
  /** @param version the one it was changed from; another is refused */
  change(who: Who, id: string, wish: ReportWish, version: number): Promise<void>;
  remove(who: Who, id: string): Promise<void>;
  /** Now, besides what is planned. */
  sendNow(who: Who, id: string): Promise<void>;
  runs(who: Who, id: string): Promise<RunRow[]>;
  /** What the link of a letter would leave; for anybody who has it. */
  leaving(token: string): Promise<store.LeavingRow | null>;
  leave(token: string, isLeaving: boolean): Promise<void>;
};

export const REPORTS_PER_BRAND = 50;
const RUNS_SHOWN = 20;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

type Needs = { db: Db; now: () => Date; makeId: MakeId; canMail: boolean };

export function makeReportSchedules(needs: Needs): Reports {
  const { db, now, makeId, canMail } = needs;
  return {
    async list(who) {
      permit(who, 'lead');
      return { rows: await viewsOf(db, who.brandId), canMail, timeZone: await brandZone(db, who.brandId) };
    },
    add: (who, wish) => add(needs, who, wish),
    change: (who, id, wish, version) => change(needs, who, id, wish, version),
    async remove(who, id) {
      permit(who, 'lead');
      await db.transaction().execute(async tx => {
        const row = await lock(tx, who, id);
        await store.deleteReportSchedule(tx, who.brandId, row.id);
      });
    },
    async sendNow(who, id) {
      permit(who, 'lead');
      await db.transaction().execute(async tx => {
        const row = await lock(tx, who, id);
        const run = { brandId: who.brandId, id: makeId(), scheduleId: row.id, dueAt: now(), askedBy: who.agentId };
        if (!(await insertRun(tx, run))) throw new Refusal('already_exists', 'It is being sent already.');
      });
    },
    async runs(who, id) {
      permit(who, 'lead');
      const known = (await store.listReportSchedules(db, who.brandId)).some(one => one.id === id);
      if (!known) throw notFound('report');
      return listRuns(db, who.brandId, id, RUNS_SHOWN);
    },
    leaving: async token => (TOKEN.test(token) ? store.findLeaving(db, hashOfToken(token)) : null),
    async leave(token, isLeaving) {
      if (TOKEN.test(token)) await store.writeLeaving(db, hashOfToken(token), isLeaving ? now() : null);
    },
  };
}

/** Of 256 random bits a fast hash is enough. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

async function viewsOf(db: Db, brandId: number): Promise<ReportView[]> {
  const rows = await store.listReportSchedules(db, brandId);
  const recipients = await store.listRecipients(db, brandId);
  const runs = await listRuns(db, brandId, null, REPORTS_PER_BRAND * 2);
  return rows.map(row => ({
    ...row,
    nextAt: row.isOn ? row.nextAt : null,
    recipients: recipients.filter(one => one.scheduleId === row.id).map(({ address, leftAt }) => ({ address, leftAt })),
    last: runs.find(run => run.scheduleId === row.id) ?? null,
  }));
}

async function lock(tx: Tx, who: Who, id: string): Promise<store.ReportScheduleRow> {
  const row = await store.lockReportSchedule(tx, who.brandId, id);
  if (row === null) throw notFound('report');
  return row;
}

async function add(needs: Needs, who: Who, wish: ReportWish): Promise<{ id: string }> {
  permit(who, 'lead');
  const id = needs.makeId();
  await needs.db.transaction().execute(async tx => {
    if ((await store.listReportSchedules(tx, who.brandId)).length >= REPORTS_PER_BRAND) {
      throw new Refusal('too_many', `A brand has room for ${REPORTS_PER_BRAND} reports. Remove one first.`);
    }
    await write(needs, tx, who, id, wish, null);
  });
  return { id };
}

async function change(needs: Needs, who: Who, id: string, wish: ReportWish, version: number): Promise<void> {
  permit(who, 'lead');
  await needs.db.transaction().execute(async tx => {
    const row = await lock(tx, who, id);
    if (row.version !== version) {
      throw new Refusal('changed_since', 'Somebody else has changed this report. Look at theirs first.');
    }
    await write(needs, tx, who, id, wish, row);
  });
}

async function write(
  { db, now, makeId, canMail }: Needs,
  tx: Tx,
  who: Who,
  id: string,
  { addresses, slice, ...wish }: ReportWish,
  was: store.ReportScheduleRow | null,
): Promise<void> {
  const wanted = [...new Set(addresses.map(address => address.trim().toLowerCase()))];
  if (wanted.length === 0 && wish.webhookId === null) {
    throw new Refusal('not_valid', 'Say to whom it goes: an address, or a webhook.');
  }
  if (wanted.length > 0 && !canMail) {
    throw new Refusal('not_valid', 'No mail server is set up (HEED_SMTP_URL), so nothing can be sent to an address.');
  }
  if (wish.webhookId !== null && !(await hasWebhook(db, who.brandId, wish.webhookId))) throw notFound('webhook');
  const at = now();
  const timeZone = await brandZone(db, who.brandId);
  const nextAt = nextReportAt(wish.rhythm, timeZone, at);
  const createdBy = was?.createdBy ?? who.agentId;
  const row = { ...wish, id, slice: queryOfKept(slice), timeZone, nextAt, createdBy };
  await store.writeReportSchedule(tx, who.brandId, row, at);
  await store.writeRecipients(
    tx,
    who.brandId,
    id,
    wanted.map(address => ({ id: makeId(), address })),
  );
}
