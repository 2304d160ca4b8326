/** A connector and its fake on one bench: a context that may go there, what was logged, and short ways to hear and to speak. */
import assert from 'node:assert/strict';
import type { Connector, Context, Draft, Heard } from '../../src/connectors/connector.ts';
import { NetworkFailure } from '../../src/connectors/connector.ts';
import { makeContexts } from '../../src/connectors/kit/context.ts';
import type { Fake } from '../../src/connectors/kit/fake.ts';
import type { FailureNext } from '../../src/core/delivery.ts';
import type { Item, Post } from '../../src/core/post.ts';

/** Long enough for a busy machine, short enough for a stalled one. */
const PATIENCE_MS = 1_000;
const ENDS_WITHIN_MS = 5_000;

/** What the one channel on the bench is handed back by its network. */
export const HOOK_SECRET = 'what-one-channel-is-handed-back-and-no-other';

export type Bench = Awaited<ReturnType<typeof bench>>;

export async function bench(connector: Connector, openFake: () => Promise<Fake>) {
  const fake = await openFake();
  const stop = new AbortController();
  const logged: string[] = [];
  const contexts = makeContexts({
    connectors: [connector],
    allowPrivate: [fake.origin],
    userAgent: 'Heed laws',
    home: { url: fake.origin, seal: text => text },
    patienceMs: PATIENCE_MS,
    now: () => new Date(),
    log: (level, message, facts) => void logged.push(`${level} ${message} ${JSON.stringify(facts ?? {})}`),
  });
  const contextUntil = (signal: AbortSignal): Context<unknown> =>
    contexts.open({
      channelId: 'the channel',
      network: connector.id,
      credentials: fake.credentials,
      account: fake.account,
      signal,
    });
  return {
    connector,
    fake,
    logged,
    contextUntil,
    context: contextUntil(stop.signal),
    async [Symbol.asyncDispose]() {
      stop.abort();
      await contexts.close();
      await fake.close();
    },
  };
}

/** What is heard live from a cursor on, by the stream or by polling, until `enough` says so. */
export async function hear(
  on: Bench,
  after: string | null,
  enough: (heard: readonly Heard[]) => boolean,
): Promise<Heard[]> {
  const { stream, poll, hook } = on.connector.inbound;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ENDS_WITHIN_MS);
  const context = on.contextUntil(stop.signal);
  const heard: Heard[] = [];
  try {
    if (enough(heard)) return heard;
    if (stream) {
      for await (const one of stream.open(context, after ?? on.fake.beginning ?? null)) {
        heard.push(one);
        if (enough(heard)) return heard;
      }
    } else if (poll) {
      for (let cursor = after; !stop.signal.aborted; ) {
        const page = await poll.page(context, cursor);
        for (const one of page.heard) heard.push(one);
        if (enough(heard)) return heard;
        cursor = page.cursor;
      }
    } else if (hook) {
      for (const request of on.fake.told?.(HOOK_SECRET) ?? []) {
        const verified = hook.verify(request, on.fake.credentials, HOOK_SECRET);
        assert.equal(verified.kind, 'verified');
        if (verified.kind === 'verified')
          heard.push(...hook.parse(verified.body, on.fake.credentials, on.fake.account));
        if (enough(heard)) return heard;
      }
    }
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
  assert.fail(`after ${ENDS_WITHIN_MS} ms only ${heard.length} were heard: ${heard.map(one => one.kind)}`);
}

/** What is heard in any way there is: first all that polling brings, then the stream for the rest. */
export async function hearAnyWay(on: Bench, enough: (heard: readonly Heard[]) => boolean): Promise<Heard[]> {
  const { stream, poll } = on.connector.inbound;
  const polled: Heard[] = [];
  for (let cursor: string | null = null, more = poll !== undefined && stream !== undefined; more && poll; ) {
    const page = await poll.page(on.context, cursor);
    polled.push(...page.heard);
    ({ cursor, more } = page);
  }
  return [...polled, ...(await hear(on, null, heard => enough([...polled, ...heard])))];
}

export function itemsOf(heard: readonly Heard[]): Item[] {
  return heard.flatMap(one => (one.kind === 'arrival' ? one.items : []));
}

export function postsOf(heard: readonly Heard[]): Post[] {
  return itemsOf(heard).flatMap(item => (item.kind === 'post' ? [item.post] : []));
}

/** Enough once all these posts have been heard. */
export function has(...remoteIds: string[]) {
  return (heard: readonly Heard[]) => {
    const there = new Set(postsOf(heard).map(({ remoteId }) => remoteId));
    return remoteIds.every(id => there.has(id));
  };
}

/** Every way this network can be spoken to, with a fresh draft for it. */
export async function waysToSpeak(on: Bench, key: string, text = 'We are looking into it. Ines') {
  const { reply, direct, privateReply } = on.connector.outbound ?? {};
  const to = await on.fake.somebody();
  const draft = (visibility: Draft['visibility'], room: string | null): Draft => ({
    key,
    text,
    attachments: [],
    visibility,
    to: { ...to, room },
    lang: null,
  });
  return [
    { name: 'reply' as const, deed: reply, draft: draft('public', null) },
    { name: 'direct' as const, deed: to.room === null ? undefined : direct, draft: draft('private', to.room) },
    { name: 'private reply' as const, deed: privateReply, draft: draft('private', null) },
  ].flatMap(({ name, deed, draft: one }) => (deed ? [{ name, deed, draft: one }] : []));
}

/** The classed failure a promise ends in. */
export async function failureOf(promise: Promise<unknown>, next: FailureNext, what: string): Promise<NetworkFailure> {
  const error = await promise.then(
    () => assert.fail(`${what} should have failed`),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof NetworkFailure, `${what}: ${error instanceof Error ? error.stack : error}`);
  assert.equal(error.next, next, `${what}: ${error.message}`);
  return error;
}
