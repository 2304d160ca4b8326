/** Teams, how colleagues work, and who is here. */
import { z } from 'zod';
import { AWAY_REASONS } from '../core/presence.ts';
import { SKILL_KINDS, SKILLS_PER_MEMBER } from '../core/skill.ts';
import { CAPACITY_LIMIT } from '../core/weight.ts';
import { nothing, type Shape, shortText } from './shape.ts';
import * as shapes from './shapes.ts';

const skill = z.object({ kind: z.enum(SKILL_KINDS), value: z.string().trim().min(1).max(60) });
const ids = z.array(shapes.uuid).max(500);

const team = z.object({
  id: shapes.uuid,
  name: z.string(),
  handsOut: z.enum(['pull', 'push']),
  members: z.array(shapes.uuid),
  inboxes: z.array(shapes.uuid),
  calendarId: shapes.uuid.nullable(),
  waiting: z.int(),
  late: z.int(),
  unassigned: z.int(),
});
const working = z.object({
  agentId: shapes.uuid,
  skills: z.array(skill),
  capacity: z.int(),
  load: z.int(),
  hardCases: z.int(),
  teams: z.array(shapes.uuid),
});
const here = z.object({
  agentId: shapes.uuid,
  state: z.enum(['on', 'away', 'off']),
  since: shapes.instant.nullable(),
  reason: z.enum(AWAY_REASONS).nullable(),
});

const standing = z.object({
  teamId: shapes.uuid.nullable(),
  name: z.string().nullable(),
  timeZone: z.string(),
  kept: z.int(),
  broken: z.int(),
  atRisk: z.int(),
  soon: z.int(),
  waiting: z.int(),
  unassigned: z.int(),
  late: z.int(),
});
const onBoard = z.object({
  agentId: shapes.uuid,
  teams: z.array(shapes.uuid),
  state: z.enum(['on', 'away', 'off']),
  since: shapes.instant.nullable(),
  reason: z.enum(AWAY_REASONS).nullable(),
  load: z.int(),
  capacity: z.int(),
  holds: z.int(),
  next: z.array(shapes.uuid),
  given: z.array(shapes.uuid),
  kept: z.int().nullable(),
  broken: z.int().nullable(),
});

export const teams = {
  listTeams: {
    summary: 'The brand’s teams, with who waits for each now.',
    output: z.object({ rows: z.array(team) }),
  },
  makeTeam: {
    summary: 'A new team. An inbox’s new work begins with one team.',
    status: 201,
    body: z.object({
      name: shortText,
      handsOut: z.enum(['pull', 'push']).default('pull'),
      members: ids.default([]),
      inboxes: ids.default([]),
    }),
    output: z.object({ team }),
  },
  changeTeam: {
    summary: 'Change name, members, inboxes, or whether work is pushed; what is left out stays.',
    body: z.object({
      name: shortText.optional(),
      handsOut: z.enum(['pull', 'push']).optional(),
      members: ids.optional(),
      inboxes: ids.optional(),
    }),
    output: z.object({ team }),
  },
  removeTeam: { summary: 'Its work goes on without a team.', output: nothing },
  giveToTeam: {
    summary: 'Give a conversation to a team, or take it out of one; who has it keeps it.',
    body: z.object({ teamId: shapes.uuid.nullable() }),
    output: z.object({ conversation: shapes.conversation }),
  },
  listWorking: {
    summary: 'How everybody works: skills, capacity, and what they carry now.',
    output: z.object({ rows: z.array(working) }),
  },
  changeWorking: {
    summary: 'Change a colleague’s skills or capacity; what is left out stays.',
    body: z.object({
      skills: z.array(skill).max(SKILLS_PER_MEMBER).optional(),
      capacity: z.int().min(1).max(CAPACITY_LIMIT).optional(),
    }),
    output: z.object({ working }),
  },
  listPresence: { summary: 'Who is on, away or off.', output: z.object({ rows: z.array(here) }) },
  readTeamBoard: {
    summary: 'Today’s promise by team, who is on and what they have, and the conversations at risk.',
    output: z.object({
      at: shapes.instant,
      seq: z.int(),
      teams: z.array(standing),
      colleagues: z.array(onBoard),
      atRisk: z.array(shapes.uuid),
      late: z.array(shapes.uuid),
      conversations: z.array(shapes.conversation),
      nextDueAt: shapes.instant.nullable(),
      isMore: z.boolean(),
    }),
  },
  knock: {
    summary: 'An open desk says that it is there: every half minute, and when somebody goes away or comes back.',
    body: z.object({
      active: z.boolean(),
      away: z.enum(AWAY_REASONS).nullable().optional(),
      leaving: z.boolean().optional(),
    }),
    output: z.object({ here }),
  },
} satisfies Record<string, Shape>;
