import type { MakeId } from '../core/id.ts';
import type { Db } from '../store/db.ts';
import type { Readers } from './readers.ts';

/** What every deed at the desk uses. `main.ts` makes one and hands it to all of them. */
export type Desk = {
  db: Db;
  makeId: MakeId;
  now: () => Date;
  /** What reads posts that come up by what is done here; rules alone where it is left out. */
  readers?: Readers;
};
