import { mayWriteFirst } from '../core/opt-out.ts';
import { Refusal } from '../core/refusal.ts';
import type { Tx } from '../store/db.ts';
import { readWanted } from '../store/wants.ts';
import type { Who } from './permit.ts';
import type { Route } from './route.ts';
import type { ChosenTemplate } from './templates.ts';

/** A template goes to one person in private, alone, and only to those who may be written to first. @throws Refusal in words */
export async function mayGoAsTemplate(
  tx: Tx,
  who: Who,
  { way, place, networkName }: Pick<Route, 'way' | 'place' | 'networkName'>,
  { category }: ChosenTemplate,
  media: readonly unknown[],
): Promise<void> {
  if (way !== 'direct') throw new Refusal('not_valid', 'A template goes to one person in private.');
  if (media.length > 0) throw new Refusal('not_valid', 'A template takes no pictures from here. Take them out.');
  const wanted = place.identityId === null ? null : await readWanted(tx, who.brandId, place.identityId);
  if (wanted === null || mayWriteFirst(wanted, category)) return;
  const how =
    wanted.by === 'network' ? `stopped messages that advertise, in ${networkName}` : 'asked not to be written to first';
  throw new Refusal('network_cannot', `They ${how}. Answer when they write again.`, { wants: wanted.wants });
}
