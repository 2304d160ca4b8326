import { isOpen, openTimeOf } from '../core/calendar/open-time.ts';
import { presenceAt } from '../core/presence.ts';
import type { Hand, Work } from '../core/routing.ts';
import { baseLanguage, readSkill } from '../core/skill.ts';
import { isHard, LONG_MESSAGES, weightOf } from '../core/weight.ts';
import { listCalendarTeams, loadHours } from '../store/calendars.ts';
import type { Db } from '../store/db.ts';
import { listBeats } from '../store/presence.ts';
import type { WorkRow } from '../store/routing.ts';
import { listAnswered, listCarried, listWorking } from '../store/working.ts';

/** Hard cases of so many hours are shared evenly. */
export const HARD_CASE_HOURS = 4;

/** Everybody of the brand as routing looks at them: who is here, what they can, what they carry. */
export async function loadHands(db: Db, brandId: number, now: Date): Promise<Hand[]> {
  const working = await listWorking(db, brandId);
  const beats = new Map((await listBeats(db, brandId)).map(one => [one.agentId, one.beats]));
  const carried = Map.groupBy(await listCarried(db, brandId, now), one => one.agentId);
  const since = new Date(now.getTime() - HARD_CASE_HOURS * 3_600_000);
  const answered = Map.groupBy(await listAnswered(db, brandId, since, LONG_MESSAGES), one => one.agentId);
  const closed = await closedTeams(db, brandId, now);
  return working.map(({ agentId, skills, capacity, teams, inboxes, givenAt }) => {
    const held = carried.get(agentId) ?? [];
    return {
      agentId,
      teams: teams.filter(id => !closed.has(id)),
      inboxes: inboxes ?? 'all',
      presence: presenceAt(beats.get(agentId) ?? null, now).state,
      inHours: teams.length === 0 || teams.some(id => !closed.has(id)),
      skills: skills.flatMap(written => readSkill(written) ?? []),
      capacity,
      load: held.reduce((sum, one) => sum + weightOf(one), 0),
      hardCases: [...held, ...(answered.get(agentId) ?? [])].filter(isHard).length,
      givenAt,
    };
  });
}

/** Teams outside their hours. */
async function closedTeams(db: Db, brandId: number, now: Date): Promise<Set<string>> {
  const uses = await listCalendarTeams(db, brandId);
  if (uses.length === 0) return new Set();
  const hours = await loadHours(db, brandId);
  const closed = new Set<string>();
  for (const { calendarId, teamId } of uses) {
    const kept = hours.get(calendarId);
    if (kept !== undefined && !isOpen(openTimeOf(kept), now)) closed.add(teamId);
  }
  return closed;
}

export function workOf({ lang, ...row }: WorkRow): Work {
  return { ...row, language: lang === null || lang === 'und' ? null : baseLanguage(lang) };
}
