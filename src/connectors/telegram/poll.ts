/**
 * Long polling: a request waits at Telegram until somebody writes. What is asked for after a place counts there as taken, so the
 * next page is only asked for when this one is stored. While Telegram calls us there is nothing to ask for.
 */
import { z } from 'zod';
import type { Heard, Page } from '../connector.ts';
import { expect } from '../kit/json.ts';
import { pageOf } from '../kit/public-post.ts';
import { ask, call } from './api.ts';
import type { TelegramContext } from './credentials.ts';
import { integer } from './schema.ts';
import { heardAt, KINDS, readUpdate, usOf } from './update.ts';
import { webhookNow } from './webhook.ts';

/** The waiting itself is done at Telegram. */
export const POLL_SECONDS = 1;
/** How long a request waits there for something to happen. */
const PATIENCE_SECONDS = 25;
/** The same where Telegram is still to call us, or cannot: it takes none but a few ports. */
const MEANWHILE_SECONDS = 5;
const ANSWER_SECONDS = 15;
const PAGE_LIMIT = 100;
/** Where Telegram calls us, whether it still does is looked at so often. */
const LOOK_EVERY_MS = 60_000;

const updatesSchema = z.array(z.unknown()).max(1_000);
const placeSchema = z.object({ update_id: integer });

export async function pollPage(context: TelegramContext, after: string | null): Promise<Page> {
  if (context.callAt !== null) {
    const { url } = await webhookNow(context);
    if (url !== '') {
      await context.wait(LOOK_EVERY_MS);
      return { heard: [], cursor: after, more: false };
    }
  }
  const updates = inOrder(await updatesAfter(context, after));
  const us = usOf(context);
  const now = context.now();
  const heard: Heard[] = updates.map(({ update }) => heardAt(readUpdate(JSON.stringify(update), us), now));
  const last = updates.findLast(({ id }) => id !== null)?.id ?? null;
  if (last === null) return { heard, cursor: after, more: false };
  return pageOf(heard, String(last + 1), updates.length >= PAGE_LIMIT);
}

async function updatesAfter(context: TelegramContext, after: string | null): Promise<unknown[]> {
  // Without a place somebody is waiting to see whether it works at all.
  const timeout = after === null ? 0 : context.callAt === null ? PATIENCE_SECONDS : MEANWHILE_SECONDS;
  const what = {
    method: 'getUpdates',
    params: {
      ...(after === null ? {} : { offset: Number(after) }),
      limit: PAGE_LIMIT,
      timeout,
      allowed_updates: KINDS,
    },
    does: 'reads',
    timeoutMs: (timeout + ANSWER_SECONDS) * 1000,
  } as const;
  const first = await ask(context, what);
  if (first.kind === 'no' && isBarred(first.description) && context.callAt === null) {
    // Nobody can call this installation, so whoever is called instead keeps it from hearing. What waits there goes on waiting here.
    await call(
      context,
      { method: 'deleteWebhook', params: { drop_pending_updates: false }, does: 'harmless' },
      z.unknown(),
    );
    context.log('info', 'Telegram called another address; from now on it is asked');
    return call(context, what, updatesSchema);
  }
  if (first.kind === 'no') throw first.failure;
  return expect(first.result, updatesSchema, false);
}

/** "can't use getUpdates method while webhook is active", and no other conflict. */
function isBarred(description: string): boolean {
  return /while webhook is active|webhook is active/i.test(description);
}

type Numbered = { id: number | null; update: unknown };

/** By their numbers, each once. What has none goes first, so that the place is the last one's. */
function inOrder(updates: readonly unknown[]): Numbered[] {
  const seen = new Set<number>();
  return updates
    .map((update): Numbered => ({ id: placeSchema.safeParse(update).data?.update_id ?? null, update }))
    .filter(({ id }) => id === null || (!seen.has(id) && seen.add(id)))
    .sort((a, b) => (a.id ?? -1) - (b.id ?? -1));
}
