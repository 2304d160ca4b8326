/** The scorecard as a sheet of A4, to print, to send and to hang up. */
import type { Mark, Measure, Page, Part } from '../draw/page.ts';
import { isSmall, type Scorecard, type ScorecardLanguage } from './scorecard.ts';
import { chartMarks } from './scorecard-chart.ts';
import { INKS } from './scorecard-inks.ts';
import {
  bigNumber,
  chartWords,
  type Desk,
  factMarks,
  facts,
  headMarks,
  intervalWords,
  makeDesk,
  metSentence,
  trendWords,
  turnsWords,
  withinTile,
} from './scorecard-parts.ts';

const WIDTH = 595.28;
const HEIGHT = 841.89;
const MARGIN = 46;
const ROOM = WIDTH - MARGIN * 2;
const ROW = 73;
const TILES = [300, 1_800, 3_600, 86_400];

/** @param madeAt for the last line, ISO 8601 */
export function scorecardSheet(card: Scorecard, language: ScorecardLanguage, madeAt: string, measure: Measure): Page {
  const desk = makeDesk(card, language, WIDTH, measure);
  const { say } = desk;
  const title = titleMarks(desk);
  const number = 162 + title.length * 26;
  const chart = number + 50 + sentenceLines(desk).length * 16;
  const foot = footParts(desk, madeAt);
  const rows = Math.ceil(facts(desk).length / columnsOf(desk));
  const besides = foot.top - 32 - rows * ROW;
  const tiles = isSmall(card) ? chart + 10 : besides - 116;
  return {
    width: WIDTH,
    height: HEIGHT,
    title: `${card.brand}: ${say('scorecard')}`,
    language,
    direction: desk.isFlipped ? 'rtl' : 'ltr',
    ground: INKS.ground,
    parts: [
      ...headMarks(desk, MARGIN, 58, 13),
      { role: 'H1', marks: title },
      ...numberParts(desk, number),
      ...(isSmall(card) ? [] : [chartPart(desk, chart, tiles - 14)]),
      ...sectionHead(desk, say('within'), tiles),
      { role: 'P', marks: TILES.flatMap((seconds, place) => tileMarks(desk, seconds, place, tiles + 26)) },
      ...sectionHead(desk, say('beside'), isSmall(card) ? tiles + 116 : besides),
      ...facts(desk).map(
        (fact, place): Part => ({
          role: 'P',
          marks: placed(desk, fact, place, (isSmall(card) ? tiles + 116 : besides) + 26),
        }),
      ),
      ...foot.parts,
    ],
  };
}

/** On one line where it can be. */
function titleMarks({ pen, say }: Desk): Mark[] {
  const sizes = [22, 21, 20, 19, 18, 17];
  const size = sizes.find(one => pen.wide(say('title'), { size: one, weight: 600 }) <= ROOM) ?? 17;
  const style = { size, weight: 600, fill: INKS.text, width: ROOM, leading: 26 } as const;
  return pen.lines(MARGIN, 112, say('title'), style);
}

function numberParts(desk: Desk, y: number): Part[] {
  const { pen, say, card } = desk;
  const text = bigNumber(desk);
  const size = isSmall(card) ? 34 : 68;
  const beside = MARGIN + pen.wide(text, { size, weight: 600 }) + 18;
  const trend = trendWords(desk);
  const rows: Mark[] = isSmall(card)
    ? []
    : [
        pen.text(beside, y - 36, say('met'), { size: 12, weight: 600, fill: INKS.text }),
        pen.text(beside, y - 20, intervalWords(desk), { size: 9.5, fill: INKS.quiet }),
        ...(trend === null ? [] : chip(desk, beside, y - 3, trend)),
      ];
  return [
    { role: 'P', marks: [pen.text(MARGIN, y, text, { size, weight: 600, fill: INKS.text }), ...rows] },
    {
      role: 'P',
      marks: [
        ...sentenceLines(desk, y + 26),
        pen.text(MARGIN, y + 28 + sentenceLines(desk).length * 16, turnsWords(desk), { size: 9.5, fill: INKS.quiet }),
      ],
    },
  ];
}

function sentenceLines(desk: Desk, y = 0): Mark[] {
  const style = { size: 11.5, weight: 500, fill: INKS.text, width: ROOM, leading: 16 } as const;
  return desk.pen.lines(MARGIN, y, metSentence(desk), style);
}

function chip(
  { pen }: Desk,
  x: number,
  y: number,
  { text, fill, tint }: { text: string; fill: string; tint: string },
): Mark[] {
  const size = 9.5;
  const width = pen.wide(text, { size, weight: 500 }) + 12;
  return [pen.rect(x, y - 10.5, width, 15, tint, 4), pen.text(x + 6, y, text, { size, weight: 500, fill })];
}

function chartPart(desk: Desk, y: number, until: number): Part {
  const { card, say, terms, measure } = desk;
  const place = { x: MARGIN, y, width: ROOM, height: until - y, size: 8.5 };
  return { role: 'Figure', alt: chartWords(desk), marks: chartMarks(card, place, say, terms, measure) };
}

function sectionHead({ pen }: Desk, words: string, y: number): Part[] {
  return [
    { role: 'Artifact', marks: [pen.rect(MARGIN, y, ROOM, 0.75, INKS.line)] },
    { role: 'H2', marks: [pen.text(MARGIN, y + 17, words, { size: 11, weight: 600, fill: INKS.text })] },
  ];
}

function tileMarks(desk: Desk, seconds: number, place: number, y: number): Mark[] {
  const gap = 20;
  const width = (ROOM - gap * (TILES.length - 1)) / TILES.length;
  return withinTile(desk, seconds, MARGIN + place * (width + gap), y, width, 9);
}

function columnsOf(desk: Desk): number {
  return facts(desk).length > 4 ? 3 : 2;
}

function placed(desk: Desk, fact: ReturnType<typeof facts>[number], place: number, y: number): Mark[] {
  const gap = 20;
  const columns = columnsOf(desk);
  const width = (ROOM - gap * (columns - 1)) / columns;
  const [column, row] = [place % columns, Math.floor(place / columns)];
  return factMarks(desk, fact, MARGIN + column * (width + gap), y + row * ROW, width, 9);
}

/** What the figures mean and who made them, at the foot. `top`: where it begins. */
function footParts(desk: Desk, madeAt: string): { top: number; parts: Part[] } {
  const { pen, say, terms, card } = desk;
  const style = { size: 7.5, fill: INKS.quiet, width: ROOM, leading: 10 };
  const made = say('made', { date: terms.day(madeAt, card.timeZone), zone: card.timeZone });
  const words = pen.lines(MARGIN, 0, say('definition'), style);
  const sources = pen.lines(MARGIN, 0, say('sources'), style);
  const end = HEIGHT - 34;
  const at = (marks: Mark[], from: number): Mark[] =>
    marks.map(mark => (mark.kind === 'text' ? { ...mark, y: mark.y + from } : mark));
  const sourcesAt = end - 10 - (sources.length - 1) * 10;
  const wordsAt = sourcesAt - words.length * 10;
  const parts: Part[] = [
    { role: 'P', marks: at(words, wordsAt) },
    { role: 'P', marks: at(sources, sourcesAt) },
    { role: 'P', marks: [pen.text(MARGIN, end, made, { size: 7.5, fill: INKS.quiet })] },
  ];
  return { top: wordsAt - 8, parts };
}
