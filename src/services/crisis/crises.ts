/** What people do about a crisis: say that it is one, name it, put together what belongs together, and close it. */
import { TOGETHER_MS } from '../../core/crisis/group-bursts.ts';
import type { CrisisStep, StepFacts } from '../../core/crisis/step.ts';
import { isUuid } from '../../core/id.ts';
import { Refusal } from '../../core/refusal.ts';
import * as store from '../../store/crisis/crises.ts';
import type { Tx } from '../../store/db.ts';
import { appendEvents, type NewEvent } from '../../store/events.ts';
import type { Desk } from '../desk.ts';
import { notFound, permit, type Who } from '../permit.ts';
import { named, namedBy } from './gather-bursts.ts';
import { type CrisisHead, headOf, type StaffingView, staffingView } from './picture.ts';
import { stepEvent } from './tell.ts';

export type CrisesView = {
  rows: (CrisisHead & { posts: number; times: number | null; networks: string[]; staffing: StaffingView | null })[];
  going: { watching: number; open: number };
};
export type CrisisDeed =
  | { kind: 'declare' | 'dismiss' | 'close' }
  | { kind: 'name'; name: string; words: readonly string[] }
  /** All of another one becomes part of this one. */
  | { kind: 'join'; otherId: string }
  /** These bursts become a crisis of their own. */
  | { kind: 'split'; burstIds: readonly string[] }
  | { kind: 'note'; learnt: string };

export const CRISES_SHOWN = 100;
/** Words a crisis is known by; more would mean everything. */
export const CRISIS_WORDS_LIMIT = 20;
export const LEARNT_LIMIT = 20_000;

export async function listCrises({ db }: Pick<Desk, 'db'>, who: Who): Promise<CrisesView> {
  permit(who, 'read_channels');
  const rows = await store.listCrises(db, who.brandId, CRISES_SHOWN);
  const bursts = Map.groupBy(
    await store.burstsOfCrises(
      db,
      who.brandId,
      rows.map(({ id }) => id),
    ),
    ({ crisisId }) => crisisId,
  );
  return {
    rows: rows.map(row => {
      const own = bursts.get(row.id) ?? [];
      return {
        ...headOf(named(row, own)),
        posts: Math.max(0, ...own.map(({ alarm }) => alarm.total.posts)),
        times: own.length === 0 ? null : Math.max(...own.map(({ alarm }) => alarm.times)),
        networks: [...new Set(own.flatMap(({ alarm }) => alarm.networks.map(({ network }) => network)))],
        staffing: row.state === 'open' || row.state === 'watching' ? staffingView(row.staffing) : null,
      };
    }),
    going: await store.countGoing(db, who.brandId),
  };
}

/** One that no burst has raised: a lead knows it is coming. */
export function declareCrisis(
  { db, makeId, now }: Desk,
  who: Who,
  { name, words, since }: { name: string; words: readonly string[]; since?: Date | undefined },
): Promise<CrisisHead> {
  permit(who, 'lead');
  const at = now();
  if (since !== undefined && since > at) throw new Refusal('not_valid', 'It cannot begin in the future.');
  return db.transaction().execute(async tx => {
    const row: store.CrisisRow = {
      brandId: who.brandId,
      id: makeId(),
      name: tidyName(name),
      isNamed: true,
      state: 'open',
      words: tidyWords(words),
      beganAt: since ?? new Date(at.getTime() - TOGETHER_MS),
      raisedAt: at,
      declaredAt: at,
      declaredBy: who.agentId,
      closedAt: null,
      closedBy: null,
      learnt: '',
      staffing: null,
      hasWaiting: false,
      version: 1,
    };
    await store.writeCrisis(tx, row);
    await appendEvents(tx, [stepEvent(row, at, 'declared', { words: row.name }, who.agentId)]);
    return headOf(row);
  });
}

/** @throws Refusal `already_exists` when somebody changed it since `version` was read */
export function changeCrisis(
  desk: Desk,
  who: Who,
  id: string,
  deed: CrisisDeed,
  version?: number,
): Promise<CrisisHead> {
  permit(who, 'lead');
  const at = desk.now();
  return desk.db.transaction().execute(async tx => {
    const row = isUuid(id) ? await store.lockCrisis(tx, who.brandId, id) : null;
    if (row === null) throw notFound('crisis');
    if (version !== undefined && version !== row.version)
      throw new Refusal('already_exists', 'Somebody has changed it meanwhile. Look at it again, then do it.');
    const { next, events } = await doDeed(
      tx,
      desk,
      who,
      named(row, await store.burstsOfCrises(tx, who.brandId, [id])),
      deed,
      at,
    );
    await store.writeCrisis(tx, next);
    await appendEvents(tx, events);
    return headOf({ ...next, version: row.version + 1 });
  });
}

type Outcome = { next: store.CrisisRow; events: NewEvent[] };

async function doDeed(
  tx: Tx,
  desk: Desk,
  who: Who,
  row: store.CrisisRow,
  deed: CrisisDeed,
  at: Date,
): Promise<Outcome> {
  const told = (step: CrisisStep, facts: StepFacts = {}) => [stepEvent(row, at, step, facts, who.agentId)];
  const { agentId } = who;
  switch (deed.kind) {
    case 'declare': {
      if (row.state === 'open') throw new Refusal('too_late', 'It has been declared already.');
      const declaredAt = row.declaredAt ?? at;
      const next = { ...row, state: 'open' as const, declaredAt, declaredBy: agentId, closedAt: null, closedBy: null };
      return { next, events: told('declared', { words: row.name }) };
    }
    case 'dismiss':
      if (row.state !== 'watching') throw new Refusal('too_late', 'Only a suggestion can be dismissed.');
      return { next: { ...row, state: 'dismissed', closedAt: at, closedBy: agentId }, events: told('dismissed') };
    case 'close':
      if (row.state !== 'open') throw new Refusal('too_late', 'Only a declared crisis can be closed.');
      return { next: { ...row, state: 'over', closedAt: at, closedBy: agentId }, events: told('closed') };
    case 'name': {
      const next = { ...row, name: tidyName(deed.name), words: tidyWords(deed.words), isNamed: true };
      return { next, events: told('named', { words: next.name }) };
    }
    case 'note': {
      if (deed.learnt.length > LEARNT_LIMIT) throw new Refusal('too_long', `Up to ${LEARNT_LIMIT} characters, please.`);
      return { next: { ...row, learnt: deed.learnt.trim() }, events: told('noted') };
    }
    case 'join':
      return join(tx, who, row, deed.otherId, at);
    case 'split':
      return split(tx, desk, who, row, deed.burstIds, at);
  }
}

/** Bursts, words and beginning of the other come over; it is no more, and its timeline stays in the log. */
async function join(tx: Tx, who: Who, row: store.CrisisRow, otherId: string, at: Date): Promise<Outcome> {
  const other = isUuid(otherId) && otherId !== row.id ? await store.lockCrisis(tx, who.brandId, otherId) : null;
  if (other === null) throw notFound('crisis');
  const bursts = await store.burstsOfCrises(tx, who.brandId, [otherId]);
  await store.putInCrisis(
    tx,
    who.brandId,
    bursts.map(({ id }) => id),
    row.id,
  );
  await store.moveHoldings(tx, who.brandId, otherId, row.id);
  await store.removeCrisis(tx, who.brandId, otherId);
  const words = row.words.length === 0 || other.words.length === 0 ? [] : [...new Set([...row.words, ...other.words])];
  const beganAt = row.beganAt < other.beganAt ? row.beganAt : other.beganAt;
  const next = {
    ...row,
    beganAt,
    words: words.slice(0, CRISIS_WORDS_LIMIT),
    learnt: [row.learnt, other.learnt].filter(Boolean).join('\n\n'),
  };
  return { next, events: [stepEvent(row, at, 'joined', { otherId, words: other.name }, who.agentId)] };
}

async function split(
  tx: Tx,
  { makeId }: Desk,
  who: Who,
  row: store.CrisisRow,
  burstIds: readonly string[],
  at: Date,
): Promise<Outcome> {
  const bursts = await store.burstsOfCrises(tx, who.brandId, [row.id]);
  const going = bursts.filter(({ id }) => burstIds.includes(id));
  if (going.length === 0 || going.length === bursts.length)
    throw new Refusal('not_valid', 'Choose some of its bursts, and leave at least one.');
  const apart: store.CrisisRow = {
    ...row,
    id: makeId(),
    ...namedBy(going.map(({ alarm }) => alarm)),
    isNamed: false,
    state: row.state === 'dismissed' ? 'watching' : row.state,
    beganAt: new Date(Math.min(...going.map(({ beganAt }) => beganAt.getTime()))),
    raisedAt: new Date(Math.min(...going.map(({ raisedAt }) => raisedAt.getTime()))),
    learnt: '',
    staffing: null,
    hasWaiting: false,
  };
  await store.writeCrisis(tx, apart);
  await store.putInCrisis(
    tx,
    who.brandId,
    going.map(({ id }) => id),
    apart.id,
  );
  const facts = { n: going.length };
  return {
    next: row,
    events: [
      stepEvent(row, at, 'split', { ...facts, otherId: apart.id, words: apart.name }, who.agentId),
      stepEvent(apart, at, 'split', { ...facts, otherId: row.id, words: row.name }, who.agentId),
    ],
  };
}

function tidyName(name: string): string {
  const tidy = name.trim().replace(/\s+/g, ' ');
  if (tidy === '' || tidy.length > 120) throw new Refusal('not_valid', 'Give it a name of up to 120 characters.');
  return tidy;
}

function tidyWords(words: readonly string[]): string[] {
  const tidy = [...new Set(words.map(word => word.trim().toLowerCase()).filter(word => word !== ''))];
  if (tidy.length > CRISIS_WORDS_LIMIT || tidy.some(word => word.length > 60))
    throw new Refusal('not_valid', `Up to ${CRISIS_WORDS_LIMIT} words, each of up to 60 characters.`);
  return tidy;
}
