/** What a link shows to people without an account: a scorecard as a page, a picture and a PDF. No script, nothing to find by searching. */
import type { Context } from 'hono';
import { LETTERS_PATH, lettersFile } from '../services/draw/page-letters.ts';
import { drawScorecard, SCORECARD_FILES, scorecardFileName } from '../services/reports/draw-scorecard.ts';
import { goneHtml, leaveHtml, scorecardHtml, sharedPolicy } from '../services/reports/scorecard-html.ts';
import { SHARED_PATH } from '../services/reports/scorecard-links.ts';
import type { App, AppNeeds } from './app.ts';
import { type Bindings, callerOf, neighbourhoodOf } from './caller.ts';
import { makePace, type Pace } from './pace.ts';
import type { Services } from './services.ts';

/** Looks from one place in a minute, whether they open anything or not. */
export const SHARED_LOOKS = 60;
const MINUTE_MS = 60_000;
/** Fonts change with a new Heed at most. */
const LETTERS_KEPT = 'public, max-age=86400';
/** Drawings kept, so that a link passed around is not drawn for everybody. */
const DRAWINGS_KEPT = 24;

const HEADERS = {
  'content-security-policy': sharedPolicy(),
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
};

type Needs = Pick<AppNeeds, 'services' | 'publicUrl'>;

export function sharedPages(app: App, { services: { scorecardLinks, reports, desk }, publicUrl }: Needs): void {
  const looks = makePace({ most: SHARED_LOOKS, perMs: MINUTE_MS, now: desk.now });
  const drawings = new Map<string, Promise<{ bytes: Buffer; type: string }>>();
  leavePages(app, reports, looks);
  app.get(`${LETTERS_PATH}/:name`, async context => {
    const bytes = await lettersFile(context.req.param('name'));
    if (bytes === null) return gone();
    const headers = { 'content-type': 'font/woff2', 'cache-control': LETTERS_KEPT };
    return new Response(new Uint8Array(bytes), { headers });
  });
  app.get(`${SHARED_PATH}/:token/:file?`, async context => {
    if (!looks(placeOf(context))) return tooMany();
    const { token, file } = context.req.param();
    const known = SCORECARD_FILES.find(one => one === file);
    const link = file === undefined || known ? await scorecardLinks.open(token, file === undefined) : null;
    if (link === null) return gone();
    const stands = link.createdAt.toISOString();
    const place = `${SHARED_PATH}/${token}`;
    if (known === undefined) {
      return page(scorecardHtml(link.figures, link.language, { place, stands, url: `${publicUrl}${place}` }), 200);
    }
    const key = `${link.id} ${known}`;
    const drawing = drawings.get(key) ?? drawScorecard(link.figures, link.language, known, link.createdAt);
    keep(drawings, key, drawing);
    const { bytes, type } = await drawing;
    const name = `inline; filename="${scorecardFileName(link.figures, known)}"`;
    return new Response(new Uint8Array(bytes), {
      headers: { ...HEADERS, 'content-type': type, 'content-disposition': name },
    });
  });
}

/**
 * `/shared/leave/…`: where whoever is sent a report asks for no more. Looking changes nothing, for mail programs look by themselves; the
 * button does, and so does the one their program shows (RFC 8058), which sends the same form.
 */
function leavePages(app: App, reports: Services['reports'], looks: Pace): void {
  const path = `${SHARED_PATH}/leave/:token`;
  app.get(path, async context => {
    if (!looks(placeOf(context))) return tooMany();
    const leaving = await reports.leaving(context.req.param('token'));
    return leaving === null ? gone() : page(leaveHtml(leaving), 200);
  });
  app.post(path, async context => {
    if (!looks(placeOf(context))) return tooMany();
    const token = context.req.param('token');
    if ((await reports.leaving(token)) === null) return gone();
    await reports.leave(token, context.req.query('again') !== '1');
    const leaving = await reports.leaving(token);
    return leaving === null ? gone() : page(leaveHtml(leaving), 200);
  });
}

function placeOf(context: Context<{ Bindings: Bindings }>): string {
  return neighbourhoodOf(callerOf(context.req.raw, context.env).remoteAddress);
}

function tooMany(): Response {
  return page(goneHtml('Too many looks from your place. Try again in a minute.'), 429, { 'retry-after': '60' });
}

/** Whatever is wrong is told in the same words: expired, taken back, never there. */
function gone(): Response {
  return page(goneHtml('This link opens nothing (any more). Ask whoever gave it to you.'), 404);
}

function keep<T>(kept: Map<string, Promise<T>>, key: string, value: Promise<T>): void {
  kept.delete(key);
  kept.set(key, value);
  value.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > DRAWINGS_KEPT && oldest !== undefined) kept.delete(oldest);
}

function page(html: string, status: number, more: Record<string, string> = {}): Response {
  return new Response(html, { status, headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8', ...more } });
}
