/** The first owner: by the one-time link in a browser, or by `heed setup`. */
import { createHash, randomBytes } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { MakeId } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import { endSessions, findAgentByEmail, insertAgent, setPassword } from '../store/agents.ts';
import { type BrandRow, brandsWithoutMembers, findBrandByName } from '../store/brands.ts';
import type { Db, Tx } from '../store/db.ts';
import { type InboxRow, listInboxes } from '../store/inboxes.ts';
import { hasAnyOwner, insertMember, lockFirstOwner } from '../store/members.ts';
import { readSetting, takeSetting, writeSetting } from '../store/settings.ts';
import { openBrand } from './brands.ts';
import type { Tokens } from './tokens.ts';

export type Owner = { name: string; email: string; password: string; brand: string };
export type FirstBrand = { agentId: string; brand: BrandRow; inbox: InboxRow };

export type Welcome = {
  needsOwner(): Promise<boolean>;
  /** A new link's token, which ends the one before; null once there is an owner. Called at each start. */
  freshToken(): Promise<string | null>;
  look(token: string | undefined): Promise<{ needsOwner: boolean; tokenIsGood: boolean }>;
  becomeOwner(token: string, owner: Owner): Promise<FirstBrand>;
  /** For the command line: whoever can run it has the machine, so no link is asked for. Makes an API token besides. */
  setUp(owner: Owner): Promise<FirstBrand & { token: string }>;
  /** For the command line, when nobody else can help: their sessions end. @throws Refusal `not_found` */
  setPassword(email: string, password: string): Promise<void>;
};

export type WelcomeNeeds = { db: Db; makeId: MakeId; tokens: Tokens; random?: (bytes: number) => Uint8Array };

/** Length is the only rule that helps (NIST SP 800-63B). */
export const PASSWORD_MIN_LENGTH = 10;
const LINK_BYTES = 32;
/** The setting that holds the link's hash. */
const LINK = 'owner_link';

export function makeWelcome({ db, makeId, tokens, random = randomBytes }: WelcomeNeeds): Welcome {
  const needsOwner = async () => !(await hasAnyOwner(db));
  const look = async (token: string | undefined) => {
    const kept = await readSetting(db, LINK);
    const needed = await needsOwner();
    return { needsOwner: needed, tokenIsGood: needed && token !== undefined && kept === hashOf(token) };
  };
  return {
    needsOwner,
    async freshToken() {
      if (!(await needsOwner())) return null;
      const token = Buffer.from(random(LINK_BYTES)).toString('base64url');
      await writeSetting(db, LINK, hashOf(token));
      return token;
    },
    look,
    async becomeOwner(token, owner) {
      // Looked at first: hashing a password is dear, and anybody may knock.
      if (!(await look(token)).tokenIsGood) throw usedLink();
      const password = await hashPassword(owner.password);
      return db.transaction().execute(async tx => {
        await lockFirstOwner(tx);
        const isGood = (await takeSetting(tx, LINK, hashOf(token))) && !(await hasAnyOwner(tx));
        if (!isGood) throw usedLink();
        return begin(tx, makeId, owner, password);
      });
    },
    async setUp(owner) {
      const password = await hashed(owner.password);
      const first = await db.transaction().execute(async tx => {
        await lockFirstOwner(tx);
        if (await hasAnyOwner(tx)) {
          throw new Refusal(
            'already_exists',
            'This Heed has an owner already. Sign in and add brands and people there.',
          );
        }
        return begin(tx, makeId, owner, password);
      });
      const { token } = await tokens.make({ agentId: first.agentId }, 'heed setup');
      return { ...first, token };
    },
    async setPassword(email, password) {
      const hash = await hashed(password);
      await db.transaction().execute(async tx => {
        const agent = await findAgentByEmail(tx, email.toLowerCase());
        if (agent === null) throw new Refusal('not_found', `Nobody here has the address ${email}.`);
        await setPassword(tx, makeId(), agent.id, hash);
        await endSessions(tx, agent.id, null);
      });
    },
  };
}

async function hashed(password: string): Promise<string> {
  if (password.length < PASSWORD_MIN_LENGTH) {
    throw new Refusal('not_valid', `The password needs at least ${PASSWORD_MIN_LENGTH} characters.`);
  }
  return hashPassword(password);
}

async function begin(tx: Tx, makeId: MakeId, owner: Owner, passwordHash: string): Promise<FirstBrand> {
  const agentId = makeId();
  const isNew = await insertAgent(tx, { id: agentId, name: owner.name, email: owner.email.toLowerCase() });
  if (!isNew) throw new Refusal('already_exists', 'Somebody here has this e-mail address already.');
  await setPassword(tx, makeId(), agentId, passwordHash);
  const begun = await adoptBrands(tx, agentId);
  const known = await findBrandByName(tx, owner.brand);
  const [inbox] = known !== null && begun.includes(known.id) ? await listInboxes(tx, known.id, null) : [];
  if (known !== null && inbox !== undefined) return { agentId, brand: known, inbox };
  return { agentId, ...(await openBrand(tx, makeId, agentId, owner.brand)) };
}

/** Recordings may have been played, and their brands begun, before anybody was here. @returns those brands */
async function adoptBrands(tx: Tx, agentId: string): Promise<number[]> {
  const begun = await brandsWithoutMembers(tx);
  for (const brandId of begun) await insertMember(tx, brandId, agentId, 'owner');
  return begun;
}

function usedLink(): Refusal {
  return new Refusal('not_allowed', 'This link has been used or replaced. Restart Heed for a new one, or sign in.');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
