/** The scorecard as a card of 1200 by 630, the size at which links are shown elsewhere. */
import { fitted, type Mark, type Measure, type Page, type Part } from '../draw/page.ts';
import { isSmall, type Scorecard, type ScorecardLanguage } from './scorecard.ts';
import { chartMarks } from './scorecard-chart.ts';
import { INKS } from './scorecard-inks.ts';
import {
  bigNumber,
  chartWords,
  type Desk,
  facts,
  headMarks,
  intervalWords,
  makeDesk,
  metSentence,
  trendWords,
  turnsWords,
  withinTile,
} from './scorecard-parts.ts';

const WIDTH = 1_200;
const HEIGHT = 630;
const MARGIN = 56;
const LEFT = 440;
const TILES = [300, 3_600, 86_400];
const GAP = 36;
const TILES_AT = 478;

export function scorecardCard(card: Scorecard, language: ScorecardLanguage, measure: Measure): Page {
  const desk = makeDesk(card, language, WIDTH, measure);
  return {
    width: WIDTH,
    height: HEIGHT,
    title: `${card.brand}: ${desk.say('scorecard')}`,
    language,
    direction: desk.isFlipped ? 'rtl' : 'ltr',
    ground: INKS.canvas,
    parts: [
      ...headMarks(desk, MARGIN, 76, 22),
      ...numberParts(desk),
      ...(isSmall(card) ? [] : [chartPart(desk)]),
      { role: 'Artifact', marks: [desk.pen.rect(MARGIN, 464, WIDTH - MARGIN * 2, 1, INKS.strongLine)] },
      ...tileParts(desk),
    ],
  };
}

function numberParts(desk: Desk): Part[] {
  const { pen, say, card } = desk;
  const small = isSmall(card);
  const trend = trendWords(desk);
  const width = small ? WIDTH - MARGIN * 2 : LEFT - 30;
  const title = pen.lines(MARGIN, 152, say('title'), { size: 24, weight: 600, fill: INKS.middle, width, leading: 30 });
  const y = (title.length - 1) * 30 + 152 + (small ? 84 : 122);
  const sentence = { size: 18, weight: 500, fill: INKS.text, width, leading: 25 } as const;
  const met: Mark[] = small
    ? []
    : [
        pen.text(MARGIN, y + 36, say('met'), { size: 19, weight: 600, fill: INKS.text }),
        pen.text(MARGIN, y + 60, intervalWords(desk), { size: 14, fill: INKS.quiet }),
        ...(trend === null ? [] : [pen.text(MARGIN, y + 83, trend.text, { size: 14, weight: 600, fill: trend.fill })]),
      ];
  const after = y + (small ? 44 : trend === null ? 90 : 112);
  return [
    { role: 'H1', marks: title },
    {
      role: 'P',
      marks: [pen.text(MARGIN, y, bigNumber(desk), { size: small ? 64 : 112, weight: 600, fill: INKS.text }), ...met],
    },
    { role: 'P', marks: small ? pen.lines(MARGIN, after, metSentence(desk), sentence) : [] },
  ];
}

function chartPart(desk: Desk): Part {
  const { card, say, terms, measure, isFlipped } = desk;
  const width = WIDTH - MARGIN * 2 - LEFT;
  const place = { x: isFlipped ? MARGIN : MARGIN + LEFT, y: 122, width, height: 330, size: 13.5 };
  return { role: 'Figure', alt: chartWords(desk), marks: chartMarks(card, place, say, terms, measure) };
}

/** Three of the times, and two of what else is told. */
function tileParts(desk: Desk): Part[] {
  const { pen } = desk;
  const width = (WIDTH - MARGIN * 2 - GAP * 4) / 5;
  const at = (place: number) => MARGIN + place * (width + GAP);
  const size = 15;
  const tiles = TILES.map((seconds, place): Part => {
    return { role: 'P', marks: withinTile(desk, seconds, at(place), TILES_AT, width, size) };
  });
  const others = facts(desk)
    .slice(0, 2)
    .map((fact, place): Part => {
      const x = at(place + TILES.length);
      const label = fitted(fact.label, width, line => desk.measure(line, size, 500));
      const down = TILES_AT + size * 3.3;
      return {
        role: 'P',
        marks: [
          pen.text(x, TILES_AT + size, label, { size, weight: 500, fill: INKS.quiet }),
          pen.text(x, down, fact.value, { size: size * 2.1, weight: 600, fill: fact.fill }),
          ...pen.lines(x, down + 26, fact.note, { size: 12.5, fill: INKS.quiet, width, leading: 16 }).slice(0, 3),
        ],
      };
    });
  const foot: Part = {
    role: 'P',
    marks: [pen.text(MARGIN, HEIGHT - 20, turnsWords(desk), { size: 12.5, fill: INKS.quiet })],
  };
  return [...tiles, ...others, foot];
}
