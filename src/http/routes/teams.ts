import { knock, listPresence } from '../../services/presence.ts';
import { readTeamBoard } from '../../services/team-board.ts';
import { giveToTeam } from '../../services/teams.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

export function teamRoutes({
  teams,
  desk,
}: Pick<Services, 'teams' | 'desk'>): Routes<
  | 'listTeams'
  | 'makeTeam'
  | 'changeTeam'
  | 'removeTeam'
  | 'giveToTeam'
  | 'listWorking'
  | 'changeWorking'
  | 'listPresence'
  | 'readTeamBoard'
  | 'knock'
> {
  return {
    listTeams: async ({ who }) => ({ rows: await teams.list(who) }),
    makeTeam: async ({ who, body }) => ({ team: await teams.make(who, body) }),
    changeTeam: async ({ who, id, body }) => ({ team: await teams.change(who, id, body) }),
    async removeTeam({ who, id }) {
      await teams.remove(who, id);
      return {};
    },
    giveToTeam: ({ who, id, body }) => giveToTeam(desk, who, id, body.teamId),
    listWorking: async ({ who }) => ({ rows: await teams.working(who) }),
    changeWorking: async ({ who, id, body }) => ({ working: await teams.changeWorking(who, id, body) }),
    listPresence: async ({ who }) => ({ rows: await listPresence(desk, who) }),
    readTeamBoard: ({ who }) => readTeamBoard(desk, who),
    knock: async ({ who, body }) => ({ here: await knock(desk, who, body) }),
  };
}
