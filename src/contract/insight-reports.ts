/** Reports that are sent by themselves, by e-mail or to a webhook. */
import { z } from 'zod';
import { scorecardLanguage, sliceWish } from './insight-scorecard.ts';
import { email, nothing, type Shape, shortText } from './shape.ts';
import * as shapes from './shapes.ts';

const ADDRESSES = 20;
const minute = z.int().min(0).max(1_439);
const rhythm = z.discriminatedUnion('every', [
  z.object({ every: z.literal('day'), minute }),
  /** 1 is Monday. */
  z.object({ every: z.literal('week'), weekday: z.int().min(1).max(7), minute }),
  /** A month that has no such day has its last one. */
  z.object({ every: z.literal('month'), monthDay: z.int().min(1).max(31), minute }),
]);

/** `minute` is of the local day, in the brand's time zone. */
const wish = {
  name: shortText,
  language: scorecardLanguage,
  slice: sliceWish,
  rhythm,
  addresses: z.array(email).max(ADDRESSES),
  webhookId: shapes.uuid.nullable(),
  isOn: z.boolean(),
};

const run = z.object({
  id: shapes.uuid,
  dueAt: shapes.instant,
  /** Null: by itself. */
  askedBy: shapes.uuid.nullable(),
  state: z.enum(['waiting', 'made', 'failed']),
  said: z.string().nullable(),
  madeAt: shapes.instant.nullable(),
  letters: z.array(
    z.object({
      address: z.string(),
      /** `unsure`: Heed was stopped while it was handed over; it is not sent again by itself. */
      state: z.enum(['waiting', 'sending', 'sent', 'failed', 'unsure']),
      attempts: z.int(),
      said: z.string().nullable(),
      doneAt: shapes.instant.nullable(),
    }),
  ),
  delivery: z
    .object({ state: z.enum(['waiting', 'sent', 'failed']), status: z.int().nullable(), said: z.string().nullable() })
    .nullable(),
});

const report = z.object({
  id: shapes.uuid,
  name: z.string(),
  language: scorecardLanguage,
  slice: sliceWish,
  rhythm,
  timeZone: z.string(),
  webhookId: shapes.uuid.nullable(),
  isOn: z.boolean(),
  /** Null while it is off. */
  nextAt: shapes.instant.nullable(),
  version: z.int(),
  /** `leftAt`: they asked to be sent no more, and only they can undo that. */
  recipients: z.array(z.object({ address: z.string(), leftAt: shapes.instant.nullable() })),
  last: run.nullable(),
});

export const insightReports = {
  listReports: {
    summary: 'Reports that are sent by themselves, each with what became of the last.',
    output: z.object({ rows: z.array(report), canMail: z.boolean(), timeZone: z.string() }),
    tables: { reports: 'rows' },
  },
  addReport: {
    summary: 'Have the scorecard sent every day, week or month, to addresses, to a webhook, or both.',
    body: z.object(wish),
    output: z.object({ id: shapes.uuid }),
    status: 201,
  },
  changeReport: { summary: 'Change a report.', body: z.object({ ...wish, version: z.int() }), output: nothing },
  removeReport: { summary: 'Remove a report, with the list of what was sent.', output: nothing },
  sendReport: { summary: 'Send it now, besides what is planned.', output: nothing, status: 202 },
  listReportRuns: {
    summary: 'The last times it was sent, to whom, and what came of it.',
    output: z.object({ rows: z.array(run) }),
    tables: { runs: 'rows', letters: 'rows.*.letters' },
  },
} satisfies Record<string, Shape>;
