/** Whether a channel hears as it should: everything that is known about it, for the desk, the metrics and the doctor. */
import type { Connector } from '../connectors/connector.ts';
import { type Allowance, tightest, together } from '../core/allowance.ts';
import { HOUR_MS, hourOfWeek } from '../core/baseline.ts';
import { percentile } from '../core/hearing-delay.ts';
import { alarmAt, expectedIn, type Stretch, silenceOf } from '../core/silence.ts';
import { listAllowances } from '../store/allowances.ts';
import { hooksOf } from '../store/channel-hooks.ts';
import { type ChannelRow, findChannel, listChannels } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { appendEvents } from '../store/events.ts';
import {
  baselineOfChannel,
  changedSince,
  countKeptLetters,
  heardSince,
  lineOf,
  listenedNow,
  type OpenSilence,
  openSilences,
  type SlotSum,
  slotSums,
} from '../store/health.ts';
import { listenedSince } from '../store/heard.ts';
import { type LedgerDay, ledgerDays } from '../store/ledger.ts';
import { newestReread } from '../store/rereads.ts';
import { endAsNormal } from '../store/silences.ts';
import { credentialsOf } from './channel-credentials.ts';
import { type BudgetBrief, budgetsOf } from './costs/budgets.ts';
import { type RereadView, rereadView } from './dead-letters.ts';
import { type CallAt, type HookFacts, hookFacts, isUncalled } from './hook-facts.ts';
import { leaseOf, needsListener } from './listen.ts';
import { notFound, permit, type Who } from './permit.ts';
import { redial } from './redial.ts';
import { rereaderOf } from './reread.ts';
import type { Seal } from './seal.ts';
import { stretchesOf } from './silence-watch.ts';

export type HealthNeeds = {
  db: Db;
  connectors: ReadonlyMap<string, Connector>;
  seal: Seal;
  now: () => Date;
  /** Where networks call channels; nowhere where it is left out. */
  callAt?: CallAt;
};

export type SilenceView = { since: string; noticedAt: string; expected: number };
export type LeftView = { name: string; by: 'us' | 'network'; left: number; of: number; wholeAt: string | null };
export type LifeView = { kind: 'lasting' | 'renewing' | 'ending' | 'unknown'; endsAt: string | null };
/** What every channel of a list shows. */
export type Brief = {
  silence: SilenceView | null;
  /** Half of the posts of the last hour came within this; of the last day, where the last hour brought none. */
  hearingDelayMs: number | null;
  /** What runs out first. */
  left: LeftView | null;
  life: LifeView;
  /** No process listens to it, although one should. */
  isUnattended: boolean;
  /** The network should call us and does not. */
  isUncalled: boolean;
  /** It has a line of ours that can be opened anew. */
  canRedial: boolean;
  /** Null where none is set. */
  budget: BudgetBrief | null;
};
export type Expected =
  /** Not active, or a network nobody can be expected to write on by the hour. */
  | { kind: 'unwatched' }
  | { kind: 'never' }
  | { kind: 'learning'; knownHours: number }
  | { kind: 'seldom'; perWeek: number }
  | { kind: 'usual' | 'unusual'; sinceLast: number; thisHour: number; alarmAt: string | null };
export type DelayView = { n: number; p50Ms: number | null; p95Ms: number | null };
export type HealthView = Brief & {
  lastHeardAt: string | null;
  expected: Expected;
  delay: { hour: DelayView; day: DelayView; ahead: { n: number; mostMs: number }; backfilled: number };
  line: { brokeAt: string | null; brokeSaid: string | null; nextTryAt: string | null };
  reconnects: { hour: number; day: number; ever: number };
  allowances: LeftView[];
  letters: { kept: number; canReread: boolean };
  reread: RereadView | null;
  /** Null: this network never calls. */
  hook: HookFacts | null;
  days: LedgerDay[];
};

export const NOTHING_KNOWN: Brief = {
  silence: null,
  hearingDelayMs: null,
  left: null,
  life: { kind: 'unknown', endsAt: null },
  isUnattended: false,
  isUncalled: false,
  canRedial: false,
  budget: null,
};

/** Why a channel needs a look; the gravest where there are several. */
export type Trouble = {
  channelId: string;
  name: string;
  kind: 'broken' | 'silent' | 'unattended' | 'uncalled' | 'budget' | 'ending';
};

const DAY_MS = 24 * HOUR_MS;
/** Days of the ledger that are shown. */
export const DAYS_SHOWN = 14;
/** From so long before its end a sign-in is a thing to see to. */
export const LIFE_WARNING_MS = 14 * DAY_MS;

export type ChannelHealth = {
  open(who: Who, id: string): Promise<HealthView>;
  /** A person says that all is well; the quiet hours become part of what is usual. */
  callNormal(who: Who, id: string): Promise<void>;
  /** Asks the network again now, and for what was missed. */
  redial(who: Who, id: string): Promise<void>;
  /** Channels that need a look, for the mark on the rail. */
  troubles(who: Who): Promise<Trouble[]>;
};

export function makeChannelHealth(needs: HealthNeeds): ChannelHealth {
  return {
    open: (who, id) => openHealth(needs, who, id),
    callNormal: (who, id) => callNormal(needs, who, id),
    redial: (who, id) => redial(needs, who, id),
    troubles: who => troubles(needs, who),
  };
}

/** By channel id, for channels of one brand. @param credentials by channel id, where something depends on them */
export async function briefsOf(
  needs: Omit<HealthNeeds, 'seal'>,
  channels: readonly ChannelRow[],
  credentials: ReadonlyMap<string, unknown>,
): Promise<Map<string, Brief>> {
  const [first] = channels;
  if (first === undefined) return new Map();
  const { db, connectors, now } = needs;
  const { brandId } = first;
  const only = channels.length === 1 ? first.id : null;
  const at = now();
  const [silences, slots, told, unattended, hooks, budgets] = await Promise.all([
    openSilences(db, brandId, only),
    slotSums(db, brandId, only, agesBefore(at)),
    listAllowances(db, brandId, only),
    unattendedOf(needs, channels),
    hooksOf(db, brandId, only),
    budgetsOf(needs, channels, at),
  ]);
  const missing = await missingNow(db, brandId, silences, at);
  const briefs = channels.map((channel): [string, Brief] => {
    const { id, state, network } = channel;
    const connector = connectors.get(network);
    const own = slots.filter(({ channelId }) => channelId === id);
    const silence = silences.find(({ channelId }) => channelId === id);
    const left = tightest(together(of(told, id), at));
    const delays = delaysOf(own);
    const place = needs.callAt?.({ brandId, channelId: id });
    const brief = {
      silence: silence === undefined ? null : silenceView(silence, missing.get(id) ?? 0),
      hearingDelayMs: delays.hour.p50Ms ?? delays.day.p50Ms,
      left: left && leftView(left),
      life: lifeView(connector, state === 'left' ? null : (credentials.get(id) ?? null)),
      isUnattended: unattended.has(id),
      isUncalled: state === 'active' && isUncalled(hooks.get(id), connector, at, place),
      canRedial: state === 'active' && needsListener(connector),
      budget: budgets.get(id) ?? null,
    };
    return [id, brief];
  });
  return new Map(briefs);
}

async function openHealth(needs: HealthNeeds, who: Who, id: string): Promise<HealthView> {
  permit(who, 'read_channels');
  const { db, connectors, now } = needs;
  const { brandId } = who;
  const channel = await findChannel(db, brandId, id);
  if (channel === null) throw notFound('channel');
  const at = now();
  const [briefs, slots, told, line, heard, kept, reread, days] = await Promise.all([
    briefsOf(needs, [channel], new Map([[channel.id, await credentialsOf(needs, channel)]])),
    slotSums(db, brandId, channel.id, agesBefore(at)),
    listAllowances(db, brandId, channel.id),
    lineOf(db, brandId, channel.id),
    heardSince(db, brandId, channel.id, new Date(at.getTime() - DAY_MS)),
    countKeptLetters(db, brandId, channel.id),
    newestReread(db, brandId, channel.id),
    ledgerDays(db, brandId, channel.id, DAYS_SHOWN),
  ]);
  const brief = briefs.get(channel.id);
  if (brief === undefined) throw notFound('channel');
  const connector = connectors.get(channel.network);
  const ofKind = (kind: SlotSum['kind']) => slots.find(slot => slot.kind === kind);
  const [ahead, broke] = [ofKind('ahead'), ofKind('reconnect')];
  return {
    ...brief,
    lastHeardAt: channel.lastHeardAt?.toISOString() ?? null,
    expected: await expectedOf(needs, channel, at),
    delay: {
      ...delaysOf(slots),
      ahead: { n: ahead?.inDay ?? 0, mostMs: ahead?.most ?? 0 },
      backfilled: heard.backfilled,
    },
    line: {
      brokeAt: line.brokeAt?.toISOString() ?? null,
      brokeSaid: line.brokeSaid,
      nextTryAt: channel.state === 'active' ? (line.nextTryAt?.toISOString() ?? null) : null,
    },
    reconnects: { hour: broke?.inHour ?? 0, day: broke?.inDay ?? 0, ever: channel.reconnects },
    allowances: together(of(told, channel.id), at).map(leftView),
    letters: { kept, canReread: connector !== undefined && channel.state !== 'left' && canReread(connector) },
    reread: reread && rereadView(reread),
    hook: await hookFacts(needs, who, channel, connector),
    days,
  };
}

async function troubles(needs: HealthNeeds, who: Who): Promise<Trouble[]> {
  permit(who, 'read_channels');
  const channels = (await listChannels(needs.db, who.brandId)).filter(({ state }) => state !== 'left');
  const opened = await Promise.all(channels.map(async row => [row.id, await credentialsOf(needs, row)] as const));
  const briefs = await briefsOf(needs, channels, new Map(opened));
  return channels.flatMap(({ id, name, state }): Trouble[] => {
    const brief = briefs.get(id);
    const kind = brief && troubleOf(state, brief, needs.now());
    return kind === undefined ? [] : [{ channelId: id, name, kind }];
  });
}

function troubleOf(
  state: ChannelRow['state'],
  { silence, isUnattended, isUncalled, life, budget }: Brief,
  at: Date,
): Trouble['kind'] | undefined {
  if (state === 'broken') return 'broken';
  if (silence !== null) return 'silent';
  if (isUnattended) return 'unattended';
  if (isUncalled) return 'uncalled';
  if (budget?.state === 'usedUp' || budget?.state === 'readingStopped') return 'budget';
  const endsAt = life.kind === 'ending' && life.endsAt !== null ? Date.parse(life.endsAt) : Number.POSITIVE_INFINITY;
  return endsAt - at.getTime() < LIFE_WARNING_MS ? 'ending' : undefined;
}

async function callNormal({ db, now }: HealthNeeds, who: Who, id: string): Promise<void> {
  permit(who, 'lead');
  const { brandId, agentId: actorId } = who;
  await db.transaction().execute(async tx => {
    const channel = await findChannel(tx, brandId, id);
    if (channel === null) throw notFound('channel');
    const since = await endAsNormal(tx, brandId, channel.id, now());
    if (since === null) return;
    const data = { kind: 'channel.heard', channelId: channel.id, since: since.toISOString(), by: 'normal' } as const;
    await appendEvents(tx, [{ brandId, at: now(), inboxId: channel.inboxId, conversationId: null, actorId, data }]);
  });
}

async function expectedOf({ db, connectors }: HealthNeeds, channel: ChannelRow, at: Date): Promise<Expected> {
  const { brandId, id: channelId, lastHeardAt: since, state } = channel;
  const { stream, poll, hook } = connectors.get(channel.network)?.inbound ?? {};
  if (state === 'paused' || state === 'left' || !(stream ?? poll ?? hook)) return { kind: 'unwatched' };
  if (since === null) return { kind: 'never' };
  const baseline = await baselineOfChannel(db, brandId, channelId);
  if (baseline === null) return { kind: 'learning', knownHours: 0 };
  const stretches = stretchesOf(await listenedSince(db, [{ brandId, channelId, since }]), since, at);
  const soFar = upTo(stretches, since, at);
  const silence = silenceOf(baseline, soFar, at.getTime() - since.getTime());
  if (silence.kind === 'learning') return silence;
  if (silence.kind === 'seldom') return silence;
  const due = silence.kind === 'usual' ? alarmAt(baseline, soFar, since.getTime(), at.getTime()) : null;
  return {
    kind: silence.kind,
    sinceLast: silence.expected,
    thisHour: baseline.rates[hourOfWeek(at.getTime())] ?? 0,
    alarmAt: due === null ? null : new Date(due).toISOString(),
  };
}

/** For how long we listened is written twice a minute: a silence of seconds has not been written at all. */
function upTo(stretches: readonly Stretch[], since: Date, at: Date): readonly Stretch[] {
  if (stretches.length > 0) return stretches;
  const seconds = Math.min(60, (at.getTime() - since.getTime()) / 1000);
  return seconds > 0 ? [{ atMs: at.getTime(), seconds }] : [];
}

function canReread(connector: Connector): boolean {
  return ['stream', 'hook'].some(source => rereaderOf(connector, source) !== null);
}

function agesBefore(at: Date): { hour: Date; day: Date } {
  return { hour: new Date(at.getTime() - HOUR_MS), day: new Date(at.getTime() - DAY_MS) };
}

function of(told: Awaited<ReturnType<typeof listAllowances>>, id: string): Allowance[] {
  return told.flatMap(({ channelId, allowance }) => (channelId === id ? [allowance] : []));
}

function delaysOf(slots: readonly SlotSum[]): { hour: DelayView; day: DelayView } {
  const delays = slots.filter(({ kind }) => kind === 'delay');
  const view = (n: (slot: SlotSum) => number): DelayView => {
    const counts = new Map(delays.map(slot => [slot.bucket, n(slot)]));
    const total = delays.reduce((sum, slot) => sum + n(slot), 0);
    return { n: total, p50Ms: percentile(counts, 0.5), p95Ms: percentile(counts, 0.95) };
  };
  return { hour: view(({ inHour }) => inHour), day: view(({ inDay }) => inDay) };
}

/** So long a listener may take until it has the channel. */
const ATTENDED_WITHIN_MS = 30_000;

/** Channels that nobody listens to, although somebody should. */
async function unattendedOf(
  { db, connectors, now }: Omit<HealthNeeds, 'seal'>,
  channels: readonly ChannelRow[],
): Promise<Set<string>> {
  const wanted = channels.filter(({ state, network }) => state === 'active' && needsListener(connectors.get(network)));
  const attended = await listenedNow(db, wanted.map(leaseOf));
  const alone = wanted.filter(channel => !attended.has(leaseOf(channel)));
  const [first] = alone;
  if (first === undefined) return new Set();
  const fresh = await changedSince(db, first.brandId, new Date(now().getTime() - ATTENDED_WITHIN_MS));
  return new Set(alone.map(({ id }) => id).filter(id => !fresh.has(id)));
}

/** How much would have been heard by now, by channel. */
async function missingNow(
  db: Db,
  brandId: number,
  silences: readonly OpenSilence[],
  at: Date,
): Promise<Map<string, number>> {
  const hours = await listenedSince(
    db,
    silences.map(({ channelId, since }) => ({ brandId, channelId, since })),
  );
  return new Map(
    silences.map(({ channelId, since, baseline }) => {
      const own = hours.filter(hour => hour.channelId === channelId);
      return [channelId, baseline === null ? 0 : expectedIn(baseline, stretchesOf(own, since, at))];
    }),
  );
}

function silenceView({ since, noticedAt, expected }: OpenSilence, now: number): SilenceView {
  return { since: since.toISOString(), noticedAt: noticedAt.toISOString(), expected: Math.max(expected, now) };
}

function leftView({ name, by, left, of: most, wholeAt }: Allowance): LeftView {
  return { name, by, left: Math.floor(left), of: Math.floor(most), wholeAt: wholeAt?.toISOString() ?? null };
}

function lifeView(connector: Connector | undefined, credentials: unknown): LifeView {
  const life = credentials === null ? undefined : connector?.connect.life?.(credentials);
  if (life === undefined) return { kind: 'unknown', endsAt: null };
  return { kind: life.kind, endsAt: 'endsAt' in life ? (life.endsAt?.toISOString() ?? null) : null };
}
