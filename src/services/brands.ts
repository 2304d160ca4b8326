import type { MakeId } from '../core/id.ts';
import { defaultPolicies } from '../core/policy.ts';
import { Refusal } from '../core/refusal.ts';
import { slugsFor } from '../core/slug.ts';
import { type BrandRow, findBrand, findBrandByName, insertBrand, listBrands, renameBrand } from '../store/brands.ts';
import type { Db, Tx } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { type InboxRow, insertInbox } from '../store/inboxes.ts';
import { insertMember, listStandings } from '../store/members.ts';
import { insertPolicies } from '../store/policies.ts';
import { notFound, permit, type Self, type Who } from './permit.ts';

export type Brands = {
  /** A brand with one inbox, owned by the caller, who must own one already. */
  make(self: Self, name: string): Promise<BrandRow>;
  rename(who: Who, name: string): Promise<BrandRow>;
  /** For the command line: by name or slug. @throws Refusal `not_found` */
  find(nameOrSlug: string): Promise<BrandRow>;
  list(): Promise<BrandRow[]>;
};

export type BrandsNeeds = { db: Db; makeId: MakeId; now: () => Date };

const SLUG_TRIES = 200;

export function makeBrands({ db, makeId, now }: BrandsNeeds): Brands {
  return {
    async make(self, name) {
      const standings = await listStandings(db, self.agentId);
      if (!standings.some(({ reach }) => reach.role === 'owner')) {
        throw new Refusal('not_allowed', 'Only somebody who owns a brand can begin another. Ask an owner.');
      }
      return db.transaction().execute(async tx => (await openBrand(tx, makeId, self.agentId, name)).brand);
    },
    async rename(who, name) {
      permit(who, 'own');
      return db.transaction().execute(async tx => {
        await renameBrand(tx, who.brandId, name);
        const brand = await findBrand(tx, who.brandId);
        if (brand === null) throw notFound('brand');
        await tellSettings(tx, who, 'brand', now());
        return brand;
      });
    },
    async find(nameOrSlug) {
      const brand = await findBrandByName(db, nameOrSlug);
      if (brand !== null) return brand;
      const names = (await listBrands(db)).map(({ name }) => name).join(', ');
      throw new Refusal(
        'not_found',
        `There is no brand "${nameOrSlug}". ${names === '' ? 'There is none yet.' : `There is: ${names}.`}`,
      );
    },
    list: () => listBrands(db),
  };
}

/** The brand, its first inbox and its first owner, and what a new brand promises. */
export async function openBrand(
  tx: Tx,
  makeId: MakeId,
  ownerId: string,
  name: string,
): Promise<{ brand: BrandRow; inbox: InboxRow }> {
  const brand = await insertBrand(tx, name, slugsFor(name, SLUG_TRIES));
  if (brand === null) throw new Refusal('already_exists', 'Too many brands are called this. Choose another name.');
  const inbox = { id: makeId(), name };
  await insertInbox(tx, brand.id, inbox);
  await insertPolicies(tx, brand.id, defaultPolicies(makeId));
  await insertMember(tx, brand.id, ownerId, 'owner');
  return { brand, inbox };
}

/** Tells every open desk of the brand that something it keeps has changed; what changed is asked for, never carried. */
export async function tellSettings(
  tx: Tx,
  /** Null: nobody, by itself. */
  who: Pick<Who, 'brandId'> & { agentId: string | null },
  what:
    | 'brand'
    | 'rules'
    | 'webhooks'
    | 'teams'
    | 'members'
    | 'inboxes'
    | 'calendars'
    | 'contacts'
    | 'policies'
    | 'savedReplies'
    | 'approvals'
    | 'signatures'
    | 'triage'
    | 'readAgain'
    | 'orders'
    | 'surveys'
    | 'staffing'
    | 'insight',
  at: Date,
): Promise<void> {
  const place = { brandId: who.brandId, inboxId: null, conversationId: null };
  await appendEvents(tx, [{ ...place, at, actorId: who.agentId, data: { kind: 'settings.changed', what } }]);
}
