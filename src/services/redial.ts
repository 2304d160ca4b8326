/** Asking a network again, now: its line is hung up and opened anew by whoever listens, and what was missed is asked for. */
import { HOUR_MS } from '../core/baseline.ts';
import { Refusal } from '../core/refusal.ts';
import { findChannel, sealedOf } from '../store/channels.ts';
import { rewindCursor } from '../store/cursors.ts';
import { changedSince } from '../store/health.ts';
import { hangUp } from '../store/lines.ts';
import type { HealthNeeds } from './channel-health.ts';
import { BACKFILL_DAYS, BACKFILL_DONE, backfillCursor } from './hear-channel.ts';
import { needsListener } from './listen.ts';
import { notFound, permit, type Who } from './permit.ts';
import { tellChanged } from './tell-changed.ts';

/** What a person connected, resumed or asked so lately is being asked already. */
export const REDIAL_PAUSE_MS = 10_000;
/** Posts reach a network out of order: reading back begins so long before what was heard last. */
const OVERLAP_MS = HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

/** Nothing is told twice: what is on the desk already is passed over, as it is after every reconnect. */
export async function redial(needs: HealthNeeds, who: Who, id: string): Promise<void> {
  permit(who, 'lead');
  const { db, connectors, seal, now } = needs;
  const { brandId, agentId: actorId } = who;
  await db.transaction().execute(async tx => {
    const channel = await findChannel(tx, brandId, id);
    if (channel === null) throw notFound('channel');
    if (channel.state !== 'active') {
      throw new Refusal('channel_not_ready', 'Only an active channel has a line. Resume it, or sign in again.');
    }
    const connector = connectors.get(channel.network);
    if (!needsListener(connector)) {
      throw new Refusal('network_cannot', 'This network calls Heed by itself; there is no line to open anew.');
    }
    const at = now();
    const { id: channelId } = channel;
    const changed = await changedSince(tx, brandId, new Date(at.getTime() - REDIAL_PAUSE_MS), 'person');
    if (changed.has(channelId)) return;
    const sealed = await sealedOf(tx, brandId, channelId);
    if (sealed === null) throw notFound('channel');
    // Sealed anew they are other bytes, and by those a listener knows that it must begin anew.
    const place = { brandId, channelId };
    await hangUp(tx, brandId, channelId, { before: sealed, after: seal.seal(seal.unseal(sealed, place), place), at });
    const monthAgo = at.getTime() - BACKFILL_DAYS * DAY_MS;
    const since = new Date(Math.max((channel.lastHeardAt?.getTime() ?? 0) - OVERLAP_MS, monthAgo));
    if (connector?.inbound.backfill) {
      await rewindCursor(tx, brandId, channelId, 'backfill', { from: BACKFILL_DONE, to: backfillCursor(since, null) });
    }
    await tellChanged(tx, at, { ...channel, actorId });
  });
}
