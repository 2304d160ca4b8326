/** Listening queries: what a brand wants to hear although nobody tagged it. */

import type { MakeId } from '../core/id.ts';
import { explain } from '../core/query/explain.ts';
import { modernise } from '../core/query/modernise.ts';
import { parseQuery } from '../core/query/parse.ts';
import type { Query } from '../core/query/query.ts';
import { Refusal } from '../core/refusal.ts';
import type { Db, Tx } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { countByHour, countMatches, type QueryCount } from '../store/listening-finds.ts';
import * as store from '../store/queries.ts';
import { notFound, permit, type Who } from './permit.ts';

export const QUERIES_PER_BRAND = 1_000;
/** How far back the figures beside a query look. */
export const VOLUME_HOURS = 48;
export const NOISE_DAYS = 28;
const HOUR_MS = 3_600_000;

export type QueryView = {
  id: string;
  name: string;
  text: string;
  opens: store.Opens;
  createdAt: string;
  /** In English, what it hears; empty when it cannot be read. */
  explained: string;
  /** Why it hears nothing; null when all is well. */
  fault: { at: number; length: number; message: string } | null;
  /** Matches in the last `VOLUME_HOURS`, and those that tagged nobody. */
  lately: { matched: number; untagged: number };
  /** In the last `NOISE_DAYS`; `noise` as marked by people. */
  judged: { matched: number; noise: number };
};
export type QueryHour = { hour: string; matched: number; untagged: number };
export type QueryWish = { text: string; name?: string; opens?: store.Opens };

export type Queries = {
  list(who: Who): Promise<QueryView[]>;
  open(who: Who, id: string): Promise<{ query: QueryView; hours: QueryHour[] }>;
  /** @throws Refusal `not_valid` with the place and the reason when it cannot be read */
  add(who: Who, wish: QueryWish): Promise<QueryView>;
  change(who: Who, id: string, wish: Partial<QueryWish>): Promise<QueryView>;
  remove(who: Who, id: string): Promise<void>;
};

type Needs = { db: Db; makeId: MakeId; now: () => Date };

export function makeQueries(needs: Needs): Queries {
  return {
    list: who => list(needs, who),
    open: (who, id) => open(needs, who, id),
    add: (who, wish) => add(needs, who, wish),
    change: (who, id, wish) => change(needs, who, id, wish),
    remove: (who, id) => remove(needs, who, id),
  };
}

async function list({ db, now }: Needs, who: Who): Promise<QueryView[]> {
  permit(who, 'read_channels');
  const rows = await store.listQueries(db, who.brandId);
  const ago = (hours: number) => new Date(now().getTime() - hours * HOUR_MS);
  const lately = byQuery(await countMatches(db, who.brandId, ago(VOLUME_HOURS)));
  const judged = byQuery(await countMatches(db, who.brandId, ago(NOISE_DAYS * 24)));
  return rows.map(row => view(row, lately.get(row.id), judged.get(row.id)));
}

async function open(needs: Needs, who: Who, id: string): Promise<{ query: QueryView; hours: QueryHour[] }> {
  const query = (await list(needs, who)).find(row => row.id === id.toLowerCase());
  if (query === undefined) throw notFound('listening query');
  const since = new Date(needs.now().getTime() - VOLUME_HOURS * HOUR_MS);
  const hours = await countByHour(needs.db, who.brandId, query.id, since);
  return { query, hours: hours.map(({ hour, ...sums }) => ({ hour: hour.toISOString(), ...sums })) };
}

async function add(
  { db, makeId, now }: Needs,
  who: Who,
  { text, name = '', opens = 'wants' }: QueryWish,
): Promise<QueryView> {
  permit(who, 'lead');
  readQuery(text);
  const at = now();
  const row: store.QueryRow = { id: makeId(), name, text, opens, dialect: 2, createdAt: at, changedAt: at };
  await db.transaction().execute(async tx => {
    if (!(await store.insertQuery(tx, who.brandId, row, QUERIES_PER_BRAND))) {
      throw new Refusal('too_many', `A brand has room for ${QUERIES_PER_BRAND} listening queries. Remove one first.`);
    }
    await tellQueries(tx, who, at);
  });
  return view(row);
}

async function change(needs: Needs, who: Who, id: string, wish: Partial<QueryWish>): Promise<QueryView> {
  permit(who, 'lead');
  if (wish.text !== undefined) readQuery(wish.text);
  await needs.db.transaction().execute(async tx => {
    const row = await store.findQuery(tx, who.brandId, id);
    if (row === null) throw notFound('listening query');
    const dialect = wish.text === undefined ? row.dialect : 2;
    await store.updateQuery(tx, who.brandId, { ...row, ...wish, dialect });
    await tellQueries(tx, who, needs.now());
  });
  return (await open(needs, who, id)).query;
}

async function remove({ db, now }: Needs, who: Who, id: string): Promise<void> {
  permit(who, 'lead');
  await db.transaction().execute(async tx => {
    if (!(await store.deleteQuery(tx, who.brandId, id))) throw notFound('listening query');
    await tellQueries(tx, who, now());
  });
}

/** @throws Refusal `not_valid` with the place (UTF-16), the length and the reason */
export function readQuery(text: string): Query {
  const parsed = parseQuery(text);
  if (parsed.kind === 'query') return parsed.query;
  const { message, at, length, code } = parsed;
  throw new Refusal('not_valid', message, { at, length, code });
}

/** The tree of a stored query; null when it cannot be read any more. */
export function treeOf(row: Pick<store.QueryRow, 'text' | 'dialect'>): Query | null {
  const parsed = parseQuery(currentText(row));
  return parsed.kind === 'query' ? parsed.query : null;
}

function currentText({ text, dialect }: Pick<store.QueryRow, 'text' | 'dialect'>): string {
  return dialect === 1 ? modernise(text) : text;
}

async function tellQueries(tx: Tx, { brandId, agentId }: Who, at: Date): Promise<void> {
  const data = { kind: 'settings.changed', what: 'queries' } as const;
  await appendEvents(tx, [{ brandId, at, inboxId: null, conversationId: null, actorId: agentId, data }]);
}

function byQuery(counts: readonly QueryCount[]): Map<string, QueryCount> {
  return new Map(counts.map(count => [count.queryId, count]));
}

function view(row: store.QueryRow, lately?: QueryCount, judged?: QueryCount): QueryView {
  const text = currentText(row);
  const parsed = parseQuery(text);
  const { id, name, opens, createdAt } = row;
  return {
    id,
    name,
    text,
    opens,
    createdAt: createdAt.toISOString(),
    explained: parsed.kind === 'query' ? explain(parsed.query) : '',
    fault: parsed.kind === 'query' ? null : { at: parsed.at, length: parsed.length, message: parsed.message },
    lately: { matched: lately?.matched ?? 0, untagged: lately?.untagged ?? 0 },
    judged: { matched: judged?.matched ?? 0, noise: judged?.noise ?? 0 },
  };
}
