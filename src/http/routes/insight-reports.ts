import type { SliceWish } from '../../contract/insight-scorecard.ts';
import type { Reports } from '../../services/reports/report-schedules.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names = 'listReports' | 'addReport' | 'changeReport' | 'removeReport' | 'sendReport' | 'listReportRuns';
type Run = Awaited<ReturnType<Reports['runs']>>[number];

/** Reports that are sent by themselves. */
export function insightReportRoutes({ reports }: Pick<Services, 'reports'>): Routes<Names> {
  return {
    listReports: async ({ who }) => {
      const { rows, ...rest } = await reports.list(who);
      return {
        ...rest,
        rows: rows.map(({ nextAt, recipients, last, slice, ...row }) => ({
          ...row,
          slice: slice as SliceWish,
          nextAt: nextAt?.toISOString() ?? null,
          recipients: recipients.map(({ address, leftAt }) => ({ address, leftAt: leftAt?.toISOString() ?? null })),
          last: last && runOnWire(last),
        })),
      };
    },
    addReport: ({ who, body }) => reports.add(who, body),
    changeReport: async ({ who, id, body: { version, ...wish } }) => {
      await reports.change(who, id, wish, version);
      return {};
    },
    removeReport: async ({ who, id }) => {
      await reports.remove(who, id);
      return {};
    },
    sendReport: async ({ who, id }) => {
      await reports.sendNow(who, id);
      return {};
    },
    listReportRuns: async ({ who, id }) => ({ rows: (await reports.runs(who, id)).map(runOnWire) }),
  };
}

function runOnWire({ dueAt, madeAt, ...run }: Run) {
  return { ...run, dueAt: dueAt.toISOString(), madeAt: madeAt?.toISOString() ?? null };
}
