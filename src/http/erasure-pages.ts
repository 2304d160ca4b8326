/**
 * `/hooks/{brand}/{channel}/erasure` and `/deauthorise`: where a network tells that somebody wants their data gone, or took our
 * access away. `/erasure/{code}`: what has become of it, for whoever asked. No script, no cookie, nothing of the person.
 */
import { SURVEY_LANGUAGES, type SurveyLanguage, surveyLanguage } from '../core/insight/survey-words.ts';
import type { App, AppNeeds } from './app.ts';
import { readBytes } from './body.ts';
import { callerOf, neighbourhoodOf } from './caller.ts';
import { makePace } from './pace.ts';

const FORM_BODY_BYTES = 16 * 1024;
const MINUTE_MS = 60_000;
/** A network tells all of it from few places. */
const CALLS_PER_MINUTE = 600;
const LOOKS_PER_MINUTE = 60;

type Words = { title: string; asked: string; done: string; gone: string; slow: string };
const WORDS: Record<SurveyLanguage, Words> = {
  en: {
    title: 'Your data',
    asked: 'Asked for on {day}. It is being erased.',
    done: 'Asked for on {day}. Erased: your messages, your name and everything that came with them.',
    gone: 'Nothing is known under this code.',
    slow: 'Too many looks from your place. Try again in a minute.',
  },
  el: {
    title: 'Τα δεδομένα σας',
    asked: 'Ζητήθηκε στις {day}. Διαγράφονται.',
    done: 'Ζητήθηκε στις {day}. Διαγράφηκαν τα μηνύματά σας, το όνομά σας και ό,τι ήρθε μαζί τους.',
    gone: 'Τίποτα δεν είναι γνωστό με αυτόν τον κωδικό.',
    slow: 'Πολλές επισκέψεις από τη θέση σας. Δοκιμάστε ξανά σε ένα λεπτό.',
  },
  es: {
    title: 'Tus datos',
    asked: 'Pedido el {day}. Se están borrando.',
    done: 'Pedido el {day}. Borrados: tus mensajes, tu nombre y todo lo que vino con ellos.',
    gone: 'No se conoce nada con este código.',
    slow: 'Demasiadas visitas desde tu lugar. Inténtalo de nuevo en un minuto.',
  },
  de: {
    title: 'Deine Daten',
    asked: 'Verlangt am {day}. Sie werden gelöscht.',
    done: 'Verlangt am {day}. Gelöscht: deine Nachrichten, dein Name und alles, was damit kam.',
    gone: 'Unter diesem Code ist nichts bekannt.',
    slow: 'Zu viele Aufrufe von deinem Ort. Versuch es in einer Minute wieder.',
  },
  ar: {
    title: 'بياناتك',
    asked: 'طُلب في {day}. يجري محوها.',
    done: 'طُلب في {day}. مُحيت رسائلك واسمك وكل ما جاء معهما.',
    gone: 'لا شيء معروف تحت هذا الرمز.',
    slow: 'زيارات كثيرة من مكانك. حاول مجددًا بعد دقيقة.',
  },
};

export function erasurePages(
  app: App,
  { services, publicUrl, hooksUrl = publicUrl, log }: Pick<AppNeeds, 'services' | 'publicUrl' | 'hooksUrl' | 'log'>,
): void {
  const { desk } = services;
  const calls = makePace({ most: CALLS_PER_MINUTE, perMs: MINUTE_MS, now: desk.now });
  const looks = makePace({ most: LOOKS_PER_MINUTE, perMs: MINUTE_MS, now: desk.now });
  app.post('/hooks/:brandId{[0-9]{1,9}}/:channelId/:what{erasure|deauthorise}', async context => {
    const from = neighbourhoodOf(callerOf(context.req.raw, context.env).remoteAddress);
    if (!calls(from)) return json({ error: 'Too many at once.' }, 429);
    const place = { brandId: Number(context.req.param('brandId')), channelId: context.req.param('channelId') };
    const { method, headers, url } = context.req.raw;
    const bytes = await readBytes(context.req.raw, FORM_BODY_BYTES);
    const request = { method, url: new URL(url), headers, bytes, now: desk.now() };
    if (context.req.param('what') === 'deauthorise') {
      const isProven = await services.erasures.takenAway(place, request);
      return isProven ? json({}, 200) : refused();
    }
    const code = await services.erasures.ask(place, request);
    if (code === null) return refused();
    // What is not done now is done by whoever looks after what was left behind.
    services.erasures.work().catch(err => log.error({ err }, 'What was asked to be erased is not erased yet'));
    return json({ url: `${hooksUrl}/erasure/${code}`, confirmation_code: code }, 200);
  });
  app.get('/erasure/:code', async context => {
    const lang = languageOf(context.req.query('lang'), context.req.header('accept-language'));
    const words = WORDS[lang];
    const from = neighbourhoodOf(callerOf(context.req.raw, context.env).remoteAddress);
    if (!looks(from)) return page(lang, words.slow, 429);
    const status = await services.erasures.status(context.req.param('code'));
    if (status === null) return page(lang, words.gone, 404);
    const day = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(status.askedAt);
    return page(lang, (status.doneAt === null ? words.asked : words.done).replace('{day}', day), 200);
  });
}

function refused(): Response {
  return json({ error: 'The request is not proven, or nobody listens here.' }, 401);
}

function json(body: object, status: number): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

/** All words are ours: nothing a person wrote stands here. */
function page(lang: SurveyLanguage, says: string, status: number): Response {
  const dir = lang === 'ar' ? 'rtl' : 'ltr';
  const { title } = WORDS[lang];
  const html = `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body><main><h1>${title}</h1><p role="status">${says}</p></main></body></html>`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex, nofollow',
  };
  return new Response(html, { status, headers });
}

function languageOf(asked: string | undefined, browsers: string | undefined): SurveyLanguage {
  const wanted = (browsers ?? '').split(',').map(one => one.split(';')[0]?.trim() ?? '');
  for (const one of [asked ?? null, ...wanted.slice(0, 10)]) {
    const known = surveyLanguage(one);
    if (known !== null) return known;
  }
  return SURVEY_LANGUAGES[0];
}
