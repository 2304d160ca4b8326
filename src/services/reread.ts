/**
 * Reads raw events once more, through the very path they would have taken: in the order they came, each with the time it was
 * received, batch by batch. Goes on where it stopped; a second one beside it finds nothing left to do.
 */
import type { Connector, Heard, Here, Home, Kept, OpenContext } from '../connectors/connector.ts';
import { type ChannelRow, findChannel, sealedOf } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import { addJob } from '../store/jobs.ts';
import { nextWanted, type RawRow } from '../store/letters.ts';
import { endReread, findReread, type RereadRow, strandedRereads } from '../store/rereads.ts';
import type { Ears } from './ears.ts';
import type { Batch, IngestAll } from './ingest.ts';
import { asVerified, completed, NOT_IN_TIME } from './read-hook.ts';
import { CannotUnseal, type Seal } from './seal.ts';

export type RereadNeeds = {
  db: Db;
  connectors: ReadonlyMap<string, Connector>;
  openContext: OpenContext;
  seal: Seal;
  ingestAll: IngestAll;
  ears: Ears;
  home: Home;
  now: () => Date;
  log: (level: 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;
};
export type RereadJob = { brandId: number; rereadId: string };

/** Task name of `reread`; its payload is a `RereadJob`. */
export const REREAD_TASK = 'reread';
/** Raw events in one transaction, and how long they may be together, in UTF-16 units. */
export const RAWS_PER_BATCH = 100;
export const UNITS_PER_BATCH = 4_000_000;
/** One that has not moved for so long is worked on by nobody. */
export const STRANDED_AFTER_MS = 60_000;
/** After everything a person waits for, before pictures. */
const PRIORITY = 5;

/** Resolves when all is read, or the signal aborts; then it is put back on the list of jobs. */
export async function reread(needs: RereadNeeds, job: RereadJob, signal: AbortSignal): Promise<void> {
  const row = await findReread(needs.db, job.brandId, job.rereadId);
  if (row === null || row.endedAt !== null) return;
  const place = await openPlace(needs, row);
  if (typeof place === 'string') return end(needs, row, place);
  await needs.ears.refresh();
  for (let afterId = row.afterId; ; ) {
    if (signal.aborted) return planReread(needs.db, job, needs.now());
    const raws = await nextRaws(needs, row, afterId);
    const last = raws.at(-1);
    if (last === undefined) return end(needs, row, null);
    await readAgain(needs, row, place, raws);
    afterId = last.id;
  }
}

export function planReread(db: Db, { brandId, rereadId }: RereadJob, at: Date): Promise<void> {
  const payload = { brandId, rereadId };
  return addJob(db, { task: REREAD_TASK, payload, key: `reread ${rereadId}`, runAt: at, priority: PRIORITY });
}

/** Takes up what a process left behind that died. @returns how many */
export async function reviveRereads({ db, now }: Pick<RereadNeeds, 'db' | 'now'>): Promise<number> {
  const stranded = await strandedRereads(db, new Date(now().getTime() - STRANDED_AFTER_MS));
  for (const { brandId, id } of stranded) await planReread(db, { brandId, rereadId: id }, now());
  return stranded.length;
}

/** What reads this channel's raw events of one source; null where nothing does. */
export function rereaderOf(
  { inbound }: Connector,
  source: string,
): ((kept: Kept, here: Here<unknown>) => Heard[]) | null {
  const { reread: port, hook } = inbound;
  if (port !== undefined) return port;
  if (source !== 'hook' || hook === undefined) return null;
  return ({ body, receivedAt }, { credentials, account }) =>
    hook.parse(asVerified(body), credentials, account, receivedAt);
}

type Place = { channel: ChannelRow; connector: Connector; credentials: unknown };

/** @returns words where nothing can be read */
async function openPlace(needs: RereadNeeds, { brandId, channelId }: RereadRow): Promise<Place | string> {
  const channel = await findChannel(needs.db, brandId, channelId);
  const connector = channel && needs.connectors.get(channel.network);
  if (!channel || !connector) return 'There is no connector for this network any more.';
  const sealed = await sealedOf(needs.db, brandId, channelId);
  if (sealed === null) return 'The channel was left, and its credentials are gone. Connect it again first.';
  try {
    return { channel, connector, credentials: needs.seal.unseal(sealed, { brandId, channelId }) };
  } catch (error) {
    if (error instanceof CannotUnseal) return error.message;
    throw error;
  }
}

/** The next ones of one source, as many as one transaction takes. */
async function nextRaws({ db }: RereadNeeds, row: RereadRow, afterId: number): Promise<RawRow[]> {
  const page = { afterId, throughId: row.throughId, limit: RAWS_PER_BATCH };
  const found = await nextWanted(db, row.brandId, row.channelId, row, page);
  const [first] = found;
  let units = 0;
  const until = found.findIndex(({ source, body }, i) => {
    units += body.length;
    return source !== first?.source || (i > 0 && units > UNITS_PER_BATCH);
  });
  return until === -1 ? found : found.slice(0, until);
}

async function readAgain(needs: RereadNeeds, row: RereadRow, place: Place, raws: readonly RawRow[]): Promise<void> {
  const { channel, connector } = place;
  const { brandId, id: channelId, network, account } = channel;
  const source = raws[0]?.source ?? '';
  const ways = connector.inbound as Record<string, { hearsEverybody?: true | 'named' } | undefined>;
  const hearsEverybody = source !== 'hook' && ways[source]?.hearsEverybody !== undefined;
  const again = {
    rereadId: row.id,
    afterId: raws.at(-1)?.id ?? row.afterId,
    raws: new Map(raws.map(({ id, state, counted }) => [id, { state, counted }])),
  };
  const batched = async (raw: RawRow): Promise<Batch> => {
    const heard = await wholly(needs, place, heardIn(needs, place, raw));
    return {
      brandId,
      channel: {
        id: channelId,
        network,
        account,
        playsRecording: false,
        ...(hearsEverybody ? { hearsEverybody } : {}),
      },
      source: 'reread',
      heard,
      cursor: null,
      receivedAt: raw.receivedAt,
      listened: await needs.ears.listen(brandId, network, heard),
      rawIds: heard.map(() => raw.id),
      again,
    };
  };
  await needs.ingestAll(await Promise.all(raws.map(batched)));
}

const NOTHING = { kind: 'dropped', reason: 'nothing in it', cursor: null, ignored: true } as const;

/** What is only named has a raw event of its own where it was named beside other things, and is fetched where that is read. */
async function wholly(needs: RereadNeeds, place: Place, heard: Heard[]): Promise<Heard[]> {
  const [only] = heard;
  if (only?.kind !== 'dropped' || only.stub !== true || heard.length > 1) {
    const told = heard.filter(one => one.kind === 'arrival' || one.stub !== true);
    return told.length > 0 ? told : [{ ...NOTHING, raw: only?.raw ?? '' }];
  }
  return [
    (await completed(needs, place, only)) ?? { kind: 'dropped', reason: NOT_IN_TIME, raw: only.raw, cursor: null },
  ];
}

/** Always at least one, so that every raw event is settled. */
function heardIn(needs: RereadNeeds, { channel, connector, credentials }: Place, raw: RawRow): Heard[] {
  const { body, size, receivedAt } = raw;
  const cannot = (reason: string): Heard[] => [{ kind: 'dropped', reason, raw: body, cursor: null }];
  const reader = rereaderOf(connector, raw.source);
  if (reader === null) return cannot('this network’s raw texts cannot be read again');
  if (size > body.length) return cannot('too long to be kept whole');
  const source = raw.source as Kept['source'];
  try {
    const heard = reader({ body, source, receivedAt }, { credentials, account: channel.account, home: needs.home });
    if (heard.length > 0) return heard;
    return [{ ...NOTHING, raw: body }];
  } catch (error) {
    needs.log('error', 'A raw event could not be read again by a fault of ours', { err: error, channelId: channel.id });
    return cannot('Heed could not read it');
  }
}

async function end(
  { db, now }: RereadNeeds,
  { brandId, id, channelId }: RereadRow,
  said: string | null,
): Promise<void> {
  await db.transaction().execute(async tx => {
    if (!(await endReread(tx, brandId, id, now(), said))) return;
    const channel = await findChannel(tx, brandId, channelId);
    const data = { kind: 'channel.reread', channelId, rereadId: id } as const;
    const inboxId = channel?.inboxId ?? null;
    await appendEvents(tx, [{ brandId, at: now(), inboxId, conversationId: null, actorId: null, data }]);
  });
}
