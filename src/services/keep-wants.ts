/** What people say of being written to: with a word of their own in private, or by a setting of the network. */

import type { Sorted } from '../core/hearing.ts';
import { readWants, type Wants, type WantsBy, wantsAfter } from '../core/opt-out.ts';
import type { Tx } from '../store/db.ts';
import { lockWants, writeWants } from '../store/wants.ts';
import type { Placed } from './place-heard.ts';

type Said = { id: string; wants: Wants; by: WantsBy; at: Date };

export async function keepWants(tx: Tx, brandId: number, sorted: Sorted, placed: Placed): Promise<void> {
  const said = saidIn(sorted, placed);
  if (said.length === 0) return;
  const held = await lockWants(tx, brandId, [...new Set(said.map(({ id }) => id))]);
  const changed = new Map<string, Said>();
  for (const one of said.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const now = changed.get(one.id) ?? held.get(one.id);
    if (now !== undefined && wantsAfter(now, one) === one) changed.set(one.id, one);
  }
  await writeWants(tx, brandId, [...changed.values()]);
}

function saidIn({ persons }: Sorted, { fresh, byId }: Placed): Said[] {
  const inWords = fresh.flatMap(({ post, person }): Said[] => {
    if (post.own || post.visibility !== 'private' || person === null) return [];
    const wants = readWants(post.text);
    return wants === null ? [] : [{ id: person.id, wants, by: 'words', at: post.at }];
  });
  const ids = new Map([...byId.values()].map(({ id, remoteId }) => [remoteId, id]));
  const bySetting = persons.flatMap(({ person, wants, at }): Said[] => {
    const id = ids.get(person.remoteId);
    return wants === undefined || id === undefined ? [] : [{ id, wants, by: 'network', at }];
  });
  return [...inWords, ...bySetting];
}
