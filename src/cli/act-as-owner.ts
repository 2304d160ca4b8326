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
export async function actAsOwner(
  { database: { db }, world: { makeId, now } }: Session,
  name: string | undefined,
): Promise<{ who: Who; brand: BrandRow }> {
  const brands = makeBrands({ db, makeId, now });
  const brand = name === undefined ? onlyOne(await brands.list()) : await brands.find(name);
  const owner = (await listMembers(db, brand.id)).find(({ role }) => role === 'owner');
  if (owner === undefined) {
    throw new CannotStart(`${brand.name} has no owner yet. Make the first one: heed setup --email … --brand …`);
  }
  return { who: { agentId: owner.id, brandId: brand.id, reach: { role: 'owner', inboxes: 'all' } }, brand };
}

function onlyOne(brands: BrandRow[]): BrandRow {
  const [first, ...others] = brands;
  if (first === undefined) throw new CannotStart('There is no brand yet. Begin with: heed setup --email … --brand …');
  if (others.length > 0) {
    throw new UsageMistake(`Which brand? Add --brand: ${brands.map(({ slug }) => slug).join(', ')}.`);
  }
  return first;
}
