/** What reads the posts of each brand: what came with the product, what its people taught, and what it says of its own matters. */
import { ownWordsOf } from '../core/triage/own-words.ts';
import {
  type Heads,
  NO_WEIGHTS,
  PLAIN_READERS,
  READING_VERSION,
  type Shipped,
  type TriageReaders,
} from '../core/triage/read.ts';
import type { Db } from '../store/db.ts';
import { type ReadersMark, readersMarks, readTriageSettings } from '../store/triage-settings.ts';
import type { AboutUs } from './about-us.ts';

/** Heads a brand has taught, by name. */
export type TaughtHeads = (db: Db, brandId: number) => Promise<Heads>;

export type Readers = {
  /** As they are at this moment; whoever reads many posts asks once. */
  of(db: Db, brandId: number): Promise<TriageReaders>;
  /** Takes up what was changed since, for `known`. */
  refresh(db: Db, brandIds: readonly number[]): Promise<void>;
  /** As they were when last asked for; rules alone before that. */
  known(brandId: number): TriageReaders;
  /** Of what came with the product: another name whenever posts are read otherwise by it. */
  shippedName(): string;
};

/** `shipped` is asked when first needed: files are read once. */
export type ReadersNeeds = { shipped: () => Shipped; taught: TaughtHeads; aboutUs?: Pick<AboutUs, 'known'> };

export function makeReaders({ shipped, taught, aboutUs }: ReadersNeeds): Readers {
  const made = new Map<number, ReadersMark & { readers: TriageReaders }>();
  const renew = async (db: Db, mark: ReadersMark) => {
    const before = made.get(mark.brandId);
    if (before !== undefined && before.settings === mark.settings && before.learnt === mark.learnt) return;
    const own =
      before?.settings === mark.settings
        ? before.readers.own
        : ownWordsOf((await readTriageSettings(db, mark.brandId)).settings);
    const heads = mark.learnt === '0' ? {} : await taught(db, mark.brandId);
    const about = aboutUs?.known(mark.brandId) ?? PLAIN_READERS.about;
    made.set(mark.brandId, { ...mark, readers: { shipped: shipped(), taught: heads, about, own } });
  };
  const refresh: Readers['refresh'] = async (db, brandIds) => {
    if (brandIds.length === 0) return;
    for (const mark of await readersMarks(db, brandIds)) await renew(db, mark);
  };
  const known: Readers['known'] = brandId => {
    const entry = made.get(brandId);
    if (entry === undefined) return PLAIN_READERS;
    const about = aboutUs?.known(brandId) ?? entry.readers.about;
    if (about !== entry.readers.about) entry.readers = { ...entry.readers, about };
    return entry.readers;
  };
  return {
    refresh,
    known,
    of: (db, brandId) => refresh(db, [brandId]).then(() => known(brandId)),
    shippedName: () => nameOf(shipped()),
  };
}

function nameOf({ name }: Shipped): string {
  return `${READING_VERSION} ${name}`;
}

/** Rules alone, for whoever is given nothing better. */
export const plainReaders: Readers = {
  shippedName: () => nameOf(NO_WEIGHTS),
  of: async () => PLAIN_READERS,
  refresh: async () => {},
  known: () => PLAIN_READERS,
};
