/** `/s/{token}`: where a customer says how we did, with one click and without script. Only a form that is sent counts. */
import type { Context } from 'hono';
import { SURVEY_LANGUAGES, type SurveyLanguage, surveyLanguage } from '../core/insight/survey-words.ts';
import type { App, AppNeeds } from './app.ts';
import { readBytes } from './body.ts';
import { type Bindings, callerOf } from './caller.ts';
import { makePace } from './pace.ts';
import { type Notice, noticeHtml, SURVEY_POLICY, surveyHtml } from './survey-html.ts';

const FORM_BODY_BYTES = 16 * 1024;
const MINUTE_MS = 60_000;
/** Many customers may come from one address; nobody needs to look so often. */
const LOOKS_PER_MINUTE = 240;
const ANSWERS_PER_MINUTE = 60;
const ANSWERS_PER_LINK = 10;

export function surveyPages(app: App, { services }: Pick<AppNeeds, 'services'>): void {
  const { surveyPages: pages, signIn } = services;
  const { now } = services.desk;
  const looks = makePace({ most: LOOKS_PER_MINUTE, perMs: MINUTE_MS, now });
  const answers = makePace({ most: ANSWERS_PER_MINUTE, perMs: MINUTE_MS, now });
  const perLink = makePace({ most: ANSWERS_PER_LINK, perMs: MINUTE_MS, now });

  app.get('/s/:token', async context => {
    if (!looks(addressOf(context))) return notice('slow', languageOf(context, null), 429);
    const token = context.req.param('token');
    const page = await pages.open(token);
    const lang = languageOf(context, page?.lang ?? null);
    if (page === null) return notice('gone', lang, 404);
    const score = context.req.query('score');
    const chosen = score !== undefined && /^\d{1,2}$/.test(score) ? Number(score) : null;
    return html(surveyHtml(page, { lang, token, chosen }), 200);
  });

  app.post('/s/:token', async context => {
    const token = context.req.param('token');
    const lang = languageOf(context, null);
    if (!answers(addressOf(context)) || !perLink(token)) return notice('slow', lang, 429);
    // A colleague can read the link in the conversation: their click says nothing about the customer.
    if ((await signIn.identify(context.req.raw.headers)) !== null) return notice('notYours', lang, 403);
    const form = new URLSearchParams(new TextDecoder().decode(await readBytes(context.req.raw, FORM_BODY_BYTES)));
    const [score, comment] = [form.get('score'), form.get('comment')];
    if (score !== null && /^\d{1,2}$/.test(score)) await pages.vote(token, Number(score));
    else if (comment !== null) await pages.comment(token, comment);
    const asked = context.req.query('lang');
    const kept = asked === undefined ? '' : `?lang=${languageOf(context, null)}`;
    // The page itself says what has become of it; loading it again sends nothing again.
    return new Response(null, {
      status: 303,
      headers: { ...HEADERS, location: `/s/${encodeURIComponent(token)}${kept}` },
    });
  });
}

type Asked = Context<{ Bindings: Bindings }>;

function addressOf(context: Asked): string {
  return callerOf(context.req.raw, context.env).remoteAddress;
}

/** The one chosen, else the customer's, else the browser's. */
function languageOf(context: Asked, customers: string | null): SurveyLanguage {
  const browsers = (context.req.header('accept-language') ?? '').split(',').map(one => one.split(';')[0]?.trim() ?? '');
  for (const one of [context.req.query('lang') ?? null, customers, ...browsers.slice(0, 10)]) {
    const known = surveyLanguage(one);
    if (known !== null) return known;
  }
  return SURVEY_LANGUAGES[0];
}

const HEADERS = {
  'content-security-policy': SURVEY_POLICY,
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
};

function html(text: string, status: number): Response {
  return new Response(text, { status, headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8' } });
}

function notice(what: Notice, lang: SurveyLanguage, status: number): Response {
  return html(noticeHtml(what, lang), status);
}
