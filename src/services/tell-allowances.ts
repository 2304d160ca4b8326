import type { Allowance } from '../core/allowance.ts';
import { type Left, saveAllowances } from '../store/allowances.ts';
import type { Db } from '../store/db.ts';

/** The process that listens knows what is left; the one that serves the desk shows it. Written no more often than this. */
export const TELL_ALLOWANCES_EVERY_MS = 10_000;

export type AllowanceNeeds = {
  db: Db;
  /** Names this process. */
  holder: string;
  allowances: () => { channelId: string; left: Allowance[] }[];
};

/** @returns the writer: each call writes what changed since the last one */
export function makeAllowanceTeller({ db, holder, allowances }: AllowanceNeeds): () => Promise<number> {
  const told = new Map<string, string>();
  return async () => {
    const changed: Left[] = [];
    const news = new Map<string, string>();
    for (const { channelId, left } of allowances()) {
      for (const allowance of left) {
        const name = `${channelId} ${allowance.by} ${allowance.name}`;
        const words = `${Math.round(allowance.left)} ${allowance.of} ${allowance.by === 'network' ? allowance.wholeAt : ''}`;
        if (told.get(name) === words) continue;
        news.set(name, words);
        changed.push({ channelId, allowance });
      }
    }
    await saveAllowances(db, holder, changed);
    for (const [name, words] of news) told.set(name, words);
    return changed.length;
  };
}
