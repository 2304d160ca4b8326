/** Perhaps the same person: shown with the reasons, answered by a person, never acted on without one. */
import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import type { Evidence } from '../core/same-person.ts';
import { rootOf, treeOf } from '../store/contact-trees.ts';
import { type ContactView, readContacts } from '../store/contacts.ts';
import { lockConversations } from '../store/conversations.ts';
import type { Tx } from '../store/db.ts';
import { conversationsOfIdentities } from '../store/identities.ts';
import { inSnapshot } from '../store/snapshot.ts';
import {
  decideSuggestion as decide,
  findSuggestion,
  listOpenSuggestions,
  type SuggestionRow,
} from '../store/suggestions.ts';
import { announce } from './announce.ts';
import { changed } from './change.ts';
import type { Desk } from './desk.ts';
import type { Page } from './inbox.ts';
import { mergeWithin, permitMerging } from './merge-contacts.ts';
import { notFound, permit, type Who } from './permit.ts';

export type SuggestionView = {
  id: string;
  /** Asked for one contact, that one. */
  one: ContactView;
  other: ContactView;
  evidence: Evidence[];
  score: number;
  state: 'open' | 'accepted' | 'refused';
  madeAt: string;
};

/** Open ones, the surest first; two contacts are asked about once, however many reasons there are. */
export function listSuggestions(
  { db }: Pick<Desk, 'db'>,
  who: Who,
  query: { contact?: string | undefined; after?: string | undefined; limit: number },
): Promise<Page<SuggestionView>> {
  permit(who, 'read_people');
  const after = query.after === undefined ? null : readCursor(query.after);
  return inSnapshot(db, async (tx, seq) => {
    const root = query.contact === undefined ? null : await rootOf(tx, who.brandId, query.contact);
    const treeIds = root === null ? null : await treeOf(tx, who.brandId, root);
    if (query.contact !== undefined && root === null) throw notFound('contact');
    const found = await listOpenSuggestions(tx, who.brandId, { treeIds, after }, query.limit + 1);
    const rows = found.slice(0, query.limit);
    const last = rows.at(-1);
    const next = found.length > query.limit && last !== undefined ? `${last.score}~${last.id}` : null;
    return { rows: await viewsOf(tx, who.brandId, oncePerPair(rows), root), next, seq };
  });
}

export type Decision = 'same' | 'different' | 'open';

/**
 * `same` merges the two (`keep`: which of them stays, else the one known longer); `different` is remembered and never asked again; `open` takes
 * a `different` back.
 */
export function decideSuggestion(
  desk: Desk,
  who: Who,
  id: string,
  { decision, keep }: { decision: Decision; keep?: string | undefined },
): Promise<{ mergeId: string | null; contactId: string }> {
  permitMerging(who);
  return desk.db.transaction().execute(async tx => {
    const found = isUuid(id) ? await findSuggestion(tx, who.brandId, id) : null;
    if (found === null) throw notFound('suggestion');
    const { oneRoot, otherRoot, evidence } = found;
    if (decision === 'same') {
      if (oneRoot === otherRoot) throw new Refusal('already_exists', 'They are one contact already.');
      const into = await whoStays(tx, who.brandId, found, keep);
      return mergeWithin(desk, tx, who, into, into === oneRoot ? otherRoot : oneRoot, evidence);
    }
    if (oneRoot === otherRoot) throw new Refusal('not_valid', 'They are one contact now. Take them apart first.');
    await setAside(desk, tx, who, found, decision === 'different' ? 'refused' : 'open');
    return { mergeId: null, contactId: keep ?? oneRoot };
  });
}

async function setAside(desk: Desk, tx: Tx, who: Who, found: SuggestionRow, state: 'refused' | 'open'): Promise<void> {
  const { brandId, agentId } = who;
  const shown = await conversationsOfIdentities(tx, brandId, [found.oneRoot, found.otherRoot], TOLD_LIMIT);
  const was = await lockConversations(tx, brandId, shown);
  await decide(tx, brandId, found.id, state, { by: agentId, at: desk.now() });
  const changes = [...was.keys()].map(one => changed(one, 'person'));
  if (changes.length > 0) await announce(tx, { brandId, actorId: agentId, at: desk.now(), was, changes });
}

const TOLD_LIMIT = 20;

async function whoStays(tx: Tx, brandId: number, found: SuggestionRow, keep: string | undefined): Promise<string> {
  const { oneRoot, otherRoot } = found;
  const kept = keep === undefined || !isUuid(keep) ? null : await rootOf(tx, brandId, keep);
  if (kept === oneRoot || kept === otherRoot) return kept;
  const [one, other] = await readContacts(tx, brandId, [oneRoot, otherRoot]);
  return one !== undefined && other !== undefined && other.createdAt < one.createdAt ? otherRoot : oneRoot;
}

async function viewsOf(
  tx: Tx,
  brandId: number,
  rows: SuggestionRow[],
  first: string | null,
): Promise<SuggestionView[]> {
  const ids = [...new Set(rows.flatMap(row => [row.oneRoot, row.otherRoot]))];
  const contacts = new Map((await readContacts(tx, brandId, ids)).map(one => [one.id, one]));
  return rows.flatMap(row => {
    const turned = row.otherRoot === first;
    const one = contacts.get(turned ? row.otherRoot : row.oneRoot);
    const other = contacts.get(turned ? row.oneRoot : row.otherRoot);
    if (one === undefined || other === undefined) return [];
    const { id, evidence, score, state } = row;
    return [{ id, one, other, evidence, score, state, madeAt: row.madeAt.toISOString() }];
  });
}

function oncePerPair(rows: readonly SuggestionRow[]): SuggestionRow[] {
  const pairs = new Map<string, SuggestionRow>();
  for (const row of rows) {
    const pair = [row.oneRoot, row.otherRoot].sort().join(' ');
    if (!pairs.has(pair)) pairs.set(pair, row);
  }
  return [...pairs.values()];
}

function readCursor(cursor: string): { score: number; id: string } {
  const [score = '', id = ''] = cursor.split('~');
  if (!/^\d(\.\d{1,9})?$/.test(score) || !isUuid(id)) {
    throw new Refusal(
      'not_valid',
      'This `after` is not a cursor from this list. Leave it out to start at the beginning.',
    );
  }
  return { score: Number(score), id };
}
