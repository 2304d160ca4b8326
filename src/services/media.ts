/** Pictures and files of messages: fetched through the guard after the post is stored, looked at, kept, shown small. */
import { type Context, type GuardedFetch, NetworkFailure } from '../connectors/connector.ts';
import type { StoredMedia } from '../core/conversation.ts';
import { Refusal } from '../core/refusal.ts';
import type { Db } from '../store/db.ts';
import * as store from '../store/media.ts';
import { announce } from './announce.ts';
import { inboxScope, notFound, permit, type Who } from './permit.ts';
import { examine, MEDIA_LIMIT_BYTES, NotKept, withoutNotes } from './picture.ts';
import { renewing } from './renew.ts';
import { contextFor, type OpenedChannel, openChannel, type Speaking } from './speaking.ts';

export type MediaNeeds = {
  db: Db;
  /** The guarded fetch, without any channel's budget. */
  fetchFor: (signal: AbortSignal) => GuardedFetch;
  /** What only the channel's own network can be asked for; such attachments are missing where it is left out. */
  speaking?: Speaking;
  now: () => Date;
};

/** What a browser may be given: shown in the page, played there, or handed over as a file to save. */
export type MediaFile = { type: string; bytes: Buffer; use: 'show' | 'play' | 'save' };
export type Upload = { mediaId: string; type: string; width: number | null; height: number | null };

export const MEDIA_TIMEOUT_MS = 30_000;
/** Copies that a crash left unfetched are looked for this far back. */
export const CATCH_UP_HOURS = 48;
const CATCH_UP_LIMIT = 500;
const CATCH_UP_AGE_MS = 60_000;
const MEDIA_ID = /^[0-9a-f]{64}$/;

export type Media = {
  /** Our copy, as far as `who` may see a message that shows it. */
  open(who: Who, id: string, size: 'thumb' | 'full'): Promise<MediaFile>;
  /** A picture for an answer. @throws Refusal `too_large` or `not_valid` in words */
  add(who: Who, bytes: Uint8Array): Promise<Upload>;
  /**
   * Fetches what a message shows and we do not hold. A picture that cannot be had says why. Safe to run twice.
   * @throws NetworkFailure `retry` when it is worth another try and `isLast` is false
   */
  fetch(job: { brandId: number; messageId: string; isLast: boolean }, signal: AbortSignal): Promise<void>;
  /** Messages of the last days whose pictures were neither fetched nor given up. */
  leftBehind(): Promise<store.WithoutCopy[]>;
};

export function makeMedia(needs: MediaNeeds): Media {
  return {
    open: (who, id, size) => open(needs, who, id, size),
    add: (who, bytes) => add(needs, who, bytes),
    fetch: (job, signal) => fetchAll(needs, job, signal),
    leftBehind: () => {
      const now = needs.now().getTime();
      const since = new Date(now - CATCH_UP_HOURS * 3_600_000);
      return store.messagesWithoutCopies(needs.db, since, new Date(now - CATCH_UP_AGE_MS), CATCH_UP_LIMIT);
    },
  };
}

async function open({ db }: MediaNeeds, who: Who, id: string, size: 'thumb' | 'full'): Promise<MediaFile> {
  permit(who, 'read');
  const scope = inboxScope(who);
  if (!MEDIA_ID.test(id)) throw notFound('picture');
  if (scope !== null && !(await store.isMediaWithin(db, who.brandId, id, scope))) throw notFound('picture');
  const found = await store.readMedia(db, who.brandId, id, size);
  if (found === null) throw notFound('picture');
  const type = found.isThumb ? 'image/webp' : found.type;
  return { type, bytes: found.bytes, use: handedAs(type) };
}

function handedAs(type: string): MediaFile['use'] {
  const family = type.split('/')[0];
  return family === 'image' ? 'show' : family === 'audio' || family === 'video' ? 'play' : 'save';
}

async function add({ db }: MediaNeeds, who: Who, bytes: Uint8Array): Promise<Upload> {
  permit(who, 'answer');
  if (bytes.length > MEDIA_LIMIT_BYTES) {
    throw new Refusal('too_large', `Pictures and files may have up to ${MEDIA_LIMIT_BYTES / 1024 / 1024} MB.`);
  }
  try {
    const row = await examine(await withoutNotes(bytes));
    await store.insertMedia(db, who.brandId, row);
    return { mediaId: row.id, type: row.type, width: row.width, height: row.height };
  } catch (error) {
    if (error instanceof NotKept) throw new Refusal('not_valid', `This file cannot be sent. ${error.message}`);
    throw error;
  }
}

/** Null where there is nothing to fetch; else the copy, or why there is none. */
type Fetched = { url: string; mediaId: string | null; missing: string | null; type?: string };

async function fetchAll(
  needs: MediaNeeds,
  { brandId, messageId, isLast }: { brandId: number; messageId: string; isLast: boolean },
  signal: AbortSignal,
): Promise<void> {
  const held = await store.readMessageMedia(needs.db, brandId, messageId);
  const wanted = (held?.media ?? []).filter(isWanted);
  const ask = held === null ? null : await askerFor(needs, brandId, held.channelId, wanted, signal);
  const fetched: Fetched[] = [];
  let failure: NetworkFailure | null = null;
  for (const one of wanted) {
    try {
      fetched.push(await fetchOne(needs, brandId, one, ask, isLast, signal));
    } catch (error) {
      if (!(error instanceof NetworkFailure)) throw error;
      failure = error;
    }
  }
  if (fetched.length > 0) await writeDown(needs, brandId, messageId, fetched);
  if (failure !== null) throw failure;
}

function isWanted(media: StoredMedia): boolean {
  return media.mediaId === null && media.missing === null && media.url !== '';
}

/** Asks the channel's own network for what it names without an address; null where it names none of these. */
type Asker = ((url: string) => Promise<Uint8Array> | null) | null;

async function askerFor(
  { db, speaking }: MediaNeeds,
  brandId: number,
  channelId: string,
  wanted: readonly StoredMedia[],
  signal: AbortSignal,
): Promise<Asker> {
  if (speaking === undefined || wanted.length === 0) return null;
  const opened = await openChannel(db, speaking, brandId, channelId);
  const port = opened?.connector.inbound.media;
  if (opened === null || port === undefined) return null;
  const context = contextFor(speaking, opened, signal);
  return url => (url.startsWith(port.scheme) ? askNetwork({ db, speaking }, opened, context, url) : null);
}

function askNetwork(
  { db, speaking }: { db: Db; speaking: Speaking },
  { channel, connector }: OpenedChannel,
  context: Context<unknown>,
  url: string,
): Promise<Uint8Array> {
  const fetch = async () => {
    const bytes = await connector.inbound.media?.fetch(context, url, MEDIA_LIMIT_BYTES);
    if (bytes === undefined) throw new NotKept('The network does not tell where it is.');
    return bytes;
  };
  return renewing({ db, seal: speaking.seal }, channel, connector, context, fetch);
}

async function fetchOne(
  { db, fetchFor }: MediaNeeds,
  brandId: number,
  { url, kind }: StoredMedia,
  ask: Asker,
  isLast: boolean,
  signal: AbortSignal,
): Promise<Fetched> {
  const asked = ask?.(url) ?? null;
  try {
    const options = { timeoutMs: MEDIA_TIMEOUT_MS, maxBytes: MEDIA_LIMIT_BYTES };
    const bytes = asked === null ? (await fetchFor(signal)(url, options)).bytes : await asked;
    const row = await examine(bytes, kind === 'image' ? 'picture' : 'file');
    await store.insertMedia(db, brandId, row);
    return { url, mediaId: row.id, missing: null, type: row.type };
  } catch (error) {
    if (error instanceof NotKept) return { url, mediaId: null, missing: error.message };
    if (!(error instanceof NetworkFailure)) throw error;
    const mayPass =
      error.next === 'retry' || error.next === 'unsure' || (asked !== null && error.next === 'reauthorise');
    if ((mayPass && !isLast) || signal.aborted) throw error;
    return { url, mediaId: null, missing: error.message };
  }
}

/** Against the message as it stands now: an edit may have changed its pictures while we fetched. */
async function writeDown({ db, now }: MediaNeeds, brandId: number, messageId: string, fetched: Fetched[]) {
  await db.transaction().execute(async tx => {
    const locked = await store.lockMessageMedia(tx, brandId, messageId);
    if (locked === null) return;
    const byUrl = new Map(fetched.map(one => [one.url, one]));
    const media = locked.media.map(one => {
      const found = isWanted(one) ? byUrl.get(one.url) : undefined;
      if (found === undefined) return one;
      const { mediaId, missing, type } = found;
      return { ...one, mediaId, missing, ...(type === undefined ? {} : { type }) };
    });
    await store.writeMessageMedia(tx, brandId, messageId, media);
    const { conversationId, was } = locked;
    await announce(tx, {
      brandId,
      actorId: null,
      at: now(),
      was: new Map([[conversationId, was]]),
      changes: [{ kind: 'message.changed', conversationId, messageId, change: 'media' }],
    });
  });
}
