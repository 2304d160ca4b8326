import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

export function memberRoutes({
  people,
}: Pick<Services, 'people'>): Routes<
  'listColleagues' | 'listMembers' | 'addMember' | 'changeMember' | 'newPassword' | 'removeMember'
> {
  return {
    listColleagues: async ({ who }) => ({ rows: await people.colleagues(who) }),
    listMembers: async ({ who }) => ({ rows: await people.members(who) }),
    addMember: ({ who, body }) => people.addMember(who, body),
    changeMember: async ({ who, id, body }) => ({ member: await people.changeMember(who, id, body) }),
    newPassword: async ({ who, id }) => ({ firstPassword: await people.newPassword(who, id) }),
    async removeMember({ who, id }) {
      await people.removeMember(who, id);
      return {};
    },
  };
}
