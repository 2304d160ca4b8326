import type { MakeId } from '../core/id.ts';
import { isUuid } from '../core/id.ts';
import type { Db, Tx } from '../store/db.ts';
import { type InboxRow, insertInbox, listInboxes, lockInbox, waitingInInbox, writeInbox } from '../store/inboxes.ts';
import { announce } from './announce.ts';
import { tellSettings } from './brands.ts';
import { inboxScope, notFound, permit, permitInbox, type Who } from './permit.ts';
import { settle } from './settle.ts';

export type Inboxes = {
  /** Those the caller may see. */
  list(who: Who): Promise<InboxRow[]>;
  make(who: Who, inbox: Omit<InboxRow, 'id'>): Promise<InboxRow>;
  /** Fields left out stay. @returns `retimed`: how many open clocks were counted anew */
  change(who: Who, id: string, change: InboxChange): Promise<{ inbox: InboxRow; retimed: number }>;
};

export type InboxChange = { [Field in Exclude<keyof InboxRow, 'id'>]?: InboxRow[Field] | undefined };
export type InboxesNeeds = { db: Db; makeId: MakeId; now: () => Date };

/** Clocks counted anew in one transaction; the log is not held for longer than these take. */
const RETIMED_AT_ONCE = 200;

export function makeInboxes(needs: InboxesNeeds): Inboxes {
  const { db, makeId, now } = needs;
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
      const { before, after } = await db.transaction().execute(tx => rewrite(tx, who, id, change, now()));
      const isSamePromise =
        before.firstResponseMinutes === after.firstResponseMinutes &&
        before.nextResponseMinutes === after.nextResponseMinutes;
      return { inbox: after, retimed: isSamePromise ? 0 : await retime(needs, who, id) };
    },
  };
}

async function rewrite(
  tx: Tx,
  who: Who,
  id: string,
  change: InboxChange,
  at: Date,
): Promise<{ before: InboxRow; after: InboxRow }> {
  const before = isUuid(id) ? await lockInbox(tx, who.brandId, id) : null;
  if (before === null) throw notFound('inbox');
  const after: InboxRow = {
    id: before.id,
    name: change.name ?? before.name,
    firstResponseMinutes: change.firstResponseMinutes ?? before.firstResponseMinutes,
    nextResponseMinutes: change.nextResponseMinutes ?? before.nextResponseMinutes,
  };
  await writeInbox(tx, who.brandId, after);
  await tellSettings(tx, who, 'inboxes', at);
  return { before, after };
}

/** Counts the open clocks of an inbox anew, some at a time, each batch whole with its events. */
async function retime({ db, makeId, now }: InboxesNeeds, who: Who, inboxId: string): Promise<number> {
  let after: string | null = null;
  let retimed = 0;
  for (;;) {
    const ids: string[] = await waitingInInbox(db, who.brandId, inboxId, after, RETIMED_AT_ONCE);
    if (ids.length === 0) return retimed;
    await db.transaction().execute(async tx => {
      const at = now();
      const settled = await settle(tx, who.brandId, ids, at, { makeId, since: at });
      const was = new Map(settled.map(one => [one.conversationId, one.was]));
      await announce(tx, { brandId: who.brandId, actorId: who.agentId, at, was, changes: [], settled });
      retimed += settled.filter(one => one.changed).length;
    });
    after = ids.at(-1) ?? null;
  }
}
