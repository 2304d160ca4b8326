/**
 * Reports when they are due. A moment is taken up in one transaction, which also plans the next: whichever process is first makes it, and
 * after a standstill there is one, not one for each that was missed. Making is held for a while and begun again when a process was stopped.
 * A letter is marked before a mail server is spoken to; where nobody saw the end of that, it is told as unsure and not sent twice.
 */
import { randomBytes } from 'node:crypto';
import type { MakeId } from '../../core/id.ts';
import { nextReportAt } from '../../core/insight/report-times.ts';
import type { Scorecard } from '../../core/insight/scorecard.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Tx } from '../../store/db.ts';
import * as runs from '../../store/report-runs.ts';
import * as schedules from '../../store/report-schedules.ts';
import type { Who } from '../permit.ts';
import { isForGood, type Letter, type MailServer, postLetter, wordsOf } from '../post-letter.ts';
import { queueWebhook } from '../queue-webhook.ts';
import type { Wait } from '../wait.ts';
import { type Drawings, drawingsOf, reportLetter } from './report-letter.ts';
import { hashOfToken } from './report-schedules.ts';
import { readScorecard, type ScorecardNeeds } from './scorecard.ts';
import { SHARED_PATH } from './scorecard-links.ts';
import { brandZone } from './slice-of.ts';

export type ReportingNeeds = ScorecardNeeds & {
  makeId: MakeId;
  publicUrl: string;
  server: MailServer | null;
  log: (level: 'error', message: string, facts: Record<string, unknown>) => void;
  /** For tests: how a letter leaves. */
  post?: (server: MailServer, letter: Letter) => Promise<void>;
};

export const REPORTS_LOOK_EVERY_MS = 2_000;
const TAKEN_AT_ONCE = 50;
const MAKING_HELD_MS = 5 * 60_000;
/** Longer than the mail server is waited for. */
const LETTER_HELD_MS = 3 * 60_000;
const LETTER_ATTEMPTS = 8;
/** Doubling from here: an hour and more in all. */
const RETRY_FIRST_MS = 30_000;
const TOKEN_BYTES = 32;
const NO_SERVER = 'No mail server is set up (HEED_SMTP_URL).';
const NOBODY = 'Nobody is left to send it to.';
const BROKEN = 'This is a fault of ours; the log of the server has more.';
const UNSURE = 'Heed was stopped while it was handed to the mail server. It may have arrived.';

export async function keepReporting(needs: ReportingNeeds & { wait: Wait }, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await reportOnce(needs, signal);
    } catch (err) {
      needs.log('error', 'Could not look for reports that are due; trying again', { err });
    }
    await needs.wait(REPORTS_LOOK_EVERY_MS, signal);
  }
}

/** Everything that is due at this moment. */
export async function reportOnce(needs: ReportingNeeds, signal: AbortSignal): Promise<void> {
  await needs.db.transaction().execute(tx => takeUp(needs, tx));
  while (!signal.aborted && (await makeNext(needs)));
  await runs.callUnsure(needs.db, needs.now(), UNSURE);
  const drawn = new Map<string, Promise<Drawings>>();
  while (!signal.aborted && (await sendNext(needs, drawn)));
}

async function takeUp({ db, now, makeId }: ReportingNeeds, tx: Tx): Promise<void> {
  const at = now();
  for (const { brandId, id, rhythm, nextAt } of await schedules.lockDueSchedules(tx, at, TAKEN_AT_ONCE)) {
    const timeZone = await brandZone(db, brandId);
    await runs.insertRun(tx, { brandId, id: makeId(), scheduleId: id, dueAt: nextAt, askedBy: null });
    await schedules.setNextReport(tx, brandId, id, nextReportAt(rhythm, timeZone, at), timeZone);
  }
}

/** @returns whether there was one */
async function makeNext(needs: ReportingNeeds): Promise<boolean> {
  const { db, now } = needs;
  const at = now();
  const heldUntil = new Date(at.getTime() + MAKING_HELD_MS);
  const run = await runs.holdRun(db, at, heldUntil);
  if (run === null) return false;
  const schedule = (await schedules.listReportSchedules(db, run.brandId)).find(({ id }) => id === run.scheduleId);
  if (schedule === undefined) return true;
  const figures = await figuresOf(needs, run, schedule);
  await db.transaction().execute(tx => settle(needs, tx, run, schedule, figures, heldUntil));
  return true;
}

type Made = { card: Scorecard } | { said: string };

async function figuresOf(
  needs: ReportingNeeds,
  { brandId }: runs.HeldRun,
  { slice, createdBy }: schedules.ReportScheduleRow,
): Promise<Made> {
  // Whoever planned it was a lead, and the report stays the brand's when they go.
  const who: Who = { agentId: createdBy, brandId, reach: { role: 'lead', inboxes: 'all' } };
  try {
    const { anchor: _, ...card } = await readScorecard(needs, who, slice);
    return { card };
  } catch (error) {
    if (error instanceof Refusal) return { said: error.message };
    needs.log('error', 'A report could not be made', { err: error, brandId });
    return { said: BROKEN };
  }
}

async function settle(
  { now, makeId }: ReportingNeeds,
  tx: Tx,
  run: runs.HeldRun,
  schedule: schedules.ReportScheduleRow,
  made: Made,
  heldUntil: Date,
): Promise<void> {
  const at = now();
  const { brandId } = run;
  const end = (state: 'made' | 'failed', said: string | null, card: Scorecard | null) =>
    runs.endRun(tx, run, heldUntil, { state, said, figures: card, at });
  if ('said' in made) return void (await end('failed', made.said, null));
  const recipients = (await schedules.listRecipients(tx, brandId, schedule.id)).filter(({ leftAt }) => leftAt === null);
  if (recipients.length === 0 && schedule.webhookId === null) return void (await end('failed', NOBODY, made.card));
  // Where another process held it meanwhile, that one sends it.
  if (!(await end('made', null, made.card))) return;
  const letters = recipients.map(({ id }) => ({ id: makeId(), recipientId: id }));
  await runs.insertLetters(tx, run, letters, at);
  if (schedule.webhookId === null) return;
  const data = { brandId, reportId: schedule.id, runId: run.id, name: schedule.name, figures: made.card };
  const place = { brandId, at, makeId };
  await runs.noteDelivery(tx, run, await queueWebhook(tx, place, schedule.webhookId, { type: 'report.made', data }));
}

/** @returns whether there was one */
async function sendNext(needs: ReportingNeeds, drawn: Map<string, Promise<Drawings>>): Promise<boolean> {
  const { db, now, server, publicUrl, post = postLetter } = needs;
  const at = now();
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const heldUntil = new Date(at.getTime() + LETTER_HELD_MS);
  const held = await runs.holdLetter(db, at, heldUntil, hashOfToken(token));
  if (held === null) return false;
  const end = (state: 'waiting' | 'sent' | 'failed', said: string | null, when = now()) =>
    runs.endLetter(db, held, heldUntil, { state, said, at: when });
  if (server === null) {
    await end('failed', NO_SERVER);
    return true;
  }
  const { id, runId, address, report, figures: card, language, madeAt, attempts } = held;
  const leaveUrl = `${publicUrl}${SHARED_PATH}/leave/${token}`;
  try {
    const drawing = drawn.get(runId) ?? drawingsOf({ card, language, madeAt });
    drawn.set(runId, drawing);
    const letter = { id, to: address, report, card, language, madeAt, leaveUrl };
    await post(server, reportLetter(letter, await drawing));
    await end('sent', null);
  } catch (error) {
    const isOver = isForGood(error) || attempts >= LETTER_ATTEMPTS;
    const next = new Date(now().getTime() + RETRY_FIRST_MS * 2 ** (attempts - 1));
    await (isOver ? end('failed', wordsOf(error)) : end('waiting', wordsOf(error), next));
  }
  return true;
}
