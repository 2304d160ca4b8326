/** Where a recording is played to: its brand, begun where it does not exist, and one archive channel for each file. */
import { basename } from 'node:path';
import type { MakeId } from '../core/id.ts';
import { defaultPolicies } from '../core/policy.ts';
import type { Person } from '../core/post.ts';
import { Refusal } from '../core/refusal.ts';
import { slugsFor } from '../core/slug.ts';
import { findBrandByName, insertBrand } from '../store/brands.ts';
import { findByAccount, firstInbox, insertChannel, lockBrandChannels } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { insertInbox } from '../store/inboxes.ts';
import { insertMember } from '../store/members.ts';
import { insertPolicies } from '../store/policies.ts';
import { firstOwners, lockBrandNames } from '../store/replay.ts';
import { tellChanged } from './tell-changed.ts';

export const ARCHIVE = 'archive';
const CHANNEL_NAME_LIMIT = 120;
const SLUG_TRIES = 200;

export type ArchiveChannel = { brandId: number; id: string; account: Person };

export async function brandNamed(
  { db, makeId }: { db: Db; makeId: MakeId },
  name: string,
): Promise<{ brandId: number; begun: { owners: number } | null }> {
  const known = await findBrandByName(db, name);
  if (known !== null) return { brandId: known.id, begun: null };
  return db.transaction().execute(async tx => {
    await lockBrandNames(tx);
    const meanwhile = await findBrandByName(tx, name);
    if (meanwhile !== null) return { brandId: meanwhile.id, begun: null };
    const brand = await insertBrand(tx, name, slugsFor(name, SLUG_TRIES));
    if (brand === null) throw new Refusal('already_exists', 'Too many brands are called this. Choose another name.');
    await insertInbox(tx, brand.id, { id: makeId(), name });
    await insertPolicies(tx, brand.id, defaultPolicies(makeId));
    const owners = await firstOwners(tx);
    for (const owner of owners) await insertMember(tx, brand.id, owner, 'owner');
    return { brandId: brand.id, begun: { owners: owners.length } };
  });
}

/** @param recorded.sha256 of the file: the same recording is the same channel, wherever the file lies and whatever it is called */
export async function archiveChannelFor(
  { db, makeId, now }: { db: Db; makeId: MakeId; now: () => Date },
  brandId: number,
  recorded: { file: string; sha256: string; ours: Person },
): Promise<ArchiveChannel> {
  const name = basename(recorded.file).slice(0, CHANNEL_NAME_LIMIT);
  const account = { ...recorded.ours, remoteId: `sha256:${recorded.sha256}` };
  return db.transaction().execute(async tx => {
    await lockBrandChannels(tx, brandId);
    const known = await findByAccount(tx, brandId, ARCHIVE, account.remoteId);
    if (known !== null) return { brandId, id: known.id, account: known.account };
    const inboxId = await firstInbox(tx, brandId);
    if (inboxId === null) throw new Refusal('not_valid', 'This brand has no inbox yet. Make one first.');
    const row = { brandId, id: makeId(), inboxId, network: ARCHIVE, name, account, sealed: null };
    await insertChannel(tx, row);
    await tellChanged(tx, now(), { ...row, actorId: null, state: 'active', said: null });
    return { brandId, id: row.id, account };
  });
}
