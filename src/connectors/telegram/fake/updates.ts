/** How the miniature tells what happened: asked, with a request that waits, or by calling; never both. */
import type { FakeUpdate } from './town.ts';
import { ApiRefusal, type Params, type Server } from './world.ts';

const PAGE_LIMIT = 100;

export async function getUpdates(server: Server, params: Params, signal: AbortSignal): Promise<unknown[]> {
  const { town } = server;
  if (town.webhook.url !== '')
    throw new ApiRefusal(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  const kinds = params['allowed_updates'];
  if (kinds !== undefined) town.kindsAsked = typeof kinds === 'string' ? JSON.parse(kinds) : (kinds as string[]);
  const offset = Number(params['offset'] ?? 0);
  if (offset > 0 && !server.keepsConfirmed) confirm(server, offset);
  const limit = Math.min(Number(params['limit'] ?? PAGE_LIMIT), PAGE_LIMIT);
  const found = () => town.updates.filter(({ update_id }) => update_id >= offset).slice(0, limit);
  if (found().length === 0) await somethingHappens(server, Number(params['timeout'] ?? 0) * 1000, signal);
  return told(server, found());
}

/** What was asked for after is gone for good. */
function confirm({ town }: Server, offset: number): void {
  town.confirmed = Math.max(town.confirmed, offset);
  town.updates = town.updates.filter(({ update_id }) => update_id >= offset);
}

function somethingHappens({ town }: Server, waitMs: number, signal: AbortSignal): Promise<void> {
  if (waitMs <= 0) return Promise.resolve();
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer);
      forget();
      resolve();
    };
    const timer = setTimeout(end, waitMs);
    timer.unref();
    const forget = town.whenChanged(end);
    signal.addEventListener('abort', end, { once: true });
  });
}

function told({ telling }: Server, page: FakeUpdate[]): unknown[] {
  const all = telling.twice ? page.flatMap(one => [one, one]) : page;
  const ordered = telling.shuffled ? all.toReversed() : all;
  // Numbered below the rest, as what came before them.
  const damaged = { update_id: 1, message: { message_id: 'none', date: 'never' } };
  return telling.damagedToo && page.length > 0 ? [damaged, ...ordered] : ordered;
}

export function setWebhook({ town }: Server, params: Params): true {
  const { url = '', secret_token = '', allowed_updates } = params;
  const kinds = typeof allowed_updates === 'string' ? JSON.parse(allowed_updates) : allowed_updates;
  town.webhook = {
    url: String(url),
    secret: String(secret_token),
    kinds: kinds ?? null,
    lastError: null,
    lastErrorAt: 0,
  };
  if (params['drop_pending_updates'] === true) town.updates = [];
  town.changed();
  return true;
}

export function webhookNow({ town }: Server) {
  const { url, kinds, lastError, lastErrorAt } = town.webhook;
  return {
    url,
    has_custom_certificate: false,
    pending_update_count: town.updates.length,
    ...(kinds === null ? {} : { allowed_updates: kinds }),
    ...(lastError === null ? {} : { last_error_date: lastErrorAt, last_error_message: lastError }),
  };
}
