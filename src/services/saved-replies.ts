/** Saved replies: everybody's, kept by leads, and each colleague's own. */
import { isUuid, type MakeId } from '../core/id.ts';
import { MACRO_ACTIONS_LIMIT, type MacroAction } from '../core/macro.ts';
import { mayDo } from '../core/permission.ts';
import { Refusal } from '../core/refusal.ts';
import { meantVariable, readPlaces, type SavedVariant } from '../core/saved-reply.ts';
import type { Db, Tx } from '../store/db.ts';
import { describeMedia } from '../store/own-messages.ts';
import * as store from '../store/saved-replies.ts';
import { tellSettings } from './brands.ts';
import { inboxScope, notFound, permit, type Who } from './permit.ts';
import { tidyTags } from './tag.ts';

export type SavedReplyView = Omit<store.SavedReplyRow, 'updatedAt'> & { updatedAt: string; mayEdit: boolean };

export type SavedReplyInput = {
  title: string;
  shortcut: string | null;
  folder: string;
  tags: string[];
  variants: SavedVariant[];
  actions: MacroAction[];
  holding: boolean;
};

export type SavedReplies = {
  /** Everybody's and mine; `lately`: how often each text was used in the last day, so that they take turns. */
  list(who: Who): Promise<{ rows: SavedReplyView[]; lately: store.LatelyUsed[] }>;
  /** @param own mine alone; else everybody's, which a lead keeps */
  make(who: Who, input: SavedReplyInput & { own: boolean }): Promise<SavedReplyView>;
  /** @param version the one that was read: a later one is not written over */
  change(who: Who, id: string, input: SavedReplyInput & { version: number }): Promise<SavedReplyView>;
  remove(who: Who, id: string): Promise<void>;
  /** What became of the answers in so many months, this one included; the newest first. */
  outcomes(who: Who, months: number): Promise<store.Outcome[]>;
};

const LATELY_MS = 24 * 3_600_000;

export function makeSavedReplies({ db, makeId, now }: { db: Db; makeId: MakeId; now: () => Date }): SavedReplies {
  return {
    async list(who) {
      permit(who, 'answer');
      const rows = await store.listSavedReplies(db, who.brandId, who.agentId);
      const lately = await store.usedLately(db, who.brandId, new Date(now().getTime() - LATELY_MS));
      const shown = new Set(rows.map(row => row.id));
      return { rows: rows.map(row => viewOf(who, row)), lately: lately.filter(({ id }) => shown.has(id)) };
    },
    make: (who, { own, ...input }) =>
      db.transaction().execute(async tx => {
        permit(who, own ? 'answer' : 'lead');
        const fresh = { id: makeId(), ownerId: own ? who.agentId : null, version: 0 };
        return write(tx, who, fresh, input, now());
      }),
    change: (who, id, { version, ...input }) =>
      db.transaction().execute(async tx => {
        const row = await lockMine(tx, who, id);
        if (row.version !== version) {
          throw new Refusal(
            'already_exists',
            'Somebody has changed it meanwhile. Look at theirs, then change it again.',
          );
        }
        return write(tx, who, row, input, now());
      }),
    remove: (who, id) =>
      db.transaction().execute(async tx => {
        await lockMine(tx, who, id);
        await store.removeSavedReply(tx, who.brandId, id, now());
        await tellSettings(tx, who, 'savedReplies', now());
      }),
    outcomes(who, months) {
      permit(who, 'read');
      const today = now();
      const since = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months + 1, 1));
      return store.outcomesOf(db, { brandId: who.brandId, since, scope: inboxScope(who) });
    },
  };
}

function viewOf(who: Who, row: store.SavedReplyRow): SavedReplyView {
  return { ...row, updatedAt: row.updatedAt.toISOString(), mayEdit: mayEdit(who, row) };
}

function mayEdit(who: Who, { ownerId }: Pick<store.SavedReplyRow, 'ownerId'>): boolean {
  return ownerId === null ? mayDo(who.reach.role, 'lead') : ownerId === who.agentId;
}

/** Another colleague's own does not exist; everybody's is kept by leads. */
async function lockMine(tx: Tx, who: Who, id: string): Promise<store.SavedReplyRow> {
  permit(who, 'answer');
  const row = isUuid(id) ? await store.lockSavedReply(tx, who.brandId, id) : null;
  if (row === null || (row.ownerId !== null && row.ownerId !== who.agentId)) throw notFound('saved reply');
  if (!mayEdit(who, row)) permit(who, 'lead');
  return row;
}

async function write(
  tx: Tx,
  who: Who,
  { id, ownerId, version }: Pick<store.SavedReplyRow, 'id' | 'ownerId' | 'version'>,
  input: SavedReplyInput,
  at: Date,
): Promise<SavedReplyView> {
  await check(tx, who, input);
  await store.lockSavedReplies(tx, who.brandId);
  const row: store.SavedReplyRow = {
    ...input,
    id,
    ownerId,
    title: input.title.trim(),
    shortcut: input.shortcut?.trim().toLowerCase() || null,
    folder: input.folder.trim(),
    tags: tidyTags(input.tags),
    version: version + 1,
    updatedAt: at,
    updatedBy: who.agentId,
  };
  if (!(await store.writeSavedReply(tx, who.brandId, row))) {
    throw new Refusal('already_exists', `Another saved reply has the shortcut /${row.shortcut}. Choose another.`);
  }
  await tellSettings(tx, who, 'savedReplies', at);
  return viewOf(who, row);
}

/** @throws Refusal `not_valid` that names the place of the first mistake, and all of them in its details */
async function check(tx: Tx, who: Who, { variants, actions }: SavedReplyInput): Promise<void> {
  if (
    variants.length === 0 ||
    variants.some(({ texts }) => texts.length === 0 || texts.some(text => text.trim() === ''))
  ) {
    throw new Refusal('not_valid', 'Write the words of each language and network, or take it out.');
  }
  const places = variants.map(({ lang, network }) => `${lang ?? ''} ${network ?? ''}`);
  if (new Set(places).size < places.length) {
    throw new Refusal('not_valid', 'Two of them are for the same language and network. Put their texts together.');
  }
  const mistakes = variants.flatMap((variant, v) =>
    variant.texts.flatMap((text, t) => readPlaces(text).mistakes.map(mistake => ({ variant: v, text: t, ...mistake }))),
  );
  const first = mistakes[0];
  if (first !== undefined) throw new Refusal('not_valid', mistakeWords(first), { mistakes });
  if (actions.length > MACRO_ACTIONS_LIMIT) {
    throw new Refusal('too_many', `A saved reply does ${MACRO_ACTIONS_LIMIT} things besides at most.`);
  }
  const pictures = variants.flatMap(({ media }) => media.map(({ mediaId }) => mediaId));
  const held = await describeMedia(tx, who.brandId, pictures);
  if (pictures.some(mediaId => !held.has(mediaId))) {
    throw new Refusal('not_valid', 'One of the pictures is not here any more. Add it again.');
  }
}

function mistakeWords({ kind, name, start }: { kind: string; name: string; start: number }): string {
  if (kind === 'unclosed')
    return `At character ${start + 1}, a place opens with {{ and never closes. Write }} behind its name.`;
  if (kind === 'nameless')
    return `At character ${start + 1}, a place has no name. Write what stands there: {{first_name|there}}.`;
  const meant = meantVariable(name);
  const hint = meant === null ? 'For a field of the contact, write {{field.its name}}.' : `Did you mean {{${meant}}}?`;
  return `At character ${start + 1}, nothing is called {{${name}}}. ${hint}`;
}
