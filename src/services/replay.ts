/**
 * Plays a recorded file into the desk through the very path live posts take: in order of time, at any speed, from where it
 * stopped. Its promises come due by the recording's own clock until it has played to its end.
 */
import type { Heard, RecordingFormat } from '../connectors/connector.ts';
import { NOT_OURS } from '../core/hearing.ts';
import type { MakeId } from '../core/id.ts';
import { handleKey, rivalBook, rivalOf } from '../core/insight/rival.ts';
import type { Item, Person, Post } from '../core/post.ts';
import { Refusal } from '../core/refusal.ts';
import { findBrandByName } from '../store/brands.ts';
import { endRecording } from '../store/clock.ts';
import { readCursor, saveCursor } from '../store/cursors.ts';
import type { Db } from '../store/db.ts';
import { dayOf, type LedgerLine, sumLedger } from '../store/ledger.ts';
import { countPlayed, onlyOnePlays, type Played, refreshStatistics, startRecording } from '../store/replay.ts';
import { handlesHeard } from '../store/rivals.ts';
import type { Ears } from './ears.ts';
import type { Ingest } from './ingest.ts';
import { isOfRival, type Rivals } from './keep-rivals.ts';
import { summed } from './ledger-sums.ts';
import { openRecording, type Recording } from './recording.ts';
import { ARCHIVE, type ArchiveChannel, archiveChannelFor, brandNamed } from './replay-place.ts';
import { nameRivals } from './rivals.ts';
import { makeSampler, SAMPLE_BLOCK_POSTS, type Sampler } from './sampler.ts';
import { shifted } from './shift-times.ts';
import type { Wait } from './wait.ts';

export type ReplayNeeds = {
  db: Db;
  ingest: Ingest;
  ears: Ears;
  makeId: MakeId;
  now: () => Date;
  wait: Wait;
};

export type ReplayAsk = {
  file: string;
  format: RecordingFormat;
  brand: string;
  /** The company in the recording, as its own posts are signed on the desk. */
  ours: Person;
  /** How many seconds of the recording pass in one of ours. */
  speed: number | 'max';
  /** `shifted`: moved so that the recording ends when its playing does; nothing is ever in the future. */
  times: 'recorded' | 'shifted';
  /** Only threads in which this handle writes or is named. */
  only?: string;
  /** Handles of further companies in it, named as rivals of the brand before it is played. */
  rivals?: readonly string[];
  onProgress?: (progress: ReplayProgress) => void;
  signal: AbortSignal;
};
export type ReplayProgress =
  | { kind: 'reading'; bytes: number; of: number }
  | { kind: 'playing'; lines: number; of: number; perSecond: number; playedUntil: Date | null };

export type ReplayResult = {
  kind: 'played' | 'already_on_the_desk' | 'stopped';
  brandId: number;
  /** The brand did not exist and was begun; `owners` is how many people own it. */
  brandBegun: { owners: number } | null;
  channelId: string;
  /** Lines of this run. */
  lines: number;
  /** Of the file ever, over all runs; received = kept + ignored + failed. */
  received: number;
  kept: number;
  ignored: number;
  failed: number;
  reasons: LedgerLine[];
} & Played;

export const LINES_PER_BATCH = 500;
export const UNITS_PER_BATCH = 4_000_000;
/** After so many lines the tables no longer are what the plans of their statements were made for. */
const STATISTICS_AT_LINES = [1_000, 5_000, 25_000, 100_000];
/** While nothing is said in the recording its clock goes on; promises come due within this. */
export const TICK_MS = 500;

/** Where the playing stands, as saved with each batch. */
type Place = {
  format: string;
  only: string | null;
  /** Their handles; absent in what was saved before there were any. */
  rivals?: string;
  times: ReplayAsk['times'];
  shiftMs: number;
  next: number;
  done: boolean;
};
type Playing = {
  needs: ReplayNeeds;
  ask: ReplayAsk;
  recording: Recording;
  channel: ArchiveChannel;
  place: Place;
  /** Wall time and recorded time at which this run began. */
  startedMs: number;
  fromMs: number;
  lines: number;
  sampler: Sampler;
  rivals: Rivals;
};

export async function replay(needs: ReplayNeeds, ask: ReplayAsk): Promise<ReplayResult> {
  if (ask.speed !== 'max' && !(ask.speed > 0))
    throw new Refusal('not_valid', 'The speed is a number above 0, or "max".');
  const rivals = await rivalsIn(needs, ask);
  const recording = await openRecording({
    ...ask,
    ...(rivals === null ? {} : { others: (post: Post) => isOfRival({ kind: 'post', post }, rivals) }),
    onProgress: ({ bytes, of }) => ask.onProgress?.({ kind: 'reading', bytes, of }),
  });
  try {
    const { brandId, begun } = await brandNamed(needs, ask.brand);
    const channel = await archiveChannelFor(needs, brandId, { ...ask, sha256: recording.sha256 });
    if (ask.rivals !== undefined) await nameRivals(needs.db, needs, brandId, ask.rivals);
    const place = await placeOf(needs, ask, channel, recording, rivals);
    const summary = (kind: ReplayResult['kind'], lines: number) => summarise(needs, channel, { kind, begun, lines });
    if (place.done) return await summary('already_on_the_desk', 0);
    const playing = begin(needs, ask, recording, channel, place, rivals);
    const isAlone = await onlyOnePlays(needs.db, channel.id, () => play(playing));
    if (!isAlone) throw new Refusal('already_exists', 'This file is being played by another process just now.');
    return await summary(playing.place.done ? 'played' : 'stopped', playing.lines);
  } finally {
    await recording.close();
  }
}

/** Those named so far, and those to be named. */
async function rivalsIn({ db }: ReplayNeeds, ask: ReplayAsk): Promise<Rivals> {
  const brand = await findBrandByName(db, ask.brand);
  const known = brand === null ? [] : await handlesHeard(db, brand.id, null);
  const more = (ask.rivals ?? []).map(written => ({ rivalId: '', handle: handleKey(written), remoteId: null }));
  const all = [...known, ...more];
  return all.length === 0 ? null : rivalBook(all);
}

/** Goes on where this file stopped; begins anew where it was played with another choice of threads, or for other rivals. */
async function placeOf(
  needs: ReplayNeeds,
  ask: ReplayAsk,
  channel: ArchiveChannel,
  recording: Recording,
  book: Rivals,
): Promise<Place> {
  const saved = await readCursor(needs.db, channel.brandId, channel.id, 'replay');
  const only = ask.only ?? null;
  const before: Place | null = saved === null ? null : JSON.parse(saved);
  const rivals = book === null ? '' : [...book.byHandle.keys()].sort().join(' ');
  const isSame = before !== null && (rivals === '' || (before.rivals ?? '') === rivals);
  if (isSame && before.format === ask.format.id && before.only === only) return before;
  const { format, times } = { format: ask.format.id, times: before?.times ?? ask.times };
  // Posts on the desk keep the times they came with; more of the same file has to agree with them.
  const shiftMs = before?.shiftMs ?? (times === 'shifted' ? shiftFor(ask, recording, needs.now()) : 0);
  return { format, only, rivals, times, shiftMs, next: 0, done: false };
}

/** Ends when the playing ends; at less than original speed it begins now instead, so that nothing comes before its time. */
function shiftFor({ speed }: ReplayAsk, { firstAt, lastAt }: Recording, now: Date): number {
  if (firstAt === null || lastAt === null) return 0;
  const lengthMs = lastAt.getTime() - firstAt.getTime();
  const playsForMs = speed === 'max' ? 0 : lengthMs / speed;
  const endsNow = now.getTime() + playsForMs - lastAt.getTime();
  return Math.min(endsNow, now.getTime() - firstAt.getTime());
}

function begin(
  needs: ReplayNeeds,
  ask: ReplayAsk,
  recording: Recording,
  channel: ArchiveChannel,
  place: Place,
  rivals: Rivals,
): Playing {
  const startedMs = needs.now().getTime();
  const from = recording.at(place.next) ?? recording.firstAt;
  const fromMs = (from?.getTime() ?? startedMs) + place.shiftMs;
  const { db, now } = needs;
  const { id: channelId, brandId } = channel;
  let playedAt = new Date(fromMs);
  const clock = () => {
    playedAt = recording.at(playing.place.next) ?? playedAt;
    return playedAt;
  };
  const sampler = makeSampler({ db, brandId, channelId, network: ARCHIVE, random: Math.random, now, clock });
  const playing: Playing = { needs, ask, recording, channel, place, startedMs, fromMs, lines: 0, sampler, rivals };
  return playing;
}

async function play(playing: Playing): Promise<void> {
  const { needs, ask, recording, channel } = playing;
  await needs.ears.refresh();
  await needs.db.transaction().execute(tx => startRecording(tx, channel.brandId, channel.id, new Date(playing.fromMs)));
  while (playing.place.next < recording.count && !ask.signal.aborted) {
    const batch = await nextBatch(playing);
    await feed(playing, batch);
    if (batch.length === 0) await needs.wait(TICK_MS, ask.signal);
  }
  if (ask.signal.aborted) return;
  playing.place = { ...playing.place, done: true };
  await needs.db.transaction().execute(async tx => {
    await saveCursor(tx, channel.brandId, channel.id, 'replay', JSON.stringify(playing.place));
    await endRecording(tx, channel.brandId, channel.id);
  });
}

/** How far the recording has played by now, in (shifted) recorded time. */
function playedMs({ needs, ask, startedMs, fromMs }: Playing): number {
  return ask.speed === 'max' ? Number.POSITIVE_INFINITY : fromMs + (needs.now().getTime() - startedMs) * ask.speed;
}

/** The next lines whose time has come, as many as one transaction takes. */
async function nextBatch(playing: Playing): Promise<(Heard | null)[]> {
  const { recording, place } = playing;
  const until = playedMs(playing);
  const batch: (Heard | null)[] = [];
  let units = 0;
  for (let index = place.next; index < recording.count; index++) {
    const at = recording.at(index);
    if (at !== null && at.getTime() + place.shiftMs > until) break;
    const heard = await recording.read(index);
    batch.push(heard);
    units += heard?.raw.length ?? 0;
    if (batch.length >= LINES_PER_BATCH || units >= UNITS_PER_BATCH) break;
  }
  return batch;
}

async function feed(playing: Playing, batch: (Heard | null)[]): Promise<void> {
  const { needs, ask, recording, channel, place } = playing;
  const next = place.next + batch.length;
  const heard = batch.flatMap((one, at) =>
    one === null ? [] : [shifted(asTheirs(playing, one, place.next + at), place.shiftMs)],
  );
  const playsUntil = clockAfter(playing, next, playedMs(playing));
  const played = { ...place, next };
  const { brandId } = channel;
  await needs.ingest({
    brandId,
    channel: {
      id: channel.id,
      network: ARCHIVE,
      account: channel.account,
      playsRecording: true,
      ...(ask.format.hearsEverybody ? { hearsEverybody: true as const } : {}),
    },
    source: 'replay',
    heard,
    cursor: JSON.stringify(played),
    receivedAt: needs.now(),
    ...(playsUntil === null ? {} : { playsUntil }),
    ...ourHandlesIn(ask, channel),
    ...othersIn(playing, batch),
    listened: await needs.ears.listen(brandId, ARCHIVE, heard),
  });
  playing.sampler.offer(heard);
  const isLast = next >= recording.count;
  if (isLast || playing.sampler.pending() >= SAMPLE_BLOCK_POSTS) await playing.sampler.write(isLast);
  playing.place = played;
  const before = playing.lines;
  playing.lines += batch.length;
  if (STATISTICS_AT_LINES.some(at => before < at && playing.lines >= at)) await refreshStatistics(needs.db);
  const seconds = (needs.now().getTime() - playing.startedMs) / 1000;
  const perSecond = seconds > 0 ? Math.round(playing.lines / seconds) : 0;
  ask.onProgress?.({ kind: 'playing', lines: next, of: recording.count, perSecond, playedUntil: playsUntil });
}

/** What a rival wrote is no word of ours, and what stands in a rival's thread was not sent to us, whatever the recording says. */
function asTheirs(playing: Playing, heard: Heard, index: number): Heard {
  const { rivals } = playing;
  if (rivals === null || heard.kind !== 'arrival') return heard;
  const isOthers = isTheirs(playing, index);
  const isSomeCompany = ({ post }: { post: Post }) => post.own && rivalOf(post, rivals) === null;
  // A company nobody named is no customer of theirs.
  if (isOthers && heard.items.some(item => item.kind === 'post' && isSomeCompany(item)))
    return { kind: 'dropped', reason: NOT_OURS, raw: '', cursor: null, ignored: true };
  const items = heard.items.map(item => {
    if (item.kind !== 'post' || !(isOthers || rivalOf(item.post, rivals) !== null)) return item;
    return { ...item, post: { ...item.post, own: false, addressed: false } };
  });
  return { ...heard, items };
}

function isTheirs({ rivals, recording, ask }: Playing, index: number): boolean {
  // Where one company's threads were asked for, the others are not ours, whatever the file says of them.
  const tellsApart = ask.format.manyCompanies === true || ask.only !== undefined;
  return rivals !== null && tellsApart && recording.isOthers(index);
}

function othersIn(playing: Playing, batch: readonly (Heard | null)[]): { others?: Set<string> } {
  if (playing.rivals === null) return {};
  const items = batch.flatMap((one, at) =>
    one?.kind === 'arrival' && isTheirs(playing, playing.place.next + at) ? one.items : [],
  );
  const idOf = (item: Item) =>
    item.kind === 'person' ? [] : [item.kind === 'post' ? item.post.remoteId : item.remoteId];
  return { others: new Set(items.flatMap(idOf)) };
}

function ourHandlesIn({ only, format }: ReplayAsk, { account }: ArchiveChannel): { ourHandles?: string[] } {
  if (format.manyCompanies !== true || only === undefined) return {};
  return { ourHandles: [only, account.handle ?? only].map(handleKey) };
}

/** The recording's clock stays before the first line that is not fed yet: an answer in time may stand there. */
function clockAfter({ ask, recording, place }: Playing, next: number, playedMs: number): Date | null {
  const waiting = recording.at(next);
  if (waiting !== null) return new Date(Math.min(playedMs, waiting.getTime() + place.shiftMs - 1));
  const last = recording.lastAt;
  if (ask.speed !== 'max') return new Date(playedMs);
  return last && new Date(last.getTime() + place.shiftMs);
}

async function summarise(
  { db, now }: ReplayNeeds,
  { brandId, id }: ArchiveChannel,
  run: { kind: ReplayResult['kind']; begun: ReplayResult['brandBegun']; lines: number },
): Promise<ReplayResult> {
  const { lines: reasons, ...sums } = summed(await sumLedger(db, brandId, dayOf(now()), id));
  const counts = { ...sums, reasons };
  const { kind, begun, lines } = run;
  return { kind, brandId, brandBegun: begun, channelId: id, lines, ...counts, ...(await countPlayed(db, brandId, id)) };
}
