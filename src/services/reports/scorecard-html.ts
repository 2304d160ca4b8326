/** The scorecard as a page for whoever has the link: words and drawings, no script, nothing from elsewhere. */
import { createHash } from 'node:crypto';
import { reportWords } from '../../core/insight/report-words.ts';
import { isSmall, type Scorecard, type ScorecardLanguage } from '../../core/insight/scorecard.ts';
import { chartMarks } from '../../core/insight/scorecard-chart.ts';
import {
  bigNumber,
  chartWords,
  type Desk,
  facts,
  intervalWords,
  makeDesk,
  metSentence,
  tileFacts,
  trendWords,
  turnsWords,
} from '../../core/insight/scorecard-parts.ts';
import { svgOf } from '../draw/draw-png.ts';
import { measure } from '../draw/lettering.ts';
import { lettersStyle } from '../draw/page-letters.ts';

const CHART = { width: 760, height: 320, size: 13 };
/** The same for a phone. */
const NARROW = { width: 400, height: 300, size: 12.5 };
const TILES = [300, 1_800, 3_600, 86_400];

const SHARED_STYLE = `${lettersStyle('Sheet')}
:root{color-scheme:light;--line:#e8e5df;--quiet:#69645a;--text:#1d1b18}
*{box-sizing:border-box;margin:0}
body{background:#faf9f7;color:var(--text);font:16px/1.5 Sheet,system-ui,sans-serif}
main{max-width:840px;margin:0 auto;padding:40px 24px 56px;background:#fff;min-height:100vh}
header{display:flex;flex-wrap:wrap;gap:4px 24px;justify-content:space-between;align-items:baseline;margin-bottom:32px}
header strong{font-size:20px}
header span,.quiet{color:var(--quiet);font-size:14px}
h1{font-size:28px;line-height:1.25;letter-spacing:-.01em}
.number{font-size:96px;font-weight:600;line-height:1.1;letter-spacing:-.03em}
.number.count{font-size:44px}
.met{display:flex;flex-wrap:wrap;align-items:center;gap:8px 24px;margin:16px 0 8px}
.met b{display:block;font-size:18px}
.up{color:#1d6a41;font-weight:600}.down{color:#a8281f;font-weight:600}
.sentence{font-weight:500;font-size:17px}
svg{display:block;width:100%;height:auto;margin:24px 0}
.narrow{display:none}
h2{font-size:16px;border-top:1px solid var(--line);padding-top:16px;margin-top:24px}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(170px,1fr));gap:20px 24px;margin-top:12px}
dt{color:var(--quiet);font-size:14px;font-weight:500}
dd{margin:0}
dd b{display:block;font-size:28px;font-weight:600;line-height:1.2}
dd svg{margin:6px 0}
dd small,footer{color:var(--quiet);font-size:13px;line-height:1.45}
dd small{display:block}
footer{margin-top:32px;border-top:1px solid var(--line);padding-top:16px;display:grid;gap:8px}
a{color:#25418c}
button{font:inherit;font-weight:600;margin-top:24px;padding:10px 18px;border:0;border-radius:6px;background:#25418c;color:#fff;cursor:pointer}
@media(max-width:560px){main{padding:24px 16px}.number{font-size:72px}h1{font-size:24px}dl{grid-template-columns:1fr 1fr}.wide{display:none}.narrow{display:block}}
@media print{@page{size:A4;margin:12mm}body,main{background:none;padding:0;max-width:none;min-height:0}header{margin-bottom:16px}h2{margin-top:14px;padding-top:10px}footer{margin-top:14px;padding-top:10px;font-size:11px;gap:2px}.screen,.narrow{display:none}.wide{display:block}dl{grid-template-columns:repeat(4,1fr);gap:12px 16px}.number{font-size:64px}h1{font-size:22px}svg{margin:8px 0}.wide svg{max-height:62mm}dd small{font-size:11px;line-height:1.3}dt{font-size:12px}.sentence{font-size:14px}dd b{font-size:22px}h2,dl,svg{break-inside:avoid}}
`;

/** What the page may do: its own style, its own pictures, and nothing else. */
export function sharedPolicy(): string {
  const style = createHash('sha256').update(SHARED_STYLE).digest('base64');
  return `default-src 'none'; style-src 'sha256-${style}'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;
}

/** @param place of the page, for its files @param stands when the figures were taken, ISO 8601 */
export function scorecardHtml(
  card: Scorecard,
  language: ScorecardLanguage,
  { place, stands, url }: { place: string; stands: string; url: string },
): string {
  const desk = makeDesk(card, language, CHART.width, measure);
  const { say, terms } = desk;
  const title = escaped(`${card.brand}: ${say('scorecard')}`);
  const made = say('made', { date: terms.day(stands, card.timeZone), zone: card.timeZone });
  return `<!doctype html>
<html lang="${language}" dir="${desk.isFlipped ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow">
<title>${title}</title><meta property="og:title" content="${title}"><meta property="og:image" content="${escaped(url)}/card.png">
<style>${SHARED_STYLE}</style></head><body><main>
<header><strong dir="auto">${escaped(card.brand)}</strong><span>${escaped(terms.days(card.since, card.until, card.timeZone))}</span></header>
<h1>${escaped(say('title'))}</h1>
${numberHtml(desk)}
${isSmall(card) ? '' : `<div class="wide">${chartHtml(desk, CHART)}</div><div class="narrow">${chartHtml(desk, NARROW)}</div>`}
<h2>${escaped(say('within'))}</h2>
<dl>${TILES.map(seconds => tileHtml(desk, seconds)).join('')}</dl>
<h2>${escaped(say('beside'))}</h2>
<dl>${facts(desk).map(factHtml).join('')}</dl>
<footer><p>${escaped(say('definition'))}</p><p>${escaped(say('sources'))}</p><p>${escaped(made)}</p>
<p class="screen"><a href="${escaped(place)}/sheet.pdf">PDF</a> · <a href="${escaped(place)}/card.png">PNG</a></p></footer>
</main></body></html>
`;
}

/** A page with one sentence, for links that open nothing. */
export function goneHtml(words: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow"><title>Heed</title><style>${SHARED_STYLE}</style></head>
<body><main><h1>${escaped(words)}</h1></main></body></html>
`;
}

/** Asks once, and says what was done; the other way round too. */
export function leaveHtml({ brand, report, language, address, leftAt }: Leaving): string {
  const say = reportWords(language);
  const words = say(leftAt === null ? 'leaveTitle' : 'left', { brand, report, address });
  const deed = say(leftAt === null ? 'leaveDo' : 'again');
  const form = `<form method="post" action="${leftAt === null ? '' : '?again=1'}"><button>${escaped(deed)}</button></form>`;
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow">
<title>${escaped(report)}</title><style>${SHARED_STYLE}</style></head><body><main><h1 dir="auto">${escaped(words)}</h1>${form}</main></body></html>
`;
}

type Leaving = { brand: string; report: string; language: ScorecardLanguage; address: string; leftAt: Date | null };

function numberHtml(desk: Desk): string {
  const { card, say } = desk;
  const trend = trendWords(desk);
  const isCount = isSmall(card);
  const tone = trend === null || trend.tone === 'same' ? 'quiet' : trend.tone;
  const beside = isCount
    ? ''
    : `<div><b>${escaped(say('met'))}</b><span class="quiet">${escaped(intervalWords(desk))}</span>${
        trend === null ? '' : `<br><span class="${tone}">${escaped(trend.text)}</span>`
      }</div>`;
  return `<div class="met"><p class="number${isCount ? ' count' : ''}">${escaped(bigNumber(desk))}</p>${beside}</div>
<p class="sentence">${escaped(metSentence(desk))}</p><p class="quiet">${escaped(turnsWords(desk))}</p>`;
}

function chartHtml(desk: Desk, size: typeof CHART): string {
  const { card, say, terms } = desk;
  const marks = chartMarks(card, { x: 0, y: 0, ...size }, say, terms, measure);
  return svgOf(size.width, size.height, marks, escaped(chartWords(desk)));
}

function tileHtml(desk: Desk, seconds: number): string {
  const { label, value, note, bar } = tileFacts(desk, seconds);
  const drawing = svgOf(170, 16, bar(170, 16), '');
  return `<div><dt>${escaped(label)}</dt><dd><b>${escaped(value)}</b>${drawing}<small>${escaped(note)}</small></dd></div>`;
}

function factHtml({ label, value, note }: ReturnType<typeof facts>[number]): string {
  return `<div><dt>${escaped(label)}</dt><dd><b>${escaped(value)}</b><small>${escaped(note)}</small></dd></div>`;
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
