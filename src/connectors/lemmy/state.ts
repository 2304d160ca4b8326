/** How far both lists of a server were read, in the cursor. */
import { z } from 'zod';
import { readJson } from '../kit/json.ts';
import type { ListName } from './api.ts';
import { idSchema } from './schema.ts';

/** Ids remembered of each list, to notice what was taken away. */
export const RECENT_LIMIT = 500;
const SUSPECTS_LIMIT = 50;

const placeSchema = z.object({
  /** The highest number seen, by the last round and by the last deep one; null before the first. */
  maxId: z.int().min(0).nullable(),
  deepMaxId: z.int().min(0).nullable(),
  /** Milliseconds since 1970: the newest post of the last whole round, and when it was begun. */
  newestAt: z.number(),
  roundAt: z.number(),
  deepAt: z.number(),
  /** Of the round under way: the highest number and newest time seen, the page it stands at, how far back it goes. */
  round: z
    .object({
      topId: z.int().min(0),
      topAt: z.number(),
      page: z.string().max(1_000).nullable(),
      pages: z.int(),
      until: z.number(),
      beganAt: z.number(),
      isDeep: z.boolean(),
      ids: z.array(idSchema).max(20_000),
    })
    .nullable(),
  /** Number, time and newest version of what stood in the list lately. */
  recent: z.array(z.tuple([idSchema, z.number(), z.number()])).max(RECENT_LIMIT),
  /** No longer in the list; asked for one by one before anything is said. */
  suspects: z.array(idSchema).max(SUSPECTS_LIMIT),
});
export type ListPlace = z.infer<typeof placeSchema>;
export type Round = NonNullable<ListPlace['round']>;

const stateSchema = z.object({ list: z.enum(['posts', 'comments']), posts: placeSchema, comments: placeSchema });
export type State = z.infer<typeof stateSchema>;

export function stateFrom(cursor: string | null): State {
  const read = cursor === null ? null : readJson(cursor, stateSchema);
  return read?.ok ? read.value : { list: 'posts', posts: untouched(), comments: untouched() };
}

function untouched(): ListPlace {
  return { maxId: null, deepMaxId: null, newestAt: 0, roundAt: 0, deepAt: 0, round: null, recent: [], suspects: [] };
}

/** @param seen what the round saw  @param until how far back it went: what is older may stand there unseen */
export function compared(recent: ListPlace['recent'], seen: ReadonlySet<number>, until: number): number[] {
  const missing = recent.filter(([id, at]) => at > until && !seen.has(id)).map(([id]) => id);
  return missing.slice(0, SUSPECTS_LIMIT);
}

export function withList(state: State, list: ListName, place: ListPlace): State {
  return { ...state, [list]: place };
}
