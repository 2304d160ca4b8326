/**
 * Plays a recorded file into the desk through the very path live posts take: in order of time, at any speed, from where it
 * stopped. Its promises come due by the recording's own clock until it has played to its end.
 */
import type { Heard, RecordingFormat } from '../connectors/connector.ts';
import type { MakeId } from '../core/id.ts';
import type { Person } from '../core/post.ts';
import { Refusal } from '../core/refusal.ts';
import { endRecording } from '../store/clock.ts';
import { readCursor, saveCursor } from '../store/cursors.ts';
import type { Db } from '../store/db.ts';
import { dayOf, type LedgerLine, sumLedger } from '../store/ledger.ts';
import { countPlayed, onlyOnePlays, type Played, refreshStatistics, startRecording } from '../store/replay.ts';
import type { Ears } from './ears.ts';
import type { Ingest } from './ingest.ts';
import { summed } from './ledger-sums.ts';
import { openRecording, type Recording } from './recording.ts';
import { ARCHIVE, type ArchiveChannel, archiveChannelFor, brandNamed } from './replay-place.ts';
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
};

export async function replay(needs: ReplayNeeds, ask: ReplayAsk): Promise<ReplayResult> {
  if (ask.speed !== 'max' && !(ask.speed > 0))
    throw new Refusal('not_valid', 'The speed is a number above 0, or "max".');
  const recording = await openRecording({
    ...ask,
    onProgress: ({ bytes, of }) => ask.onProgress?.({ kind: 'reading', bytes, of }),
  });
  try {
    const { brandId, begun } = await brandNamed(needs, ask.brand);
    const channel = await archiveChannelFor(needs, brandId, { ...ask, sha256: recording.sha256 });
    const place = await placeOf(needs, ask, channel, recording);
    const summary = (kind: ReplayResult['kind'], lines: number) => summarise(needs, channel, { kind, begun, lines });
    if (place.done) return await summary('already_on_the_desk', 0);
    const playing = begin(needs, ask, recording, channel, place);
    const isAlone = await onlyOnePlays(needs.db, channel.id, () => play(playing));
    if (!isAlone) throw new Refusal('already_exists', 'This file is being played by another process just now.');
    return await summary(playing.place.done ? 'played' : 'stopped', playing.lines);
  } finally {
    await recording.close();
  }
}

/** Goes on where this file stopped; begins anew where it was played with another choice of threads. */
async function placeOf(
  needs: ReplayNeeds,
  ask: ReplayAsk,
  channel: ArchiveChannel,
  recording: Recording,
): Promise<Place> {
  const saved = await readCursor(needs.db, channel.brandId, channel.id, 'replay');
  const only = ask.only ?? null;
  const before: Place | null = saved === null ? null : JSON.parse(saved);
  if (before !== null && before.format === ask.format.id && before.only === only) return before;
  const { format, times } = { format: ask.format.id, times: before?.times ?? ask.times };
  // Posts on the desk keep the times they came with; more of the same file has to agree with them.
  const shiftMs = before?.shiftMs ?? (times === 'shifted' ? shiftFor(ask, recording, needs.now()) : 0);
  return { format, only, times, shiftMs, next: 0, done: false };
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
  const playing: Playing = { needs, ask, recording, channel, place, startedMs, fromMs, lines: 0, sampler };
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
  const heard = batch.flatMap(one => (one === null ? [] : [shifted(one, place.shiftMs)]));
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
