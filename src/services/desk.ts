import type { MakeId } from '../core/id.ts';
import type { Db } from '../store/db.ts';

/** What every deed at the desk uses. `main.ts` makes one and hands it to all of them. */
export type Desk = {
  db: Db;
  makeId: MakeId;
  now: () => Date;
};
