/** Bursts come together into crises, in the transaction that tells of them: once, whatever crashes. */
import {
  type BurstSigns,
  type CrisisSigns,
  crisisFor,
  TOGETHER_MS,
  WORDS_LOOKED_AT,
} from '../../core/crisis/group-bursts.ts';
import { HEARD } from '../../core/crisis/series.ts';
import type { MakeId } from '../../core/id.ts';
import type { Alarm, BurstChange } from '../../core/listening/burst-alarm.ts';
import { SAME_BURST_MS } from '../../core/listening/burst-judge.ts';
import * as store from '../../store/crisis/crises.ts';
import type { Tx } from '../../store/db.ts';
import type { NewEvent } from '../../store/events.ts';
import { stepEvent, tellLeads } from './tell.ts';

export type ToldBurst = {
  brandId: number;
  burstId: string;
  queryId: string | null;
  series: string;
  change: BurstChange;
};

/** A crisis is called by so many words until people name it. */
const NAME_WORDS = 3;

/** @returns the steps, to be appended by the caller as the last statement */
export async function gatherBursts(tx: Tx, makeId: MakeId, told: readonly ToldBurst[], at: Date): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  // One brand after the other, always in the same order: what is held here is held to the end.
  const brands = [...Map.groupBy(told, one => one.brandId)].sort(([a], [b]) => a - b);
  for (const [brandId, some] of brands) {
    const since = new Date(at.getTime() - Math.max(TOGETHER_MS, SAME_BURST_MS));
    const crises = new Map((await store.lockRecentCrises(tx, brandId, since)).map(row => [row.id, row]));
    for (const one of some) events.push(...(await gatherOne(tx, makeId, crises, one, at)));
  }
  return events;
}

async function gatherOne(
  tx: Tx,
  makeId: MakeId,
  crises: Map<string, store.CrisisRow>,
  told: ToldBurst,
  at: Date,
): Promise<NewEvent[]> {
  const { brandId, burstId, change } = told;
  const { alarm, kind } = change;
  const facts = { burstId, n: alarm.posts, words: wordsOf(alarm).slice(0, NAME_WORDS).join(' ') };
  const knownId = await store.crisisOfBurst(tx, brandId, burstId);
  const known = knownId === null ? undefined : crises.get(knownId);
  if (kind === 'grew') return known === undefined ? [] : [stepEvent(known, at, 'grew', facts)];
  if (kind === 'ended') return known === undefined ? [] : ended(tx, known, burstId, facts, at);
  if (known !== undefined) return raiseAgain(tx, makeId, known, burstId, facts, at);
  if (knownId !== null) return [];
  const fitId = crisisFor(signsOf({ ...told, alarm }, at), await crisisSigns(tx, brandId, [...crises.values()], at));
  const fit = fitId === null ? undefined : crises.get(fitId);
  if (fit !== undefined) {
    await store.putInCrisis(tx, brandId, [burstId], fit.id);
    const began = { ...fit, beganAt: new Date(Math.min(fit.beganAt.getTime(), alarm.beganAtMs)) };
    crises.set(fit.id, began);
    await store.writeCrisis(tx, began);
    const again = await raiseAgain(tx, makeId, began, burstId, facts, at);
    return [
      stepEvent(fit, at, 'burst', facts),
      ...again.filter(({ data }) => 'step' in data && data.step === 'raised'),
    ];
  }
  const fresh = newCrisis(brandId, makeId(), alarm, at);
  await store.writeCrisis(tx, fresh);
  await store.putInCrisis(tx, brandId, [burstId], fresh.id);
  crises.set(fresh.id, fresh);
  await tellLeads(tx, { brandId, at, makeId }, 'crisis', `crisis ${fresh.id}`, { words: fresh.name, n: alarm.posts });
  return [stepEvent(fresh, at, 'raised', facts)];
}

/** One of its bursts has come back. What a lead dismissed stays dismissed. */
async function raiseAgain(
  tx: Tx,
  makeId: MakeId,
  crisis: store.CrisisRow,
  burstId: string,
  facts: { burstId: string; n: number; words: string },
  at: Date,
): Promise<NewEvent[]> {
  if (crisis.state === 'dismissed') return [];
  if (crisis.state !== 'over') return [stepEvent(crisis, at, 'burst', facts)];
  const again: store.CrisisRow = { ...crisis, state: 'watching', closedAt: null, closedBy: null };
  await store.writeCrisis(tx, again);
  const { brandId, id, name } = crisis;
  await tellLeads(tx, { brandId, at, makeId }, 'crisis', `crisis ${id} again ${burstId} ${at.toISOString()}`, {
    words: name,
  });
  return [stepEvent(crisis, at, 'raised', facts)];
}

/** When the last of its bursts is over it is calm; one that was only suggested is over by itself. */
async function ended(
  tx: Tx,
  crisis: store.CrisisRow,
  burstId: string,
  facts: { burstId: string },
  at: Date,
): Promise<NewEvent[]> {
  const events = [stepEvent(crisis, at, 'ended', facts)];
  const bursts = await store.burstsOfCrises(tx, crisis.brandId, [crisis.id]);
  if (bursts.some(burst => burst.id !== burstId && burst.endedAt === null)) return events;
  if (crisis.state !== 'watching' && crisis.state !== 'open') return events;
  events.push(stepEvent(crisis, at, 'calm'));
  if (crisis.state === 'watching') await store.writeCrisis(tx, { ...crisis, state: 'over', closedAt: at });
  return events;
}

function newCrisis(brandId: number, id: string, alarm: Alarm, at: Date): store.CrisisRow {
  return {
    brandId,
    id,
    ...namedBy([alarm]),
    state: 'watching',
    isNamed: false,
    beganAt: new Date(alarm.beganAtMs),
    raisedAt: at,
    declaredAt: null,
    declaredBy: null,
    closedAt: null,
    closedBy: null,
    learnt: '',
    staffing: null,
    hasWaiting: false,
    version: 1,
  };
}

/** What its bursts are about becomes clearer as they grow; until people name a crisis, it is called by their words of now. */
export function named<C extends Pick<store.CrisisRow, 'isNamed' | 'name' | 'words'>>(
  crisis: C,
  bursts: readonly Pick<store.CrisisBurst, 'alarm'>[],
): C {
  if (crisis.isNamed || bursts.length === 0) return crisis;
  return { ...crisis, ...namedBy(bursts.map(({ alarm }) => alarm)) };
}

/** Words of several bursts before words of one. */
export function namedBy(alarms: readonly Alarm[]): { name: string; words: string[] } {
  const counts = new Map<string, number>();
  for (const word of alarms.flatMap(alarm => wordsOf(alarm).slice(0, WORDS_LOOKED_AT)))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
  const name = words.slice(0, NAME_WORDS).join(' ').slice(0, 120) || UNNAMED;
  return { name, words: words.slice(0, WORDS_LOOKED_AT) };
}

/** As long as there is only more of everything. */
const UNNAMED = '…';

/** What raised it, then what stands out most. */
function wordsOf({ word, words }: Alarm): string[] {
  return [...new Set([...(word === null ? [] : [word]), ...words.map(one => one.word)])];
}

type Named = Pick<store.CrisisBurst, 'series' | 'queryId' | 'alarm'>;

/** Complaints sent to us that no query heard open turns, too. */
function signsOf({ series, queryId, alarm }: Named, now: Date): BurstSigns {
  const { beganAtMs, endedAtMs, exampleIds } = alarm;
  const untilMs = endedAtMs ?? now.getTime();
  return {
    beganAtMs,
    untilMs,
    words: wordsOf(alarm),
    postIds: exampleIds,
    isInbox: series !== HEARD || queryId === null,
  };
}

/**
 * Bursts begin before anybody knows what they are about: suggestions that turn out to be of one storm become one, the later part of the
 * earlier. What people named or declared is theirs to put together.
 */
export async function joinAlike(tx: Tx, brandId: number, at: Date): Promise<NewEvent[]> {
  const since = new Date(at.getTime() - TOGETHER_MS);
  const going = (await store.lockRecentCrises(tx, brandId, at)).filter(
    ({ state }) => state === 'watching' || state === 'open',
  );
  const events: NewEvent[] = [];
  const left = new Map(going.map(row => [row.id, row]));
  for (const row of going.toSorted((a, b) => b.raisedAt.getTime() - a.raisedAt.getTime())) {
    if (row.state !== 'watching' || row.isNamed || row.raisedAt < since) continue;
    const bursts = await store.burstsOfCrises(tx, brandId, [row.id]);
    const earlier = [...left.values()].filter(other => other.id !== row.id && other.raisedAt <= row.raisedAt);
    const signs = await crisisSigns(tx, brandId, earlier, at);
    const into = bursts.map(burst => crisisFor(signsOf(burst, at), signs)).find(id => id !== null);
    const kept = into === undefined ? undefined : left.get(into ?? '');
    if (kept === undefined) continue;
    await store.putInCrisis(
      tx,
      brandId,
      bursts.map(({ id }) => id),
      kept.id,
    );
    await store.removeCrisis(tx, brandId, row.id);
    left.delete(row.id);
    const beganAt = new Date(Math.min(kept.beganAt.getTime(), row.beganAt.getTime()));
    await store.writeCrisis(tx, { ...kept, beganAt });
    events.push(stepEvent(kept, at, 'joined', { otherId: row.id, words: named(row, bursts).name }));
  }
  return events;
}

async function crisisSigns(
  tx: Tx,
  brandId: number,
  crises: readonly store.CrisisRow[],
  at: Date,
): Promise<CrisisSigns[]> {
  const bursts = await store.burstsOfCrises(
    tx,
    brandId,
    crises.map(({ id }) => id),
  );
  return crises.map(({ id, words, state, beganAt, closedAt }) => {
    const own = bursts.filter(({ crisisId }) => crisisId === id).map(burst => signsOf(burst, at));
    // One declared by hand has no burst yet, but a time and words.
    const untilMs = (state === 'over' ? closedAt : at)?.getTime() ?? at.getTime();
    const declared: BurstSigns = { beganAtMs: beganAt.getTime(), untilMs, words, postIds: [], isInbox: false };
    return { id, words, bursts: own.length > 0 ? own : [declared] };
  });
}
