/** What was said with one person on all networks, and what was done to what we know of them. */
import type { FactsEdit } from '../core/contact-facts.ts';
import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import type { Evidence } from '../core/same-person.ts';
import { type ChangeRow, historyOf } from '../store/contact-changes.ts';
import { messagesOfContact, type Said } from '../store/contact-timeline.ts';
import { rootOf, treeOf } from '../store/contact-trees.ts';
import { isContactWithin } from '../store/contacts.ts';
import { inSnapshot } from '../store/snapshot.ts';
import type { Desk } from './desk.ts';
import type { Page } from './inbox.ts';
import { inboxScope, notFound, permit, type Who } from './permit.ts';

export type TimelineQuery = {
  network?: string | undefined;
  visibility?: 'public' | 'private' | undefined;
  after?: string | undefined;
  limit: number;
};

/** Newest first, over all networks; a partner's is cut to their inboxes. Notes between colleagues are not part of it. */
export function contactTimeline(
  { db }: Pick<Desk, 'db'>,
  who: Who,
  id: string,
  { network, visibility, after, limit }: TimelineQuery,
): Promise<Page<Said>> {
  permit(who, 'read');
  const from = after === undefined ? null : readCursor(after);
  return inSnapshot(db, async (tx, seq) => {
    const { brandId } = who;
    const scope = inboxScope(who);
    const contactId = isUuid(id) ? await rootOf(tx, brandId, id) : null;
    const isThere = contactId !== null && (scope === null || (await isContactWithin(tx, brandId, contactId, scope)));
    if (!isThere) throw notFound('contact');
    const asked = { brandId, contactId, network: network ?? null, visibility: visibility ?? null, scope, after: from };
    const found = await messagesOfContact(tx, asked, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1)?.message;
    return { rows, next: found.length > limit && last !== undefined ? `${last.at}~${last.id}` : null, seq };
  });
}

export type HistoryView = {
  id: string;
  at: string;
  agentId: string | null;
  kind: ChangeRow['kind'];
  edit: FactsEdit | null;
  /** What the changed things were before. */
  before: FactsEdit | null;
  from: { id: string; name: string } | null;
  evidence: Evidence[];
  /** The file it came from. */
  fileName: string | null;
  undoneAt: string | null;
  undoneBy: string | null;
};

export function contactHistory(
  { db }: Pick<Desk, 'db'>,
  who: Who,
  id: string,
  query: { after?: string | undefined; limit: number },
): Promise<Page<HistoryView>> {
  permit(who, 'read_people');
  const after = query.after === undefined ? null : Number(/^\d{1,15}$/.exec(query.after)?.[0] ?? Number.NaN);
  if (Number.isNaN(after)) throw noCursor();
  return inSnapshot(db, async (tx, seq) => {
    const root = isUuid(id) ? await rootOf(tx, who.brandId, id) : null;
    if (root === null) throw notFound('contact');
    const tree = await treeOf(tx, who.brandId, root);
    const found = await historyOf(tx, who.brandId, tree, after, query.limit + 1);
    const rows = found.slice(0, query.limit);
    return { rows: rows.map(viewOf), next: found.length > query.limit ? String(rows.at(-1)?.n) : null, seq };
  });
}

function viewOf(row: ChangeRow): HistoryView {
  const { id, agentId, kind, edit, fromId, fromName, evidence, fileName, undoneBy } = row;
  return {
    id,
    at: row.at.toISOString(),
    agentId,
    kind,
    edit,
    before: edit && kind === 'edit' ? wasBefore(row, edit) : null,
    from: fromId === null ? null : { id: fromId, name: fromName ?? '' },
    evidence: evidence ?? [],
    fileName,
    undoneAt: row.undoneAt?.toISOString() ?? null,
    undoneBy,
  };
}

function wasBefore({ before }: ChangeRow, edit: FactsEdit): FactsEdit {
  const fields = Object.keys(edit.fields ?? {}).map(id => [id, before.fields[id] ?? null] as const);
  return {
    ...(edit.name === undefined ? {} : { name: before.name }),
    ...(edit.notes === undefined ? {} : { notes: before.notes }),
    ...(fields.length === 0 ? {} : { fields: Object.fromEntries(fields) }),
    ...(edit.value === undefined ? {} : { value: before.value }),
  };
}

function readCursor(cursor: string): { at: Date; id: string } {
  const [at = '', id = ''] = cursor.split('~');
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime()) || !isUuid(id)) throw noCursor();
  return { at: instant, id };
}

function noCursor(): Refusal {
  return new Refusal(
    'not_valid',
    'This `after` is not a cursor from this list. Leave it out to start at the beginning.',
  );
}
