/** Work that is done again and again beside the server, each in a loop of its own that is stopped and waited for. */
import { randomBytes } from 'node:crypto';
import type { Config } from './config.ts';
import type { Ending } from './ending.ts';
import { isLoopbackName } from './http/caller.ts';
import { keepDoing } from './keep-doing.ts';
import type { World } from './make-world.ts';
import { WRITE_SPEND_EVERY_MS } from './services/costs/meter.ts';
import { makeBudgetWarner } from './services/costs/warn.ts';
import { keepSendingHoldings, type SendNeeds } from './services/crisis/send-holding.ts';
import { keepWatchingCrises } from './services/crisis/watch-crises.ts';
import { makeDearAnswers } from './services/dear-answers.ts';
import { makeErasures } from './services/erasures.ts';
import { EXAMINE_EVERY_MS, EXAMINED_AT_ONCE, examinePeople } from './services/examine-people.ts';
import { keepAskingOutside } from './services/keep-asking-outside.ts';
import { keepLearning } from './services/learn.ts';
import { keepLearningFromDeeds } from './services/learn-from-deeds.ts';
import type { Media } from './services/media.ts';
import { MATCHED_EVERY_MS, matchNobodysOrders } from './services/orders.ts';
import { readAgainIfNew, reviveReadAgains } from './services/read-again.ts';
import { keepOutcomes } from './services/reports/keep-outcomes.ts';
import { keepReporting } from './services/reports/run-reports.ts';
import { reviveRereads } from './services/reread.ts';
import { PRUNE_EVERY_MS, prune } from './services/retention.ts';
import { stopWatching, WATCH_EVERY_MS, watchSilences } from './services/silence-watch.ts';
import { keepSpreading } from './services/spread-learning.ts';
import { keepSurveys } from './services/surveys/keep.ts';
import { makeAllowanceTeller, TELL_ALLOWANCES_EVERY_MS } from './services/tell-allowances.ts';
import { keepWeeks, makeUnheard } from './services/unheard.ts';
import { waitFor } from './services/wait.ts';
import { wantMedia } from './services/want-media.ts';
import { watchBursts } from './services/watch-bursts.ts';

const CATCH_UP_EVERY_MS = 30_000;

/** What a crash left behind is taken up, silence is noticed, and what nobody asks for any more goes. */
export function startTidying(world: World, media: Media, ending: Ending): void {
  const {
    database: { db },
    now,
    tell,
  } = world;
  const onTrouble = (err: unknown) => tell('error', 'Could not take up what was left behind; trying again', { err });
  startLoop('the look at people', ending, signal => lookAtPeople(world, signal));
  startLoop('the gleaning', ending, signal =>
    keepDoing(CATCH_UP_EVERY_MS, signal, () => takeUpLeftovers(world, media), onTrouble),
  );
  startLoop('the watch', ending, signal => keepWatch(world, signal));
  startLoop('the pruning', ending, signal =>
    keepDoing(PRUNE_EVERY_MS, signal, () => keepWeeks({ db, now }).then(() => prune({ db, now }, signal)), onTrouble),
  );
}

/** Storms are noticed, those who are on are held against what arrives, and what is said to all who wait leaves. */
export function startCrises(needs: SendNeeds, ending: Ending): void {
  startLoop('the watch for bursts', ending, signal => watchBursts({ ...needs, holder: needs.makeId() }, signal));
  startLoop('the watch of crises', ending, signal => keepWatchingCrises(needs, signal));
  startLoop('the holding replies', ending, signal => keepSendingHoldings(needs, signal));
}

/** What becomes of answers is followed, and customers are asked where an owner wants it. */
export function startAftermath(world: World, publicUrl: string, ending: Ending): void {
  const { database, connectors, seal, makeId, now, readers, tell } = world;
  const needs = { db: database.db, makeId, now, readers, connectors, seal, wait: waitFor, log: tell };
  startLoop('the outcomes', ending, signal => keepOutcomes(needs, signal));
  const surveying = {
    ...needs,
    publicUrl: isLoopbackName(new URL(publicUrl).hostname) ? null : publicUrl,
    makeToken: () => randomBytes(16).toString('base64url'),
  };
  startLoop('the surveys', ending, signal => keepSurveys(surveying, signal));
  const onTrouble = (err: unknown) => tell('error', 'Orders could not be given to their buyers; trying again', { err });
  startLoop('the buyers', ending, signal =>
    keepDoing(MATCHED_EVERY_MS, signal, () => matchNobodysOrders(needs), onTrouble),
  );
}

/** Sends the reports that leads have planned. */
export function startReporting(
  { mail }: Config,
  { database: { db }, now, makeId, tell }: World,
  ending: Ending,
  publicUrl: string,
): void {
  const unheard = makeUnheard({ db, now, dear: makeDearAnswers(() => performance.now()) });
  const reporting = { db, now, makeId, unheard, publicUrl, server: mail, wait: waitFor, log: tell };
  startLoop('the reports', ending, signal => keepReporting(reporting, signal));
}

/** What people correct and do is learnt, and what was learnt reaches what is there already. An outside model adds to it where one is on. */
export function startLearning(
  { database: { db }, makeId, now, readers, teaching, seal, contexts, tell }: World,
  ending: Ending,
): void {
  const needs = { db, makeId, now, wait: waitFor, log: tell };
  const clockMs = () => performance.now();
  const learning = { ...needs, clockMs, teach: teaching.teach };
  const asking = { ...needs, clockMs, readers, seal, fetchFor: contexts.fetchFor };
  startLoop('the outside model', ending, signal => keepAskingOutside(asking, signal));
  startLoop('the learning', ending, signal => keepLearning(learning, signal));
  startLoop('the learning from deeds', ending, signal => keepLearningFromDeeds(needs, signal));
  startLoop('the spreading of what was learnt', ending, signal => keepSpreading({ ...needs, readers }, signal));
}

/** Bodies that were stored and never read, and pictures that were never fetched, because a process ended in between. */
async function takeUpLeftovers(world: World, media: Media): Promise<void> {
  const { database, receive, makeId, now, readers, connectors, contexts, seal, ingest, tell } = world;
  await receive.catchUp();
  await makeErasures({
    db: database.db,
    connectors,
    openContext: contexts.open,
    seal,
    ingest,
    makeId,
    now,
    log: tell,
  }).work();
  for (const { brandId, messageId } of await media.leftBehind())
    await wantMedia(database.db, brandId, messageId, now());
  await reviveRereads({ db: database.db, now });
  await reviveReadAgains({ db: database.db, now });
  await readAgainIfNew({ db: database.db, makeId, now }, readers.shippedName());
}

/** Finds out by what people can be known again, and who may be the same. */
async function lookAtPeople(
  { database: { db }, contexts, makeId, now, tell }: World,
  signal: AbortSignal,
): Promise<void> {
  const needs = { db, makeId, now, fetchFor: contexts.fetchFor };
  const onTrouble = (err: unknown) => tell('error', 'Could not look at who wrote; trying again', { err });
  const look = async () => {
    while (!signal.aborted && (await examinePeople(needs, signal)) === EXAMINED_AT_ONCE);
  };
  await keepDoing(EXAMINE_EVERY_MS, signal, look, onTrouble);
}

/** Notices channels that have fallen silent. */
async function keepWatch(
  { database: { db }, connectors, makeId, now, tell }: World,
  signal: AbortSignal,
): Promise<void> {
  const watch = { db, connectors, holder: makeId(), now };
  const onTrouble = (err: unknown) => tell('error', 'Could not look for silent channels; trying again', { err });
  await keepDoing(WATCH_EVERY_MS, signal, () => watchSilences(watch), onTrouble);
  await stopWatching(watch).catch(() => {});
}

/** What is left to each channel is known where it is spent, and shown where the desk is served. */
export function startTelling({ database: { db }, contexts, makeId, tell }: World, ending: Ending): void {
  const write = makeAllowanceTeller({ db, holder: makeId(), allowances: contexts.allowances });
  const onTrouble = (err: unknown) => tell('warn', 'Could not write down what is left to the channels', { err });
  startLoop('what is left', ending, signal => keepDoing(TELL_ALLOWANCES_EVERY_MS, signal, write, onTrouble));
}

/** What channels pay is written down every second, the last of it at the end; owners are told when a budget nears its end. */
export function startPaying({ database: { db }, connectors, meter, makeId, now, tell }: World, ending: Ending): void {
  const warn = makeBudgetWarner({ db, connectors, makeId, now });
  const onTrouble = (err: unknown) =>
    tell('error', 'Could not write down what the channels paid; trying again', { err });
  const write = async () => warn(await meter.write());
  startLoop('what is paid', ending, signal => keepDoing(WRITE_SPEND_EVERY_MS, signal, write, onTrouble));
  // Written once more when everything that pays has stopped.
  ending.ground('the books', () => meter.write());
}

/** A loop that is told to stop, and waited for. */
export function startLoop(name: string, ending: Ending, loop: (signal: AbortSignal) => Promise<unknown>): void {
  const stop = new AbortController();
  const ended = loop(stop.signal);
  ending.work(name, () => {
    stop.abort();
    return ended;
  });
}
