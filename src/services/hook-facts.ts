/** What is shown of a network that calls us: whether it does, where, and what a person has to enter there. */
import type { CallPlace, Connector } from '../connectors/connector.ts';
import { mayDo } from '../core/permission.ts';
import { type HookRow, hookOf } from '../store/channel-hooks.ts';
import type { ChannelRow } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import type { Who } from './permit.ts';

export type CallAt = (channel: { brandId: number; channelId: string }) => CallPlace | null;

export type HookFacts = {
  /** `unseen`: nobody has looked yet. `unwatched`: nobody can look. `unreachable`: this Heed has no address on the internet. */
  state: HookRow['state'] | 'unseen' | 'unwatched' | 'unreachable';
  why: string | null;
  lookedAt: string | null;
  stoodAt: string | null;
  begunAt: string | null;
  /** It is heard in other ways as well. */
  isAsked: boolean;
  url: string | null;
  /** For owners only, and so are the steps that hold it. */
  secret: string | null;
  steps: { text: string; url: string | null; copy: string | null }[];
};

/** So long the network need not have been seen to call before somebody has to look. */
export const UNSEEN_MS = 60 * 60_000;

/** Null: this network never calls. */
export async function hookFacts(
  { db, callAt }: { db: Db; callAt?: CallAt },
  who: Who,
  channel: ChannelRow,
  connector: Connector | undefined,
): Promise<HookFacts | null> {
  const { hook, stream, poll } = connector?.inbound ?? {};
  if (hook === undefined || channel.state === 'left') return null;
  const place = callAt?.({ brandId: channel.brandId, channelId: channel.id }) ?? null;
  const row = await hookOf(db, channel.brandId, channel.id);
  const isOwner = mayDo(who.reach.role, 'own');
  const isForHand = place !== null && isOwner && row?.state !== 'stands';
  const steps = isForHand ? (hook.watch?.byHand?.(place) ?? []) : [];
  const state = hook.watch === undefined ? 'unwatched' : (row?.state ?? 'unseen');
  return {
    state: place === null ? 'unreachable' : state,
    why: row?.why ?? null,
    lookedAt: row?.lookedAt.toISOString() ?? null,
    stoodAt: row?.stoodAt?.toISOString() ?? null,
    begunAt: row?.begunAt?.toISOString() ?? null,
    isAsked: (stream ?? poll) !== undefined,
    url: place?.url ?? null,
    secret: isOwner ? (place?.secret ?? null) : null,
    steps: steps.map(({ text, url = null, copy = null }) => ({ text, url, copy })),
  };
}

/** The network does not call, and somebody should see to it. @param place where it would; undefined: not known here */
export function isUncalled(
  row: HookRow | undefined,
  connector: Connector | undefined,
  at: Date,
  place: CallPlace | null | undefined,
): boolean {
  const { stream, poll, hook } = connector?.inbound ?? {};
  const onlyCalls = hook !== undefined && (stream ?? poll) === undefined;
  if (place === null) return onlyCalls;
  if (row === undefined) return false;
  if (row.state === 'byHand') return onlyCalls;
  return row.state === 'failing' && at.getTime() - (row.stoodAt ?? row.madeAt).getTime() > UNSEEN_MS;
}
