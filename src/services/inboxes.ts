import type { MakeId } from '../core/id.ts';
import { isUuid } from '../core/id.ts';
import type { Db, Tx } from '../store/db.ts';
import { type InboxRow, insertInbox, listInboxes, lockInbox, writeInbox } from '../store/inboxes.ts';
import { tellSettings } from './brands.ts';
import { inboxScope, notFound, permit, permitInbox, type Who } from './permit.ts';

export type Inboxes = {
  /** Those the caller may see. */
  list(who: Who): Promise<InboxRow[]>;
  make(who: Who, inbox: Omit<InboxRow, 'id'>): Promise<InboxRow>;
  /** Fields left out stay. */
  change(who: Who, id: string, change: InboxChange): Promise<{ inbox: InboxRow }>;
};

export type InboxChange = { [Field in Exclude<keyof InboxRow, 'id'>]?: InboxRow[Field] | undefined };
export type InboxesNeeds = { db: Db; makeId: MakeId; now: () => Date };

export function makeInboxes({ db, makeId, now }: InboxesNeeds): Inboxes {
  return {
    list: who => listInboxes(db, who.brandId, inboxScope(who)),
    async make(who, inbox) {
      permit(who, 'lead');
      const row = { ...inbox, id: makeId() };
      await db.transaction().execute(async tx => {
        await insertInbox(tx, who.brandId, row);
        await tellSettings(tx, who, 'inboxes', now());
      });
      return row;
    },
    async change(who, id, change) {
      permit(who, 'lead');
      permitInbox(who, id);
      return { inbox: await db.transaction().execute(tx => rewrite(tx, who, id, change, now())) };
    },
  };
}

async function rewrite(tx: Tx, who: Who, id: string, change: InboxChange, at: Date): Promise<InboxRow> {
  const before = isUuid(id) ? await lockInbox(tx, who.brandId, id) : null;
  if (before === null) throw notFound('inbox');
  const after: InboxRow = { id: before.id, name: change.name ?? before.name };
  await writeInbox(tx, who.brandId, after);
  await tellSettings(tx, who, 'inboxes', at);
  return after;
}
