/**
 * What one channel can do, found out without posting anything: the connector tries what only it knows (rights, limits),
 * the rest is tried from its ports. Every ability is in the answer, each with its verdict and, where it is not plain, why.
 */
import { type Ability, type Connector, type Context, type Finding, NetworkFailure } from '../connectors/connector.ts';
import { Refusal } from '../core/refusal.ts';
import { findChannel } from '../store/channels.ts';
import { readCursor } from '../store/cursors.ts';
import type { Db } from '../store/db.ts';
import { wasLeft } from './connect-account.ts';
import { clipped } from './outside-words.ts';
import { orStopped, untilAborted } from './patience.ts';
import { notFound, permit, type Who } from './permit.ts';
import { renewing } from './renew.ts';
import { contextFor, type OpenedChannel, openChannel, type Speaking } from './speaking.ts';
import type { Wait } from './wait.ts';

export type TestNeeds = Speaking & { db: Db; wait: Wait };
export type TestChannel = (who: Who, id: string) => Promise<Finding[]>;

/** How long an open stream is given for its first word. */
export const FIRST_SIGN_MS = 6_000;
/** Longest wait for everything else. */
export const ANSWER_MS = 15_000;
const ORDER: readonly Ability[] = ['account', 'mentions', 'stream', 'reply', 'direct', 'media'];

const NO_ACCOUNT = 'It only listens here, so no account is needed.';
const NOBODY_TO_WRITE_TO = 'Without an account there is nobody to write to; what is said in public is heard.';
const NOT_ANSWERED = 'It did not answer in time.';
const SIGN_IN_FIRST = 'Sign in again first.';
const ONLY_BY_POSTING = 'Whether the network takes it shows only with the first answer.';
const BY_HAND_OFF = 'Answers are written on the network’s own page.';
const CALLS_US = 'The network calls Heed when somebody writes; the last heard says whether it does.';
const OPEN_AND_QUIET = 'It is open. Nobody has said anything while we waited.';
const SILENT = 'It is open. It brought nothing while we waited, although it carries a whole network.';
const NO_SIGN = 'It broke nothing off and brought nothing while we waited.';
const NOT_THERE = 'There is no such thing here.';

export function makeTestChannel(needs: TestNeeds): TestChannel {
  const underWay = new Map<string, Promise<Finding[]>>();
  return async (who, id) => {
    permit(who, 'lead');
    const name = `${who.brandId} ${id}`;
    // Two people who press at once wait for the same answer: networks count what is asked of them.
    const running = underWay.get(name) ?? testById(needs, who.brandId, id).finally(() => underWay.delete(name));
    underWay.set(name, running);
    return running;
  };
}

async function testById(needs: TestNeeds, brandId: number, id: string): Promise<Finding[]> {
  if ((await findChannel(needs.db, brandId, id)) === null) throw notFound('channel');
  const opened = await openChannel(needs.db, needs, brandId, id);
  if (opened === null) throw wasLeft();
  return test(needs, opened);
}

async function test(needs: TestNeeds, opened: OpenedChannel): Promise<Finding[]> {
  const [own, mentions, stream] = await Promise.all([
    account(needs, opened),
    hearsMentions(needs, opened),
    hearsStream(needs, opened),
  ]);
  const isSignedIn = own.every(({ ability, verdict }) => ability !== 'account' || verdict !== 'fails');
  const found = new Map<Ability, Finding>();
  const byPorts = [...hearing(opened, mentions, stream), ...speaking(opened, isSignedIn)];
  for (const finding of [...byPorts, ...own]) found.set(finding.ability, finding);
  return ORDER.flatMap(ability => found.get(ability) ?? []);
}

/** One of the two may come in by the other's door. */
function hearing({ connector, credentials }: OpenedChannel, mentions: Finding | null, stream: Finding): Finding[] {
  const { stream: port, poll } = connector.inbound;
  const inPublic: Finding =
    port === undefined && poll?.hearsEverybody && mentions !== null ? { ...mentions, ability: 'stream' } : stream;
  const toUs: Finding = mentions ?? { ...stream, ability: 'mentions' };
  const isNobody = connector.listensOnly?.(credentials) === true && inPublic.verdict !== 'absent';
  return [isNobody ? { ability: 'mentions', verdict: 'absent', why: NOBODY_TO_WRITE_TO } : toUs, inPublic];
}

/** The sign-in itself, and whatever else the connector can tell. */
async function account(needs: TestNeeds, opened: OpenedChannel): Promise<Finding[]> {
  const { connector, credentials } = opened;
  const { test: ask, check } = connector.connect;
  if (connector.listensOnly?.(credentials)) {
    const own = ask === undefined ? [] : await bounded(needs, opened, 'account', ask);
    return [...own, { ability: 'account', verdict: 'absent', why: NO_ACCOUNT }];
  }
  return bounded(needs, opened, 'account', async context => {
    if (ask !== undefined) return (await ask(context)).map(one => ({ ...one, why: one.why && clipped(one.why) }));
    const { account: person } = await check(context);
    return [
      { ability: 'account', verdict: 'works', why: `Signed in as ${clipped(person.handle ?? person.remoteId)}.` },
    ];
  });
}

/** Null where the stream itself is how mentions come in. */
async function hearsMentions(needs: TestNeeds, opened: OpenedChannel): Promise<Finding | null> {
  const { poll, hook, stream } = opened.connector.inbound;
  const { brandId, id } = opened.channel;
  const as = (verdict: Finding['verdict'], why: string | null): Finding => ({ ability: 'mentions', verdict, why });
  if (poll === undefined) return hook === undefined && stream !== undefined ? null : as(...withoutPoll(hook));
  const [found] = await bounded(needs, opened, 'mentions', async context => {
    await poll.page(context, await readCursor(needs.db, brandId, id, 'poll'));
    return [as('works', null)];
  });
  return found ?? null;
}

function withoutPoll(hook: unknown): [Finding['verdict'], string] {
  return hook === undefined ? ['absent', NOT_THERE] : ['unsure', CALLS_US];
}

/** Opens a second line beside the one that listens, and waits for its first sign. */
async function hearsStream(needs: TestNeeds, opened: OpenedChannel): Promise<Finding> {
  const { stream } = opened.connector.inbound;
  const as = (verdict: Finding['verdict'], why: string | null): Finding => ({ ability: 'stream', verdict, why });
  if (stream === undefined) return as('absent', NOT_THERE);
  const [found] = await bounded(needs, opened, 'stream', async context => {
    const sign = await firstSign(needs, context, stream.open);
    if (sign === 'spoke') return [as('works', null)];
    if (sign === 'silent') return [as('unsure', NO_SIGN)];
    return [stream.hearsEverybody ? as('unsure', SILENT) : as('works', OPEN_AND_QUIET)];
  });
  return found ?? as('fails', NOT_ANSWERED);
}

type Sign = 'spoke' | 'opened' | 'silent';
type Open = NonNullable<Connector['inbound']['stream']>['open'];

/** Heartbeats count: whoever sends them is there. */
async function firstSign(needs: TestNeeds, context: Context<unknown>, open: Open): Promise<Sign> {
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  let sign: Sign = 'silent';
  const opened = () => {
    if (sign === 'silent') sign = 'opened';
  };
  const spoke = () => {
    sign = 'spoke';
    stop.abort();
  };
  const tapped: Context<unknown> = {
    ...context,
    signal,
    lines: (url, options) => tap(context.lines(url, { ...options, opened }), spoke),
    socket: (url, options) => tap(context.socket(url, { ...options, opened }), spoke),
  };
  const enough = needs.wait(FIRST_SIGN_MS, signal).then(() => stop.abort());
  try {
    for await (const _heard of untilAborted(open(tapped, null), signal)) spoke();
  } catch (error) {
    // Whoever has spoken may be hung up on by us.
    if (!stop.signal.aborted) throw error;
  } finally {
    stop.abort();
    await enough;
  }
  return sign;
}

async function* tap<T>(source: AsyncIterable<T>, seen: () => void): AsyncIterable<T> {
  for await (const one of source) {
    seen();
    yield one;
  }
}

/** What the ports promise; whether the network keeps it, only the connector can ask. */
function speaking({ connector: { outbound = {} }, limits }: OpenedChannel, isSignedIn: boolean): Finding[] {
  const may = (ability: Ability, isThere: boolean): Finding => {
    if (!isThere) {
      const why = ability === 'reply' && outbound.handOff !== undefined ? BY_HAND_OFF : NOT_THERE;
      return { ability, verdict: 'absent', why };
    }
    return isSignedIn
      ? { ability, verdict: 'unsure', why: ONLY_BY_POSTING }
      : { ability, verdict: 'fails', why: SIGN_IN_FIRST };
  };
  const hasPrivate = (outbound.direct ?? outbound.privateReply) !== undefined;
  const hasPublic = outbound.reply !== undefined;
  return [
    may('reply', hasPublic),
    may('direct', hasPrivate),
    may('media', limits.media !== null && (hasPublic || hasPrivate)),
  ];
}

/** Within a time, with credentials renewed once where they had run out; what the network refused becomes a finding. */
async function bounded(
  needs: TestNeeds,
  opened: OpenedChannel,
  ability: Ability,
  ask: (context: Context<unknown>) => Promise<Finding[]>,
): Promise<Finding[]> {
  const late = new AbortController();
  const done = new AbortController();
  const clock = needs.wait(ANSWER_MS, done.signal).then(() => late.abort());
  const context = contextFor(needs, opened, late.signal);
  try {
    const asking = renewing(needs, opened.channel, opened.connector, context, () => ask(context));
    return (await orStopped(asking, late.signal)) ?? [{ ability, verdict: 'fails', why: NOT_ANSWERED }];
  } catch (error) {
    if (error instanceof NetworkFailure) return [{ ability, verdict: 'fails', why: clipped(inWords(error)) }];
    if (error instanceof Refusal) return [{ ability, verdict: 'fails', why: error.message }];
    throw error;
  } finally {
    done.abort();
    // Whatever is still open, the second line to the stream above all, ends here.
    late.abort();
    await clock;
  }
}

function inWords({ said, message }: NetworkFailure): string {
  return said === null || said === message ? message : `${message} It said: “${said}”`;
}
