/** Which companies are measured beside ours, and where each is heard. Their names are the one list of rivals that triage reads too. */
import type { Connector } from '../connectors/connector.ts';
import type { MakeId } from '../core/id.ts';
import { faultInHandle, HANDLES_PER_RIVAL, handleKey, RIVAL_NAME_LIMIT, RIVALS_LIMIT } from '../core/insight/rival.ts';
import { Refusal } from '../core/refusal.ts';
import { faultInSettings, type TriageSettings } from '../core/triage/own-words.ts';
import { listChannels } from '../store/channels.ts';
import type { Db, Tx } from '../store/db.ts';
import { listRivals, lockRivals, putRivals, type RivalRow } from '../store/rivals.ts';
import { readTriageSettings, writeTriageSettings } from '../store/triage-settings.ts';
import { tellSettings } from './brands.ts';
import { signsIn } from './networks.ts';
import { permit, type Who } from './permit.ts';
import { planReadAgain } from './read-again.ts';
import { ARCHIVE } from './replay-place.ts';

export type NamedHandle = { network: string; handle: string };
/** `id` null: a name of the list that is heard nowhere yet. */
export type RivalView = { id: string | null; name: string; handles: NamedHandle[] };
export type RivalsView = {
  rivals: RivalView[];
  /** Where a rival can be heard; `heard`: a channel here hears what strangers say there. `archive` stands for recordings. */
  networks: { id: string; name: string | null; heard: boolean }[];
  /** Of the list; who changes it says which one they saw. */
  version: number;
};
export type RivalsWish = {
  rivals: readonly { id?: string | null | undefined; name: string; handles: readonly NamedHandle[] }[];
  version?: number | undefined;
};

type Needs = { db: Db; connectors: ReadonlyMap<string, Connector>; makeId: MakeId; now: () => Date };

export async function readRivals(needs: Pick<Needs, 'db' | 'connectors'>, who: Who): Promise<RivalsView> {
  permit(who, 'read_channels');
  return viewOf(needs, needs.db, who.brandId);
}

/** The whole list; who is no more on it goes with all that was heard of them. @throws Refusal `not_valid`, `changed_since` */
export async function setRivals(needs: Needs, who: Who, wish: RivalsWish): Promise<RivalsView> {
  permit(who, 'lead');
  return needs.db.transaction().execute(async tx => {
    await refuseHandles(tx, needs, who.brandId, wish);
    await putList(tx, needs, who, wish);
    await tellSettings(tx, who, 'triage', needs.now());
    return viewOf(needs, tx, who.brandId);
  });
}

/** Adds rivals of a recording by their handles there; those named before stay as they are. */
export async function nameRivals(
  db: Db,
  needs: Pick<Needs, 'makeId' | 'now'>,
  brandId: number,
  handles: readonly string[],
): Promise<void> {
  await db.transaction().execute(async tx => {
    const { settings, version } = await readTriageSettings(tx, brandId);
    const rivals = listed(settings, await listRivals(tx, brandId));
    const known = new Set(rivals.flatMap(one => one.handles.map(({ handle }) => handle)));
    for (const written of handles) {
      const handle = handleKey(written);
      if (known.has(handle)) continue;
      const name = written.trim().replace(/^@/, '').slice(0, RIVAL_NAME_LIMIT);
      const own = rivals.find(one => one.name.toLowerCase() === name.toLowerCase());
      if (own === undefined) rivals.push({ id: null, name, handles: [{ network: ARCHIVE, handle }] });
      else own.handles.push({ network: ARCHIVE, handle });
      known.add(handle);
    }
    await putList(tx, needs, { brandId, agentId: null }, { rivals, version });
  });
}

async function putList(
  tx: Tx,
  { makeId, now }: Pick<Needs, 'makeId' | 'now'>,
  who: { brandId: number; agentId: string | null },
  wish: RivalsWish,
): Promise<void> {
  const before = await readTriageSettings(tx, who.brandId);
  if (wish.version !== undefined && wish.version !== before.version) throw CHANGED();
  const rivals = wish.rivals.map(({ id = null, name, handles }) => ({
    id,
    name: name.replace(/\s+/g, ' ').trim(),
    handles: handles.map(({ network, handle }) => ({ network, handle: handleKey(handle) })),
  }));
  refuseFaults(rivals);
  const settings = { ...before.settings, rivals: rivals.map(({ name }) => name) };
  const fault = faultInSettings(settings);
  if (fault !== null) throw new Refusal('not_valid', fault);
  const kept = new Map((await lockRivals(tx, who.brandId)).map(({ id, name }) => [name.toLowerCase(), id]));
  const ids = new Set(kept.values());
  const rows = rivals
    .filter(({ id, handles }) => handles.length > 0 || id !== null)
    .map(({ id, name, handles }): RivalRow => {
      const known = id !== null && ids.has(id) ? id : (kept.get(name.toLowerCase()) ?? makeId());
      return { id: known, name, handles };
    });
  if (new Set(rows.map(({ id }) => id)).size < rows.length)
    throw new Refusal('not_valid', 'A rival stands there twice.');
  await putRivals(tx, who.brandId, rows, now());
  const version = await writeTriageSettings(tx, who.brandId, { settings, version: before.version }, now());
  if (version === null) throw CHANGED();
  // Who names a rival may be about to leave: that reads otherwise once there are other names.
  const isSame = JSON.stringify(settings.rivals) === JSON.stringify(before.settings.rivals);
  if (!isSame)
    await planReadAgain(tx, { makeId, now }, { brandId: who.brandId, why: 'settings', agentId: who.agentId });
}

const CHANGED = () => new Refusal('changed_since', 'Somebody else has changed this meanwhile. Look at theirs first.');

function refuseFaults(rivals: readonly { name: string; handles: readonly NamedHandle[] }[]): void {
  const refuse = (words: string) => {
    throw new Refusal('not_valid', words);
  };
  const measured = rivals.filter(({ handles }) => handles.length > 0);
  if (measured.length > RIVALS_LIMIT) refuse(`Up to ${RIVALS_LIMIT} rivals can be measured at once.`);
  const names = new Set<string>();
  const owners = new Map<string, string>();
  for (const { name, handles } of rivals) {
    if (name === '' || name.length > RIVAL_NAME_LIMIT) refuse(`A name has 1 to ${RIVAL_NAME_LIMIT} characters.`);
    if (names.has(name.toLowerCase())) refuse(`“${name}” stands twice.`);
    names.add(name.toLowerCase());
    if (handles.length > HANDLES_PER_RIVAL) refuse(`Each rival has up to ${HANDLES_PER_RIVAL} handles.`);
    for (const { network, handle } of handles) {
      const fault = faultInHandle(handle);
      if (fault !== null) refuse(fault);
      const key = `${network} ${handle}`;
      const other = owners.get(key);
      if (other !== undefined) refuse(`@${handle} is given to ${other} already.`);
      owners.set(key, name);
    }
  }
}

/** Handles nobody could hear; and our own: whoever measures themselves as their rival would find everything answered twice. */
async function refuseHandles(
  tx: Tx,
  { connectors }: Pick<Needs, 'connectors'>,
  brandId: number,
  { rivals }: RivalsWish,
): Promise<void> {
  const channels = await listChannels(tx, brandId);
  const open = [...connectors.values()].filter(hearsStrangers).map(({ id }) => id);
  const known = new Set([...open, ARCHIVE, ...channels.map(({ network }) => network)]);
  const strange = rivals.flatMap(({ handles }) => handles).find(({ network }) => !known.has(network));
  if (strange !== undefined) {
    throw new Refusal(
      'not_valid',
      `“${strange.network}” is no network to hear rivals on. There is: ${[...known].join(', ')}.`,
    );
  }
  for (const { network, account } of channels) {
    const own = account.handle === null ? null : handleKey(account.handle);
    for (const { handles } of rivals) {
      const isOurs = handles.some(one => one.network === network && handleKey(one.handle) === own);
      if (isOurs) throw new Refusal('not_valid', `@${own} is your own. You are measured beside your rivals anyway.`);
    }
  }
}

async function viewOf({ connectors }: Pick<Needs, 'connectors'>, db: Db, brandId: number): Promise<RivalsView> {
  const { settings, version } = await readTriageSettings(db, brandId);
  const rivals = listed(settings, await listRivals(db, brandId));
  const channels = await listChannels(db, brandId);
  const heard = new Set(channels.flatMap(({ network, state }) => (state === 'left' ? [] : [network])));
  const open = [...connectors.values()].filter(hearsStrangers);
  return {
    rivals,
    networks: [
      ...open.map(({ id, name }) => ({ id, name, heard: heard.has(id) })),
      { id: ARCHIVE, name: null, heard: heard.has(ARCHIVE) },
    ],
    version,
  };
}

function listed({ rivals }: TriageSettings, rows: readonly RivalRow[]): RivalView[] {
  const byName = new Map(rows.map(row => [row.name.toLowerCase(), row]));
  return rivals.map(name => {
    const row = byName.get(name.toLowerCase());
    return { id: row?.id ?? null, name, handles: [...(row?.handles ?? [])] };
  });
}

/** People there speak to companies by their handle, and everybody may listen. */
function hearsStrangers(connector: Connector): boolean {
  const { stream, backfill } = connector.inbound;
  const isOpen = stream?.hearsEverybody === true || backfill?.hearsEverybody === true || !signsIn(connector, null);
  return connector.outbound?.reply !== undefined && isOpen;
}
