/** Teams: who answers together, what comes to them by itself, and whether work is pushed to them or pulled by them. */
import { isUuid, type MakeId } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import { readSkill, SKILLS_PER_MEMBER, type Skill, tidySkills, writeSkill } from '../core/skill.ts';
import type { ConversationView } from '../core/view.ts';
import { listCalendarTeams } from '../store/calendars.ts';
import { lockConversations } from '../store/conversations.ts';
import type { Db, Tx } from '../store/db.ts';
import * as store from '../store/teams.ts';
import { writeTeam } from '../store/work.ts';
import { listWorking, writeWorking } from '../store/working.ts';
import { announce } from './announce.ts';
import { tellSettings } from './brands.ts';
import { changeConversation, changed } from './change.ts';
import type { Desk } from './desk.ts';
import { loadHands } from './hands.ts';
import { inboxScope, notFound, permit, type Who } from './permit.ts';
import { teaming } from './prioritise.ts';
import { settle } from './settle.ts';

export type TeamView = store.TeamRow & {
  calendarId: string | null;
  /** Who waits now, of those the caller may see; counted up to `TEAM_COUNTED`. */
  waiting: number;
  late: number;
  unassigned: number;
};
export type TeamChange = {
  name?: string | undefined;
  handsOut?: 'pull' | 'push' | undefined;
  members?: readonly string[] | undefined;
  inboxes?: readonly string[] | undefined;
};
/** How a member works, and what they carry now. */
export type WorkingView = {
  agentId: string;
  skills: Skill[];
  capacity: number;
  load: number;
  hardCases: number;
  teams: string[];
};

export type Teams = {
  list(who: Who): Promise<TeamView[]>;
  make(who: Who, team: TeamChange & { name: string }): Promise<TeamView>;
  /** What is left out stays. */
  change(who: Who, id: string, change: TeamChange): Promise<TeamView>;
  /** Its work goes on without a team. */
  remove(who: Who, id: string): Promise<void>;
  working(who: Who): Promise<WorkingView[]>;
  changeWorking(
    who: Who,
    agentId: string,
    change: { skills?: readonly Skill[] | undefined; capacity?: number | undefined },
  ): Promise<WorkingView>;
};

/** Beyond so many who wait, a team's numbers say no more. */
export const TEAM_COUNTED = 10_000;
const MOVED_AT_ONCE = 200;

export type TeamsNeeds = { db: Db; makeId: MakeId; now: () => Date };

export function makeTeams(needs: TeamsNeeds): Teams {
  const { db, makeId, now } = needs;
  return {
    list: who => listViews(needs, who),
    async make(who, team) {
      permit(who, 'lead');
      const row = { id: makeId(), name: team.name, handsOut: team.handsOut ?? 'pull' };
      await db.transaction().execute(async tx => {
        if (!(await store.insertTeam(tx, who.brandId, row))) throw sameName(team.name);
        await setParts(tx, who, row.id, team);
        await tellSettings(tx, who, 'teams', now());
      });
      return viewOf(needs, who, row.id);
    },
    async change(who, id, change) {
      permit(who, 'lead');
      await db.transaction().execute(async tx => {
        const before = isUuid(id) ? await store.lockTeam(tx, who.brandId, id) : null;
        if (before === null) throw notFound('team');
        const row = { id, name: change.name ?? before.name, handsOut: change.handsOut ?? before.handsOut };
        if (!(await store.writeTeam(tx, who.brandId, row))) throw sameName(row.name);
        await setParts(tx, who, id, change);
        await tellSettings(tx, who, 'teams', now());
      });
      return viewOf(needs, who, id);
    },
    async remove(who, id) {
      permit(who, 'lead');
      await removeTeam(needs, who, id);
    },
    working: who => listWorkingViews(needs, who),
    async changeWorking(who, agentId, change) {
      permit(who, 'lead');
      await db.transaction().execute(async tx => {
        const before = (await listWorking(tx, who.brandId)).find(one => one.agentId === agentId);
        if (before === undefined) throw notFound('member');
        const skills = tidySkills(change.skills ?? before.skills.flatMap(written => readSkill(written) ?? []));
        if (skills.length > SKILLS_PER_MEMBER)
          throw new Refusal('not_valid', `A colleague has room for ${SKILLS_PER_MEMBER} skills.`);
        const capacity = change.capacity ?? before.capacity;
        await writeWorking(tx, who.brandId, agentId, { skills: skills.map(writeSkill), capacity });
        await tellSettings(tx, who, 'teams', now());
      });
      const after = (await listWorkingViews(needs, who)).find(one => one.agentId === agentId);
      if (after === undefined) throw notFound('member');
      return after;
    },
  };
}

async function listViews({ db, now }: TeamsNeeds, who: Who): Promise<TeamView[]> {
  permit(who, 'read');
  const { brandId } = who;
  const teams = await store.listTeams(db, brandId);
  const asked = { brandId, scope: inboxScope(who), now: now(), most: TEAM_COUNTED };
  const counts = new Map((await store.countTeams(db, asked)).map(count => [count.teamId, count]));
  const hours = new Map((await listCalendarTeams(db, brandId)).map(use => [use.teamId, use.calendarId]));
  const scope = inboxScope(who);
  return teams.map(team => {
    const { waiting = 0, late = 0, unassigned = 0 } = counts.get(team.id) ?? {};
    const inboxes = scope === null ? team.inboxes : team.inboxes.filter(id => scope.includes(id));
    return { ...team, inboxes, calendarId: hours.get(team.id) ?? null, waiting, late, unassigned };
  });
}

async function viewOf(needs: TeamsNeeds, who: Who, id: string): Promise<TeamView> {
  const team = (await listViews(needs, who)).find(one => one.id === id);
  if (team === undefined) throw notFound('team');
  return team;
}

async function listWorkingViews({ db, now }: TeamsNeeds, who: Who): Promise<WorkingView[]> {
  permit(who, 'read_people');
  const hands = await loadHands(db, who.brandId, now());
  const teams = new Map((await listWorking(db, who.brandId)).map(one => [one.agentId, one.teams]));
  return hands.map(({ agentId, skills, capacity, load, hardCases }) => ({
    agentId,
    skills: [...skills],
    capacity,
    load,
    hardCases,
    teams: teams.get(agentId) ?? [],
  }));
}

async function setParts(tx: Tx, who: Who, id: string, { members, inboxes }: TeamChange): Promise<void> {
  if (members !== undefined) {
    const wanted = [...new Set(members)];
    if ((await store.setTeamMembers(tx, who.brandId, id, wanted)) !== wanted.length)
      throw new Refusal('not_valid', 'One of these colleagues does not belong to this brand.');
  }
  if (inboxes !== undefined) {
    const wanted = [...new Set(inboxes)];
    if ((await store.setTeamInboxes(tx, who.brandId, id, wanted)) !== wanted.length)
      throw new Refusal('not_valid', 'One of these inboxes does not exist in this brand.');
  }
}

function sameName(name: string): Refusal {
  return new Refusal('already_exists', `There is a team called ${name} already.`);
}

/** Some conversations at a time, each batch with its events; the team itself at last. */
async function removeTeam({ db, makeId, now }: TeamsNeeds, who: Who, id: string): Promise<void> {
  const { brandId, agentId: actorId } = who;
  for (;;) {
    const moved = await db.transaction().execute(async tx => {
      if (!isUuid(id) || (await store.lockTeam(tx, brandId, id)) === null) throw notFound('team');
      const ids = await store.lockTeamWork(tx, brandId, id, MOVED_AT_ONCE);
      const was = await lockConversations(tx, brandId, ids);
      for (const conversationId of ids) await writeTeam(tx, brandId, conversationId, null);
      const at = now();
      const settled = await settle(tx, brandId, ids, at, { makeId });
      const isLast = ids.length < MOVED_AT_ONCE;
      if (isLast) await store.deleteTeam(tx, brandId, id);
      await announce(tx, { brandId, actorId, at, was, changes: ids.map(one => changed(one, 'team')), settled });
      if (isLast) await tellSettings(tx, who, 'teams', at);
      return isLast;
    });
    if (moved) return;
  }
}

/** Gives a conversation to a team, or takes it out of one (null). Who has it keeps it; its promise is chosen anew. */
export function giveToTeam(
  desk: Desk,
  who: Who,
  id: string,
  teamId: string | null,
): Promise<{ conversation: ConversationView }> {
  return changeConversation(desk, who, id, teaming(desk, who, teamId));
}
