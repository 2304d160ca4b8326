/** Views of the queue under a name: one's own, or the whole team's. */
import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import { sendAsides } from '../store/asides.ts';
import type { Tx } from '../store/db.ts';
import * as store from '../store/saved-views.ts';
import { inSnapshot } from '../store/snapshot.ts';
import type { Desk } from './desk.ts';
import { expectVersion } from './expect-version.ts';
import { countUpTo, type QueueQuery } from './inbox.ts';
import { notFound, permit, type Who } from './permit.ts';

/** What the queue is asked for, without the page. */
export type ViewFilter = Omit<QueueQuery, 'after' | 'limit' | 'contact'>;
export type SavedView = { id: string; name: string; isShared: boolean; filter: ViewFilter; version: number; n: number };
export type ViewInput = { name: string; isShared: boolean; filter: ViewFilter };

export const VIEWS_LIMIT = 30;
/** A higher number is shown as "99+". */
export const COUNTED_LIMIT = 100;

/** The team's and mine, each with how many stand in it, counted no further than a hundred. */
export function listSavedViews({ db }: Pick<Desk, 'db'>, who: Who): Promise<{ rows: SavedView[]; seq: number }> {
  permit(who, 'read');
  return inSnapshot(db, async (tx, seq) => {
    const rows: SavedView[] = [];
    for (const view of await store.listSavedViews(tx, who.brandId, who.agentId)) {
      const shown = viewOf(view);
      rows.push({ ...shown, n: await countUpTo(tx, who, shown.filter, COUNTED_LIMIT) });
    }
    return { rows, seq };
  });
}

/** A shared view is for leads to make. */
export async function addSavedView(desk: Desk, who: Who, input: ViewInput): Promise<{ view: Omit<SavedView, 'n'> }> {
  permit(who, input.isShared ? 'lead' : 'read');
  return change(desk, who, async tx => {
    const held = await store.listSavedViews(tx, who.brandId, who.agentId);
    if (held.length >= VIEWS_LIMIT) {
      throw new Refusal('too_many', `There are ${VIEWS_LIMIT} views already. Remove one you no longer use.`);
    }
    const row = { id: desk.makeId(), name: input.name, ownerId: ownerOf(who, input.isShared), filter: input.filter };
    await store.insertSavedView(tx, who.brandId, row, desk.now());
    return { ...row, version: 1 };
  });
}

export function changeSavedView(
  desk: Desk,
  who: Who,
  id: string,
  input: Partial<ViewInput> & { version?: number | undefined },
): Promise<{ view: Omit<SavedView, 'n'> }> {
  return change(desk, who, async tx => {
    const row = await viewFor(tx, who, id);
    if (input.isShared === true) permit(who, 'lead');
    expectVersion(viewOf(row), input.version);
    const changed = {
      ...row,
      name: input.name ?? row.name,
      ownerId: input.isShared === undefined ? row.ownerId : ownerOf(who, input.isShared),
      filter: input.filter ?? row.filter,
      version: row.version + 1,
    };
    await store.updateSavedView(tx, who.brandId, changed);
    return changed;
  });
}

export async function removeSavedView(desk: Desk, who: Who, id: string): Promise<void> {
  await change(desk, who, async tx => {
    const row = await viewFor(tx, who, id);
    await store.removeSavedView(tx, who.brandId, id);
    return row;
  });
}

/** Mine, or a shared one and I lead; another's own does not exist. */
async function viewFor(tx: Tx, who: Who, id: string): Promise<store.SavedViewRow> {
  permit(who, 'read');
  const row = isUuid(id) ? await store.lockSavedView(tx, who.brandId, id) : null;
  if (row === null || (row.ownerId !== null && row.ownerId !== who.agentId)) throw notFound('view');
  if (row.ownerId === null) permit(who, 'lead');
  return row;
}

function change(
  { db }: Desk,
  who: Who,
  work: (tx: Tx) => Promise<store.SavedViewRow>,
): Promise<{ view: Omit<SavedView, 'n'> }> {
  return db.transaction().execute(async tx => {
    const row = await work(tx);
    // Whoever shared it with the team, and whoever took it back, changes what everybody has.
    await sendAsides(tx, [{ brandId: who.brandId, inboxId: null, agentId: null, data: { kind: 'views' } }]);
    return { view: viewOf(row) };
  });
}

function ownerOf(who: Who, isShared: boolean): string | null {
  return isShared ? null : who.agentId;
}

/** Filters were checked when they were saved. */
function viewOf({ id, name, ownerId, filter, version }: store.SavedViewRow): Omit<SavedView, 'n'> {
  return { id, name, isShared: ownerId === null, filter: filter as ViewFilter, version };
}
