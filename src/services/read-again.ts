/**
 * Reads history once more after a change of what it is read by: newest first, some at a time, each batch whole with its events, and
 * with a rest after it, so that live work goes on as before. How far it is stands in the database: another process goes on there.
 * What people said stays.
 */
import { isDeepStrictEqual } from 'node:util';
import type { MakeId } from '../core/id.ts';
import { FLOOD_COPIES } from '../core/triage/flood.ts';
import { withOutside } from '../core/triage/outside/add.ts';
import { readPost, type TriageReaders, viewOf } from '../core/triage/read.ts';
import { intentWords, type ReadingsView } from '../core/triage/reading.ts';
import { keepSaid } from '../core/triage/said.ts';
import { listBrands } from '../store/brands.ts';
import { lockConversationRows, slotOfRow, summariseConversations } from '../store/conversations.ts';
import type { Db, Tx } from '../store/db.ts';
import { addJob } from '../store/jobs.ts';
import * as store from '../store/read-again.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { announce, type Change } from './announce.ts';
import { tellSettings } from './brands.ts';
import type { Readers } from './readers.ts';
import { settle } from './settle.ts';
import type { Wait } from './wait.ts';

export type ReadAgainNeeds = { db: Db; makeId: MakeId; now: () => Date; readers: Readers; wait: Wait };
export type ReadAgainJob = { brandId: number; readAgainId: string };

/** Task name of `readAgain`; its payload is a `ReadAgainJob`. */
export const READ_AGAIN_TASK = 'read_again';
/** Messages in one transaction. */
export const READ_AGAIN_AT_ONCE = 100;
/** It rests this much longer than it worked. */
const REST_FACTOR = 2;
const LEAST_REST_MS = 5;
/** One that has not moved for so long is worked on by nobody. */
export const STRANDED_AFTER_MS = 60_000;
/** How far back it goes when nobody says otherwise. */
export const READ_AGAIN_DAYS = 90;
const DAY_MS = 86_400_000;
/** Desks are told of its progress so often. */
const TELL_EVERY_MS = 2_000;
/** After everything else. */
const PRIORITY = 20;

export type ReadAgainWish = { brandId: number; why: store.ReadAgainWhy; agentId: string | null; since?: Date };

/** To be begun, or begun anew, with the change that makes it necessary. */
export async function planReadAgain(
  tx: Tx,
  { makeId, now }: { makeId: MakeId; now: () => Date },
  { brandId, why, agentId, since }: ReadAgainWish,
): Promise<void> {
  const at = now();
  const row = { brandId, id: makeId(), why, agentId, askedAt: at };
  const from = since ?? new Date(at.getTime() - READ_AGAIN_DAYS * DAY_MS);
  const readAgainId = await store.beginReadAgain(tx, { ...row, since: from });
  await addReadAgainJob(tx, { brandId, readAgainId }, at);
}

function addReadAgainJob(db: Db | Tx, { brandId, readAgainId }: ReadAgainJob, at: Date): Promise<void> {
  const payload = { brandId, readAgainId };
  return addJob(db, { task: READ_AGAIN_TASK, payload, key: `read again ${brandId}`, runAt: at, priority: PRIORITY });
}

/** What this installation was last read by. */
const SHIPPED_SETTING = 'triage_read_by';

/** After a new Heed that reads posts otherwise: every brand's history is read again. @param name of what reads posts here */
export async function readAgainIfNew(
  { db, makeId, now }: Pick<ReadAgainNeeds, 'db' | 'makeId' | 'now'>,
  name: string,
): Promise<boolean> {
  if ((await readSetting(db, SHIPPED_SETTING)) === name) return false;
  await db.transaction().execute(async tx => {
    for (const { id } of await listBrands(tx))
      await planReadAgain(tx, { makeId, now }, { brandId: id, why: 'shipped', agentId: null });
    await writeSetting(tx, SHIPPED_SETTING, name);
  });
  return true;
}

/** Takes up what a process left behind that died. @returns how many */
export async function reviveReadAgains({ db, now }: Pick<ReadAgainNeeds, 'db' | 'now'>): Promise<number> {
  const stranded = await store.strandedReadAgains(db, new Date(now().getTime() - STRANDED_AFTER_MS));
  for (const { brandId, id } of stranded) await addReadAgainJob(db, { brandId, readAgainId: id }, now());
  return stranded.length;
}

/** Resolves when all is read, or the signal aborts; then it is put back on the list of jobs. */
export async function readAgain(needs: ReadAgainNeeds, job: ReadAgainJob, signal: AbortSignal): Promise<void> {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  for (;;) {
    if (signal.aborted) return addReadAgainJob(needs.db, job, needs.now());
    const beganMs = performance.now();
    const isTold = beganMs - toldAtMs >= TELL_EVERY_MS;
    if (!(await readSome(needs, job, isTold))) return;
    if (isTold) toldAtMs = beganMs;
    const tookMs = performance.now() - beganMs;
    await needs.wait(Math.max(LEAST_REST_MS, tookMs * REST_FACTOR), signal);
  }
}

type News = store.NewReading & { before: ReadingsView | null; conversationId: string };

/** @returns false: nothing is left, or another does it */
function readSome({ db, makeId, now, readers }: ReadAgainNeeds, job: ReadAgainJob, isTold: boolean): Promise<boolean> {
  const { brandId, readAgainId } = job;
  return db.transaction().execute(async tx => {
    const row = await store.lockReadAgain(tx, brandId, readAgainId);
    if (row === null) return false;
    const at = now();
    const reader = await readers.of(tx, brandId);
    const messages = await store.nextToRead(tx, row, READ_AGAIN_AT_ONCE);
    const changed = await readThese(tx, { makeId, at, brandId, reader }, messages);
    const last = messages.at(-1) ?? null;
    await store.advanceReadAgain(tx, brandId, readAgainId, { at, last, done: messages.length, changed });
    if (isTold || last === null) await tellSettings(tx, { brandId, agentId: null }, 'readAgain', at);
    return last !== null;
  });
}

/**
 * Reads these once more and writes what is news, with its events, last. What people said stays.
 * @returns how many say something else now
 */
export function readThese(
  tx: Tx,
  { reader, ...writing }: Writing & { reader: TriageReaders },
  messages: readonly store.ToRead[],
): Promise<number> {
  const news = messages.flatMap((message): News[] => {
    const { id, conversationId, text, readings: before, intents } = message;
    const readings = keepSaid(viewOf(readHeld(message, reader)), before);
    const words = intentWords(readings);
    const isSame = isDeepStrictEqual(readings, before) && isDeepStrictEqual(words, intents);
    return isSame ? [] : [{ id, conversationId, text, readings, intents: words, before }];
  });
  return writeNews(tx, writing, news);
}

type Writing = { makeId: MakeId; at: Date; brandId: number };

/** @returns how many messages say something else now */
async function writeNews(tx: Tx, { makeId, at, brandId }: Writing, news: readonly News[]): Promise<number> {
  if (news.length === 0) return 0;
  const rows = await lockConversationRows(tx, brandId, [...new Set(news.map(({ conversationId }) => conversationId))]);
  const written = await store.writeReadAgain(tx, brandId, news);
  const changed = news.filter(({ id }) => written.has(id));
  const touched = [...new Set(changed.map(({ conversationId }) => conversationId))];
  await store.describeRead(tx, brandId, await summariseConversations(tx, brandId, touched));
  const waiting = touched.filter(id => rows.get(id)?.turnId != null);
  const settled = await settle(tx, brandId, waiting, at, { makeId, since: at });
  // What is over is on nobody's screen, and would only fill the log.
  const isOpen = ({ conversationId }: News) => rows.get(conversationId)?.status !== 'resolved';
  const changes = changed
    .filter(isOpen)
    .map(
      ({ id, conversationId }): Change => ({ kind: 'message.changed', conversationId, messageId: id, change: 'read' }),
    );
  const was = new Map([...rows.values()].map(row => [row.id, slotOfRow(row)]));
  await announce(tx, { brandId, actorId: null, at, was, changes, settled });
  return changed.length;
}

/** @param explains with all reasons, for a person who asks */
export function readHeld(message: store.ToRead, readers: TriageReaders, explains = false) {
  const { text, lang, isPublic, isHeard, followers, queryIds, waiting, waitingMs, readings } = message;
  // How many said the same is known only at the moment a post is heard; that they were enough is remembered.
  const copies = readings?.noise === 'copied' ? FLOOD_COPIES : 0;
  const facts = { addressed: !isHeard, isPublic, followers, queryIds, copies, waiting, waitingMs };
  const read = readPost({ text, networkTag: lang, facts }, readers, explains);
  return message.outside === null ? read : withOutside(read, message.outside);
}
