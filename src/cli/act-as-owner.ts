import { CannotStart } from '../core/cannot-start.ts';
import { makeBrands } from '../services/brands.ts';
import type { Who } from '../services/permit.ts';
import type { BrandRow } from '../store/brands.ts';
import { listMembers } from '../store/members.ts';
import type { Session } from './session.ts';
import { UsageMistake } from './verb.ts';

/**
 * The brand a verb is about, and its first owner, in whose name the command line acts: whoever can run it has the machine.
 * @param name of the brand, or its slug; may be left out where there is only one
 */
export async function actAsOwner(session: Session, name: string | undefined): Promise<{ who: Who; brand: BrandRow }> {
  const { database, world } = session;
  const brands = makeBrands({ db: database.db, ...world });
  const brand = name === undefined ? onlyOne(await brands.list()) : await brands.find(name);
  const owner = await ownerOf(session, brand.id);
  if (owner === undefined) {
    throw new CannotStart(`${brand.name} has no owner yet. Make the first one: heed setup --email … --brand …`);
  }
  return { who: { agentId: owner.id, brandId: brand.id, reach: { role: 'owner', inboxes: 'all' } }, brand };
}

/** Every brand that has an owner, for lists that need not choose one. @param name only this one */
export async function actInEach(session: Session, name: string | undefined): Promise<{ who: Who; brand: BrandRow }[]> {
  const { database, world } = session;
  const all = await makeBrands({ db: database.db, ...world }).list();
  if (name !== undefined || all.length < 2) return [await actAsOwner(session, name)];
  const owned = await Promise.all(all.map(async ({ id, slug }) => ((await ownerOf(session, id)) ? [slug] : [])));
  return Promise.all(owned.flat().map(slug => actAsOwner(session, slug)));
}

async function ownerOf({ database: { db } }: Session, brandId: number) {
  return (await listMembers(db, brandId)).find(({ role }) => role === 'owner');
}

function onlyOne(brands: BrandRow[]): BrandRow {
  const [first, ...others] = brands;
  if (first === undefined) throw new CannotStart('There is no brand yet. Begin with: heed setup --email … --brand …');
  if (others.length > 0) {
    throw new UsageMistake(`Which brand? Add --brand: ${brands.map(({ slug }) => slug).join(', ')}.`);
  }
  return first;
}
