/** A channel of ours on a real server of the Mastodon API, and what it hears there by asking in rounds. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connector, Draft, Heard } from '../../../src/connectors/connector.ts';
import { type Contexts, makeContexts } from '../../../src/connectors/kit/context.ts';
import type { Credentials, MastodonContext } from '../../../src/connectors/mastodon/credentials.ts';
import { mastodon } from '../../../src/connectors/mastodon/index.ts';
import type { Item, Person, Post, Visibility } from '../../../src/core/post.ts';
import { itemsOf } from '../bluesky-channel.ts';
import { until } from '../until.ts';

/** Real servers deliver in rounds of their own. */
const HEARD_LIMIT_MS = 40_000;
const ROUND_MS = 250;
/** What a public server allows is tried against the fake; here it would only be waited for. */
const AMPLE = { requests: 100_000, perSeconds: 300 };
const unhurried: Connector<Credentials> = {
  ...mastodon,
  limitsFor: credentials => {
    const limits = mastodon.limitsFor?.(credentials) ?? mastodon.limits;
    const buckets = Object.fromEntries(Object.keys(limits.buckets ?? {}).map(name => [name, AMPLE]));
    return { ...limits, rate: AMPLE, buckets };
  },
};

export type Channel = { context: MastodonContext; contexts: Contexts; close(): Promise<void> };

/** @param form as a person fills it in; `server` leads to where the connector asks */
export async function connected(form: Record<string, string> & { server: string }): Promise<Channel> {
  const { contexts, stop, close } = outside(form.server);
  const wish = mastodon.credentials.parse(form);
  const attempt = { network: 'mastodon', credentials: wish, brandName: 'Kestrel', signal: stop.signal };
  try {
    const { account, credentials } = await mastodon.connect.check(contexts.openCheck(attempt) as MastodonContext);
    return { context: openAs(contexts, stop, account, credentials), contexts, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Before there is an account: to sign in from. */
export function outside(origin: string) {
  const stop = new AbortController();
  const contexts = makeContexts({
    connectors: [unhurried as Connector],
    allowPrivate: [origin],
    userAgent: 'Heed test',
    home: { url: 'http://127.0.0.1:7373', seal: text => text },
    now: () => new Date(),
    log: () => {},
  });
  const close = async () => {
    stop.abort();
    await contexts.close();
  };
  return { contexts, stop, close };
}

export function openAs(contexts: Contexts, stop: AbortController, account: Person, credentials: unknown) {
  const channel = { channelId: 'peer', network: 'mastodon', credentials, account, signal: stop.signal };
  return contexts.open(channel) as MastodonContext;
}

/** Goes on asking from where it stood, and keeps all it heard. */
export type Ear = {
  cursor: string | null;
  heard: Heard[];
  /** One round. */
  round(): Promise<Heard[]>;
  /** The item, once a round brings it. */
  item<T extends Item>(isIt: (item: Item) => item is T): Promise<T>;
  post(isIt: (post: Post) => boolean): Promise<Post>;
};

export function earOf(context: MastodonContext, from: string | null = null): Ear {
  const ear: Ear = {
    cursor: from,
    heard: [],
    async round() {
      const all: Heard[] = [];
      for (let more = true; more; ) {
        const page = await mastodon.inbound.poll?.page(context, ear.cursor);
        assert.ok(page);
        all.push(...page.heard);
        ear.cursor = page.cursor;
        more = page.more;
      }
      ear.heard.push(...all);
      return all;
    },
    async item(isIt) {
      return until(async () => {
        const known = itemsOf(ear.heard).find(isIt);
        if (known !== undefined) return known;
        await ear.round();
        const found = itemsOf(ear.heard).find(isIt);
        if (found === undefined) await sleep(ROUND_MS);
        return found;
      }, HEARD_LIMIT_MS);
    },
    async post(isIt) {
      const found = await ear.item((item): item is Item & { kind: 'post' } => item.kind === 'post' && isIt(item.post));
      return found.post;
    },
  };
  return ear;
}

export function deed(kind: 'reply' | 'direct' | 'privateReply') {
  const found = mastodon.outbound?.[kind];
  assert.ok(found, `there is no ${kind}`);
  return found;
}

let keys = 0;

/** What a person at the desk answers to a post. Each has a key of its own. */
export function answerTo(post: Post, text: string, more: Partial<Draft> = {}): Draft {
  const { remoteId, rootRemoteId, room, visibility } = post;
  keys++;
  return {
    key: `0195f2d0-${String(keys).padStart(4, '0')}-7abc-8def-0123456789ab`,
    text,
    attachments: [],
    visibility: visibility satisfies Visibility,
    to: { person: post.author, remoteId, rootRemoteId: rootRemoteId ?? remoteId, room },
    lang: 'en',
    ...more,
  };
}
