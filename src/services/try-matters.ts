/** The resolutions of whole matters, run over those of the last days as the clock of resolutions counts them. */
import { choosePolicy, type Policy } from '../core/policy.ts';
import { openTimeFor, type PromiseBook } from '../core/promise.ts';
import { countResolution, runningIn } from '../core/resolution.ts';
import type { Db } from '../store/db.ts';
import { pausesOf, turnsOfMatters } from '../store/resolutions.ts';
import { mattersToTry, type TriedMatter } from '../store/tried-turns.ts';

/** `due`: those that were resolved or came due; `kept`: of those, resolved in time. */
export type MattersTried = { applied: number; due: number; kept: number };

/** The newest are looked at. */
export const MATTERS_TRIED = 5_000;

type Trial = { db: Db; brandId: number; book: PromiseBook; since: Date; at: Date };

/** By policy id; those that promise no resolution are not there. */
export async function tryMatters(
  { db, brandId, book, since, at }: Trial,
  policies: readonly Policy[],
): Promise<Map<string, MattersTried>> {
  const tried = new Map<string, MattersTried>();
  for (const { id, resolutionMinutes } of policies) {
    if (resolutionMinutes !== null) tried.set(id, { applied: 0, due: 0, kept: 0 });
  }
  if (tried.size === 0) return tried;
  const matters = await mattersToTry(db, brandId, since, MATTERS_TRIED);
  const asked = matters.map(({ conversationId, openedAt }) => ({ conversationId, since: openedAt }));
  const ids = matters.map(({ conversationId }) => conversationId);
  const [turns, pauses] = await Promise.all([turnsOfMatters(db, brandId, asked), pausesOf(db, brandId, ids)]);
  const turnsOf = Map.groupBy(turns, turn => turn.conversationId);
  const pausesIn = Map.groupBy(pauses, pause => pause.conversationId);
  for (const matter of matters) {
    const chosen = policies.find(({ id }) => id === matter.chosenPolicyId);
    const policy = chosen ?? choosePolicy(policies, matter).policy;
    const row = policy === null ? undefined : tried.get(policy.id);
    if (policy === null || row === undefined) continue;
    const ran = runningIn(
      turnsOf.get(matter.conversationId) ?? [],
      pausesIn.get(matter.conversationId) ?? [],
      matter.resolvedAt,
    );
    const kept = wasKept(policy, matter, openTimeFor(book, policy.hours, matter.teamId), ran, at);
    row.applied += 1;
    if (kept !== null) row.due += 1;
    if (kept === true) row.kept += 1;
  }
  return tried;
}

/** Null: it runs or stands, and is not late yet. */
function wasKept(
  { id, resolutionMinutes }: Policy,
  { conversationId, inboxId, openedAt, resolvedAt }: TriedMatter,
  open: ReturnType<typeof openTimeFor>,
  ran: ReturnType<typeof runningIn>,
  at: Date,
): boolean | null {
  const policy = { id, name: '', minutes: resolutionMinutes ?? 0, inHours: open.kind !== 'always' };
  const blank = { id: '', conversationId, inboxId, openedAt, policy, dueAt: null, wakeAt: null, warned: 0 };
  const { breachedAt } = countResolution(
    { ...blank, breachedAt: null, resolvedAt },
    { policy, warnings: [], open },
    ran,
    at,
  );
  if (breachedAt !== null) return false;
  return resolvedAt === null ? null : true;
}
