/** A report as a letter: the card in it, the sheet beside it, the same in plain words, and the way out for whoever wants no more. */
import { reportSubject, reportWords } from '../../core/insight/report-words.ts';
import { isSmall, type Scorecard, type ScorecardLanguage } from '../../core/insight/scorecard.ts';
import {
  bigNumber,
  chartWords,
  type Desk,
  facts,
  intervalWords,
  makeDesk,
  metSentence,
  trendWords,
  turnsWords,
} from '../../core/insight/scorecard-parts.ts';
import { measure } from '../draw/lettering.ts';
import { hostOf, type Letter } from '../post-letter.ts';
import { drawScorecard, scorecardFileName } from './draw-scorecard.ts';
import { escaped } from './scorecard-html.ts';

export type ReportLetter = {
  /** The same with every attempt. */
  id: string;
  to: string;
  report: string;
  card: Scorecard;
  language: ScorecardLanguage;
  madeAt: Date;
  leaveUrl: string;
};

const PICTURE = 'card@heed';
const WIDTH = 600;

export type Drawn = Awaited<ReturnType<typeof drawScorecard>>;
export type Drawings = { picture: Drawn; sheet: Drawn };

/** What goes with every letter of one report; drawn once for all of them. */
export async function drawingsOf({
  card,
  language,
  madeAt,
}: Pick<ReportLetter, 'card' | 'language' | 'madeAt'>): Promise<Drawings> {
  const picture = await drawScorecard(card, language, 'card.png', madeAt);
  return { picture, sheet: await drawScorecard(card, language, 'sheet.pdf', madeAt) };
}

export function reportLetter(one: ReportLetter, { picture, sheet }: Drawings): Letter {
  const { card, language, leaveUrl } = one;
  return {
    to: one.to,
    subject: reportSubject(card, language),
    text: plainText(one),
    html: html(one),
    messageId: `<report-${one.id}@${hostOf(leaveUrl)}>`,
    // RFC 8058: mail programs show their own button for this.
    headers: { 'list-unsubscribe': `<${leaveUrl}>`, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' },
    attachments: [
      {
        filename: scorecardFileName(card, 'card.png'),
        content: picture.bytes,
        contentType: picture.type,
        cid: PICTURE,
      },
      { filename: scorecardFileName(card, 'sheet.pdf'), content: sheet.bytes, contentType: sheet.type },
    ],
  };
}

function plainText({ card, language, report, leaveUrl }: ReportLetter): string {
  const desk = makeDesk(card, language, WIDTH, measure);
  const say = reportWords(language);
  const head = [`${card.brand} · ${desk.terms.days(card.since, card.until, card.timeZone)}`, '', headline(desk)];
  const met = [intervalWords(desk), trendWords(desk)?.text ?? '', metSentence(desk), turnsWords(desk)];
  const others = facts(desk).map(({ label, value, note }) => `${label}: ${value} (${note})`);
  const foot = [say('why', { brand: card.brand, report }), `${say('leave')}: ${leaveUrl}`];
  return [...head, ...met.filter(line => line !== ''), '', ...others, '', ...foot, ''].join('\n');
}

/** "Expectation met: 61%"; of few turns a count. */
function headline(desk: Desk): string {
  return isSmall(desk.card) ? bigNumber(desk) : `${desk.say('met')}: ${bigNumber(desk)}`;
}

function html({ card, language, report, leaveUrl }: ReportLetter): string {
  const desk = makeDesk(card, language, WIDTH, measure);
  const say = reportWords(language);
  const direction = desk.isFlipped ? 'rtl' : 'ltr';
  const rows = facts(desk).map(
    ({ label, value, note }) =>
      `<tr><td style="padding:6px 16px 6px 0;color:#69645a">${escaped(label)}</td><td style="padding:6px 16px 6px 0;font-weight:600">${escaped(value)}</td><td style="padding:6px 0;color:#69645a">${escaped(note)}</td></tr>`,
  );
  return `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><title>${escaped(card.brand)}</title></head>
<body style="margin:0;background:#f3f1ed;color:#1d1b18;font:15px/1.5 Inter,system-ui,sans-serif"><div style="max-width:640px;margin:0 auto;padding:24px;background:#fff">
<p style="margin:0 0 16px"><strong>${escaped(metSentence(desk))}</strong></p>
<img src="cid:${PICTURE}" width="${WIDTH}" alt="${escaped(`${headline(desk)}. ${metSentence(desk)} ${chartWords(desk)}`)}" style="width:100%;height:auto;border:1px solid #e8e5df;border-radius:8px">
<table role="presentation" style="margin:20px 0;border-collapse:collapse;font-size:14px">${rows.join('')}</table>
<p style="color:#69645a;font-size:13px">${escaped(turnsWords(desk))}</p>
<p style="color:#69645a;font-size:13px">${escaped(say('why', { brand: card.brand, report }))} <a href="${escaped(leaveUrl)}" style="color:#25418c">${escaped(say('leave'))}</a></p>
</div></body></html>`;
}
