/** Listening queries: what a brand wants to hear although nobody tagged it. */
import type { MakeId } from '../core/id.ts';
import { findMatches, parseQuery, type Query } from '../core/match.ts';
import { Refusal } from '../core/refusal.ts';
import { wordsOf } from '../core/text.ts';
import type { Db, Tx } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import * as store from '../store/queries.ts';
import { notFound, permit, type Who } from './permit.ts';

export const QUERIES_PER_BRAND = 1_000;

export type QueryView = { id: string; text: string; createdAt: string };
export type Queries = {
  list(who: Who): Promise<QueryView[]>;
  /** @throws Refusal `not_valid` with the place and the reason when it cannot be read */
  add(who: Who, text: string): Promise<QueryView>;
  remove(who: Who, id: string): Promise<void>;
};

export function makeQueries({ db, makeId, now }: { db: Db; makeId: MakeId; now: () => Date }): Queries {
  return {
    async list(who) {
      permit(who, 'read_channels');
      return (await store.listQueries(db, who.brandId)).map(view);
    },
    async add(who, text) {
      permit(who, 'lead');
      const parsed = parseQuery(text);
      if (parsed.kind === 'error') throw new Refusal('not_valid', parsed.message, { at: parsed.at });
      const row = { id: makeId(), text, createdAt: now() };
      await db.transaction().execute(async tx => {
        if (!(await store.insertQuery(tx, who.brandId, row, QUERIES_PER_BRAND))) {
          throw new Refusal(
            'too_many',
            `A brand has room for ${QUERIES_PER_BRAND} listening queries. Remove one first.`,
          );
        }
        await tellQueries(tx, who, row.createdAt);
      });
      return view(row);
    },
    async remove(who, id) {
      permit(who, 'lead');
      await db.transaction().execute(async tx => {
        if (!(await store.deleteQuery(tx, who.brandId, id))) throw notFound('listening query');
        await tellQueries(tx, who, now());
      });
    },
  };
}

async function tellQueries(tx: Tx, { brandId, agentId }: Who, at: Date): Promise<void> {
  const data = { kind: 'settings.changed', what: 'queries' } as const;
  await appendEvents(tx, [{ brandId, at, inboxId: null, conversationId: null, actorId: agentId, data }]);
}

function view(row: store.QueryRow): QueryView {
  return { id: row.id, text: row.text, createdAt: row.createdAt.toISOString() };
}

/** The queries of every brand, read and ready; `refresh` takes up what was added or removed. */
export type Ears = { refresh(): Promise<void>; matches(brandId: number, text: string): boolean };

export function makeEars({ db }: { db: Db }): Ears {
  let known = '';
  let byBrand = new Map<number, Query[]>();
  return {
    async refresh() {
      const rows = await store.allQueries(db);
      const now = rows.map(({ id }) => id).join();
      if (now === known) return;
      byBrand = new Map();
      for (const { brandId, text } of rows) {
        const parsed = parseQuery(text);
        if (parsed.kind === 'query') byBrand.set(brandId, [...(byBrand.get(brandId) ?? []), parsed.query]);
      }
      known = now;
    },
    matches(brandId, text) {
      const queries = byBrand.get(brandId);
      if (queries === undefined) return false;
      const words = wordsOf(text);
      return queries.some(query => findMatches(query, text, words) !== null);
    },
  };
}
