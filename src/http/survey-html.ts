/** The pages behind a survey's link as HTML: no script, no cookie, nothing from elsewhere. Everything a person wrote is escaped. */
import { createHash } from 'node:crypto';
import { boundsOf, COMMENT_LIMIT, type SurveyScale } from '../core/insight/survey.ts';
import {
  SURVEY_LANGUAGES,
  SURVEY_WORDS,
  type SurveyLanguage,
  type SurveyWords,
  scoreWords,
} from '../core/insight/survey-words.ts';
import type { SurveyPage } from '../services/surveys/page.ts';

/** `chosen`: a score the link names beforehand; shown, and counted only when somebody presses it. */
export type Shown = { lang: SurveyLanguage; token: string; chosen: number | null };

/** The question, and what was answered where the answer stands already. */
export function surveyHtml(page: SurveyPage, { lang, token, chosen }: Shown): string {
  const words = SURVEY_WORDS[lang];
  const isAnswered = page.score !== null;
  const title = words.title[page.scale].replace('{brand}', page.brandName);
  // Whoever reads a public post can open the link: what was answered is not theirs to see.
  const mayTell = isAnswered && page.way !== 'public_link';
  const told = mayTell
    ? words.youSaid.replace('{answer}', scoreWords(page.scale, page.score ?? 0, words))
    : words.taken;
  const marked = mayTell ? page.score : chosen;
  const body = isAnswered
    ? `<div class="done" role="status"><p class="sign" aria-hidden="true">✓</p><h1>${escaped(words.thanks)}</h1>
<p>${escaped(page.isOpen ? told : words.closed)}</p></div>${page.isOpen ? afterwards(page, words, marked, title) : ''}`
    : `<h1>${escaped(title)}</h1>${scoreForm(page.scale, words, marked, title)}`;
  return whole({ lang, title, brand: page.brandName, body, token, words });
}

function afterwards(page: SurveyPage, words: SurveyWords, marked: number | null, title: string): string {
  const comment = page.hasComment
    ? `<p class="quiet" role="status">${escaped(words.commentTaken)}</p>`
    : page.asksComment
      ? `<form method="post" class="comment"><label for="comment">${escaped(words.commentTitle)}</label>
<textarea id="comment" name="comment" rows="4" maxlength="${COMMENT_LIMIT}" required aria-describedby="hint"></textarea>
<p id="hint" class="quiet">${escaped(words.commentHint)}</p><button class="send">${escaped(words.send)}</button></form>`
      : '';
  return `${comment}<details><summary>${escaped(words.change)}</summary>${scoreForm(page.scale, words, marked, title)}</details>`;
}

function scoreForm(scale: SurveyScale, words: SurveyWords, marked: number | null, title: string): string {
  const { from, to } = boundsOf(scale);
  const scores = Array.from({ length: to - from + 1 }, (_, n) => from + n);
  const shown = scale === 'thumbs' ? scores.reverse() : scores;
  const buttons = shown.map(score => button(scale, score, words, marked)).join('');
  const ends =
    scale === 'thumbs'
      ? ''
      : `<p class="ends" aria-hidden="true"><span>${from} · ${escaped(words.low[scale])}</span><span>${to} · ${escaped(words.high[scale])}</span></p>`;
  return `<form method="post" class="${scale}"><fieldset><legend class="unseen">${escaped(title)}</legend>
<div class="scores">${buttons}</div>${ends}</fieldset></form>`;
}

function button(scale: SurveyScale, score: number, words: SurveyWords, marked: number | null): string {
  const pressed = marked === score ? ' aria-pressed="true"' : '';
  const { from, to } = boundsOf(scale);
  const end = score === from ? `, ${words.low[scale]}` : score === to ? `, ${words.high[scale]}` : '';
  const name = scale === 'thumbs' ? scoreWords(scale, score, words) : `${scoreWords(scale, score, words)}${end}`;
  const face =
    scale === 'thumbs'
      ? `<span aria-hidden="true">${score === 1 ? '👍' : '👎'}</span> ${escaped(name)}`
      : scale === 'stars'
        ? `<span class="star" aria-hidden="true">★</span><span aria-hidden="true">${score}</span>`
        : `<span aria-hidden="true">${score}</span>`;
  return `<button name="score" value="${score}" aria-label="${escaped(name)}"${pressed}>${face}</button>`;
}

export type Notice = 'gone' | 'notYours' | 'slow';

/** A page that only says something. */
export function noticeHtml(notice: Notice, lang: SurveyLanguage): string {
  const words = SURVEY_WORDS[lang];
  const title = notice === 'gone' ? words.goneTitle : '';
  const heading = title === '' ? '' : `<h1>${escaped(title)}</h1>`;
  const says = `<p role="status">${escaped(words[notice])}</p>`;
  return whole({ lang, title: title || words[notice], brand: '', body: heading + says, token: null, words });
}

type Whole = {
  lang: SurveyLanguage;
  title: string;
  brand: string;
  body: string;
  token: string | null;
  words: SurveyWords;
};

function whole({ lang, title, brand, body, words }: Whole): string {
  const links = SURVEY_LANGUAGES.map(one =>
    one === lang
      ? `<span aria-current="true" lang="${one}">${escaped(SURVEY_WORDS[one].language)}</span>`
      : `<a href="?lang=${one}" lang="${one}" hreflang="${one}">${escaped(SURVEY_WORDS[one].language)}</a>`,
  ).join('');
  return `<!doctype html>
<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main>${brand === '' ? '' : `<p class="brand">${escaped(brand)}</p>`}${body}</main>
<footer><p>${escaped(words.privacy)}</p><nav aria-label="${escaped(words.languages)}">${links}</nav></footer></body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `
:root{--paper:#f6f4ef;--card:#fffdf9;--ink:#22201c;--quiet:#625d54;--line:#d9d3c7;--main:#b3401f;--on:#fff;--soft:#fbeae2;--good:#256b3c}
@media (prefers-color-scheme:dark){:root{--paper:#181613;--card:#211e1a;--ink:#f2eee6;--quiet:#b3ab9e;--line:#3d3831;--main:#f08a63;--on:#1d130e;--soft:#3a2418;--good:#7ccb94}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;min-height:100dvh;display:grid;grid-template-rows:1fr auto;justify-items:center;align-items:center;gap:1.5rem;padding:1rem;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",sans-serif}
main{inline-size:min(100%,34rem);background:var(--card);border:1px solid var(--line);border-radius:1.25rem;padding:clamp(1.5rem,5vw,2.75rem);text-align:center;box-shadow:0 1px 2px #0000000d,0 12px 32px #00000014}
.brand{margin:0 0 .75rem;color:var(--quiet);font-weight:600;letter-spacing:.02em;overflow-wrap:anywhere}
h1{margin:0 0 1.5rem;font-size:clamp(1.4rem,4.5vw,1.8rem);line-height:1.25;text-wrap:balance;overflow-wrap:anywhere}
fieldset{border:0;margin:0;padding:0;min-inline-size:0}
.unseen{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
.scores{display:grid;gap:.5rem}
.stars .scores{grid-template-columns:repeat(5,1fr)}
.points .scores{grid-template-columns:repeat(11,1fr)}
.thumbs .scores{grid-template-columns:1fr 1fr}
button{font:inherit;font-weight:600;color:inherit;cursor:pointer;border:1px solid var(--line);border-radius:.8rem;background:var(--paper);padding:.6rem .2rem;min-block-size:3rem;transition:background .12s,border-color .12s,transform .12s}
.stars button{display:grid;justify-items:center;gap:.1rem}
.star{font-size:1.7rem;line-height:1;color:var(--main)}
.thumbs button{font-size:1.15rem;padding:1rem}
button:hover{background:var(--soft);border-color:var(--main)}
button:active{transform:translateY(1px)}
button[aria-pressed=true]{background:var(--main);border-color:var(--main);color:var(--on)}
button[aria-pressed=true] .star{color:inherit}
:focus-visible{outline:3px solid var(--main);outline-offset:2px}
.ends{display:flex;justify-content:space-between;gap:1rem;margin:.75rem 0 0;color:var(--quiet);font-size:.9375rem}
.done .sign{inline-size:3.25rem;block-size:3.25rem;line-height:3.25rem;margin:0 auto 1rem;border-radius:50%;background:var(--good);color:var(--card);font-size:1.6rem;font-weight:700}
.done h1{margin-block-end:.5rem}
.comment{margin-block-start:1.75rem;text-align:start;display:grid;gap:.5rem}
.comment label{font-weight:600}
textarea{font:inherit;color:inherit;inline-size:100%;background:var(--paper);border:1px solid var(--quiet);border-radius:.8rem;padding:.75rem;resize:vertical}
.quiet{margin:0;color:var(--quiet);font-size:.9375rem}
.send{background:var(--main);border-color:var(--main);color:var(--on);padding-inline:1.5rem;justify-self:start}
.send:hover{background:var(--main);filter:brightness(1.08)}
details{margin-block-start:1.75rem;border-block-start:1px solid var(--line);padding-block-start:1rem}
summary{cursor:pointer;color:var(--quiet);margin-block-end:1rem}
footer{color:var(--quiet);font-size:.875rem;text-align:center}
footer p{margin:0 0 .5rem}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:center}
nav a{color:inherit;padding:.25rem}
nav span{padding:.25rem;font-weight:600;color:var(--ink)}
@media (max-width:30rem){.points .scores{grid-template-columns:repeat(6,1fr)}}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
`;

/** Nothing but this very style may be used, and nothing but a form to this very address sent. */
export const SURVEY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
