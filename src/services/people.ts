/** The people who work here: themselves, and as members of a brand. */
import { randomBytes } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { MakeId } from '../core/id.ts';
import { isUuid } from '../core/id.ts';
import { initialsOf } from '../core/initials.ts';
import type { Role } from '../core/permission.ts';
import { Refusal } from '../core/refusal.ts';
import {
  type AgentRow,
  changeAgent,
  endSessions,
  findAgent,
  findAgentByEmail,
  insertAgent,
  setPassword,
} from '../store/agents.ts';
import type { Db, Tx } from '../store/db.ts';
import {
  changeRole,
  deleteMember,
  findMember,
  findStanding,
  insertMember,
  listMembers,
  listStandings,
  lockOwners,
  type MemberRow,
  type Standing,
  setPartnerInboxes,
} from '../store/members.ts';
import { tellSettings } from './brands.ts';
import { notFound, permit, type Self, type Who } from './permit.ts';

export type People = {
  me(self: Self): Promise<AgentRow & { initials: string; standings: Standing[] }>;
  changeMe(self: Self, change: { name?: string | undefined; locale?: string | undefined }): Promise<void>;
  standings(self: Self): Promise<Standing[]>;
  /** Null for strangers and for brands that do not exist, alike. @param brand number or slug */
  standing(self: Self, brand: number | string): Promise<Standing | null>;
  colleagues(who: Who): Promise<{ id: string; name: string; initials: string }[]>;
  members(who: Who): Promise<MemberRow[]>;
  addMember(who: Who, person: NewMember): Promise<{ member: MemberRow; firstPassword: string | null }>;
  /** Conversations out of the new reach go back to the team. */
  changeMember(who: Who, agentId: string, change: MemberChange): Promise<MemberRow>;
  /** @returns a new first password; their sessions end. Refused for somebody who works for a brand the caller does not own. */
  newPassword(who: Who, agentId: string): Promise<string>;
  /** They lose the brand at once; their conversations go back to the team. */
  removeMember(who: Who, agentId: string): Promise<void>;
};

export type NewMember = { name: string; email: string; role: Role; inboxes?: string[] | undefined };
export type MemberChange = { role?: Role | undefined; inboxes?: string[] | undefined };

export type PeopleNeeds = {
  db: Db;
  makeId: MakeId;
  now: () => Date;
  random?: (bytes: number) => Uint8Array;
  /** Hands back to the team what a member has and may not see any more. */
  handBack: (who: Who, agentId: string) => Promise<void>;
};

const FIRST_PASSWORD_BYTES = 12;

export function makePeople(needs: PeopleNeeds): People {
  const { db, now } = needs;
  return {
    async me({ agentId }) {
      const agent = await findAgent(db, agentId);
      if (agent === null) throw new Refusal('sign_in_first', 'Please sign in.');
      return { ...agent, initials: initialsOf(agent.name), standings: await listStandings(db, agentId) };
    },
    changeMe: ({ agentId }, change) => changeAgent(db, agentId, change),
    standings: ({ agentId }) => listStandings(db, agentId),
    standing: ({ agentId }, brand) => findStanding(db, agentId, brand),
    async colleagues(who) {
      const members = await listMembers(db, who.brandId);
      return members.map(({ id, name }) => ({ id, name, initials: initialsOf(name) }));
    },
    async members(who) {
      permit(who, 'lead');
      return listMembers(db, who.brandId);
    },
    async addMember(who, person) {
      permit(who, 'own');
      return add(needs, who, person);
    },
    async changeMember(who, agentId, change) {
      permit(who, 'own');
      const member = await db.transaction().execute(async tx => {
        const owners = await lockOwners(tx, who.brandId);
        const before = await memberOf(tx, who, agentId);
        const role = change.role ?? before.role;
        if (role !== 'owner') refuseLastOwner(owners, agentId);
        await changeRole(tx, who.brandId, agentId, role);
        const kept = before.inboxes === 'all' ? [] : before.inboxes;
        await setReach(tx, who, agentId, role, change.inboxes ?? kept);
        await tellSettings(tx, who, 'members', now());
        return memberOf(tx, who, agentId);
      });
      await needs.handBack(who, agentId);
      return member;
    },
    async newPassword(who, agentId) {
      permit(who, 'own');
      return renewPassword(needs, who, agentId);
    },
    async removeMember(who, agentId) {
      permit(who, 'own');
      await db.transaction().execute(async tx => {
        const owners = await lockOwners(tx, who.brandId);
        await memberOf(tx, who, agentId);
        refuseLastOwner(owners, agentId);
        await deleteMember(tx, who.brandId, agentId);
        await tellSettings(tx, who, 'members', now());
      });
      await needs.handBack(who, agentId);
    },
  };
}

/** Somebody of another brand keeps their own password; a new person gets a first one, told this once. */
async function add(needs: PeopleNeeds, who: Who, person: NewMember): ReturnType<People['addMember']> {
  const firstPassword = makePassword(needs);
  const hash = await hashPassword(firstPassword);
  const email = person.email.toLowerCase();
  return needs.db.transaction().execute(async tx => {
    const agentId = needs.makeId();
    const isNew = await insertAgent(tx, { id: agentId, name: person.name, email });
    if (isNew) await setPassword(tx, needs.makeId(), agentId, hash);
    const id = isNew ? agentId : ((await findAgentByEmail(tx, email))?.id ?? agentId);
    if (!(await insertMember(tx, who.brandId, id, person.role))) {
      throw new Refusal('already_exists', `${email} is a member already.`);
    }
    await setReach(tx, who, id, person.role, person.inboxes ?? []);
    await tellSettings(tx, who, 'members', needs.now());
    return { member: await memberOf(tx, who, id), firstPassword: isNew ? firstPassword : null };
  });
}

/** Whoever sets a password can sign in as that person everywhere: so all of their brands must be the caller's own. */
async function renewPassword(needs: PeopleNeeds, who: Who, agentId: string): Promise<string> {
  if (agentId === who.agentId) throw new Refusal('not_valid', 'Change your own password under your name.');
  const firstPassword = makePassword(needs);
  const hash = await hashPassword(firstPassword);
  await needs.db.transaction().execute(async tx => {
    await memberOf(tx, who, agentId);
    for (const { brand } of await listStandings(tx, agentId)) {
      const mine = await findStanding(tx, who.agentId, brand.id);
      if (mine?.reach.role !== 'owner') {
        throw new Refusal(
          'not_allowed',
          'They work for somebody else here too. Whoever runs this Heed can set it: heed password.',
        );
      }
    }
    await setPassword(tx, needs.makeId(), agentId, hash);
    await endSessions(tx, agentId, null);
  });
  return firstPassword;
}

function makePassword({ random = randomBytes }: PeopleNeeds): string {
  return Buffer.from(random(FIRST_PASSWORD_BYTES)).toString('base64url');
}

/** Only a partner's reach is cut; everybody else sees all of the brand. */
async function setReach(tx: Tx, who: Who, agentId: string, role: Role, inboxes: string[]): Promise<void> {
  const wanted = role === 'partner' ? [...new Set(inboxes)] : [];
  const set = await setPartnerInboxes(tx, who.brandId, agentId, wanted);
  if (set !== wanted.length) throw new Refusal('not_valid', 'One of these inboxes does not exist in this brand.');
}

async function memberOf(tx: Tx, who: Who, agentId: string): Promise<MemberRow> {
  const member = isUuid(agentId) ? await findMember(tx, who.brandId, agentId) : null;
  if (member === null) throw notFound('member');
  return member;
}

function refuseLastOwner(owners: string[], leavingId: string): void {
  if (owners.length === 1 && owners[0] === leavingId) {
    throw new Refusal('last_owner', 'A brand needs an owner. Make somebody else an owner first.');
  }
}
