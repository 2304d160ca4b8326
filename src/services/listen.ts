/**
 * Keeps every active channel heard by exactly one of the processes that listen. A channel belongs to whoever holds its
 * lease; when that process dies, another takes over once the lease has run out. Looked over every `LOOK_EVERY_MS`, so that
 * channels added, paused or left are taken up within a second.
 */
import type { Connector } from '../connectors/connector.ts';
import { channelsToHear, type SealedChannel } from '../store/channels.ts';
import { giveBackLeases, takeLeases } from '../store/leases.ts';
import type { Ears } from './ears.ts';
import { type HearNeeds, hearChannel } from './hear-channel.ts';

export type ListenNeeds = Omit<HearNeeds, 'hear'> & {
  ears: Ears;
  /** Names this process among those that listen; another one after each start. */
  holder: string;
};

export const LOOK_EVERY_MS = 1_000;
/** How long a dead listener's channels stay unheard at most; long enough that a slow database does not cost a lease. */
export const LEASE_SECONDS = 15;
export const RENEW_EVERY_MS = 5_000;
/** A connector that ignores its signal for so long when we stop is left behind. */
const STOP_PATIENCE_MS = 3_000;

type Hearing = { channel: SealedChannel; stop: AbortController; ended: Promise<void> };
type State = { needs: ListenNeeds; hearings: Map<string, Hearing>; held: Set<string>; renewedAt: number };

/** Listens until the signal aborts; resolves when every channel has stopped and its lease is given back. */
export async function listen(needs: ListenNeeds, signal: AbortSignal): Promise<void> {
  const state: State = { needs, hearings: new Map(), held: new Set(), renewedAt: 0 };
  while (!signal.aborted) {
    try {
      await lookOver(state);
    } catch (error) {
      needs.log('error', 'Could not look over the channels; trying again', { err: error });
      dropExpired(state);
    }
    await needs.wait(LOOK_EVERY_MS, signal);
  }
  await stopAll(state);
}

async function lookOver(state: State): Promise<void> {
  const { needs, hearings } = state;
  await needs.ears.refresh();
  const channels = (await channelsToHear(needs.db)).filter(({ network }) =>
    needsListener(needs.connectors.get(network)),
  );
  const wanted = new Map(channels.map(channel => [leaseOf(channel), channel]));
  await stopUnwanted(state, wanted);
  await holdLeases(state, [...wanted.keys()]);
  for (const [name, hearing] of hearings) if (!state.held.has(name)) hearing.stop.abort();
  for (const [name, channel] of wanted) {
    if (state.held.has(name) && !hearings.has(name)) hearings.set(name, begin(state, name, channel));
  }
}

/** Networks that only call us need nobody to listen, unless it is to be watched whether they still do. */
export function needsListener(connector: Connector | undefined): boolean {
  const inbound = connector?.inbound;
  return (inbound?.stream ?? inbound?.poll ?? inbound?.backfill ?? inbound?.hook?.watch) !== undefined;
}

/** Paused, left, or connected anew with other credentials. */
async function stopUnwanted({ needs, hearings, held }: State, wanted: Map<string, SealedChannel>): Promise<void> {
  for (const [name, hearing] of hearings) {
    if (wanted.get(name)?.sealed.equals(hearing.channel.sealed) !== true) hearing.stop.abort();
  }
  const unwanted = [...held].filter(name => !wanted.has(name) && !hearings.has(name));
  for (const name of unwanted) held.delete(name);
  await giveBackLeases(needs.db, unwanted, needs.holder);
}

/** Asks for what is free every time, and renews what is held now and then: a renewal is a write. */
async function holdLeases(state: State, names: string[]): Promise<void> {
  const { needs, held } = state;
  const isRenewal = needs.now().getTime() - state.renewedAt >= RENEW_EVERY_MS;
  const asked = isRenewal ? names : names.filter(name => !held.has(name));
  const taken = await takeLeases(needs.db, asked, needs.holder, LEASE_SECONDS);
  for (const name of asked) {
    if (taken.has(name)) held.add(name);
    else held.delete(name);
  }
  if (isRenewal) state.renewedAt = needs.now().getTime();
}

function begin(state: State, name: string, channel: SealedChannel): Hearing {
  const { needs, hearings } = state;
  const stop = new AbortController();
  const hearing: Hearing = { channel, stop, ended: Promise.resolve() };
  hearing.ended = hearChannel({ ...needs, hear: needs.ears.listen }, channel, stop.signal)
    .catch(error => {
      needs.log('error', 'Listening to a channel ended by a fault of ours', { err: error, channelId: channel.id });
    })
    .finally(() => {
      if (hearings.get(name) === hearing) hearings.delete(name);
    });
  return hearing;
}

/** The database has been away for longer than our leases last: somebody else may be listening by now. */
function dropExpired(state: State): void {
  if (state.needs.now().getTime() - state.renewedAt < LEASE_SECONDS * 1000) return;
  state.held.clear();
  for (const hearing of state.hearings.values()) hearing.stop.abort();
}

async function stopAll({ needs, hearings, held }: State): Promise<void> {
  const all = [...hearings.values()];
  for (const { stop } of all) stop.abort();
  const patience = new AbortController();
  await Promise.race([Promise.all(all.map(({ ended }) => ended)), needs.wait(STOP_PATIENCE_MS, patience.signal)]);
  patience.abort();
  await giveBackLeases(needs.db, [...held], needs.holder).catch(() => {});
}

/** Whoever holds this listens to the channel. */
export function leaseOf({ id }: Pick<SealedChannel, 'id'>): string {
  return `listen ${id}`;
}
