/** What both pages of the scorecard are put together from. */
import { fitted, type Mark, type Measure, makePen, type Part, type Pen } from '../draw/page.ts';
import {
  AVERAGE_COMPANY_SECONDS,
  EXPECTED_BY,
  isSmall,
  LEAVE_UNANSWERED,
  NEVER_REACH,
  type Scorecard,
  type ScorecardLanguage,
  trendPoints,
  WELL_SERVED_RECOMMEND,
} from './scorecard.ts';
import { answeredAt } from './scorecard-chart.ts';
import { INKS } from './scorecard-inks.ts';
import { type Terms, termsIn } from './scorecard-terms.ts';
import { type Say, scorecardWords } from './scorecard-words.ts';

/** What every part of one page draws with. */
export type Desk = {
  card: Scorecard;
  pen: Pen;
  say: Say;
  terms: Terms;
  measure: Measure;
  width: number;
  isFlipped: boolean;
};

export function makeDesk(card: Scorecard, language: ScorecardLanguage, width: number, measure: Measure): Desk {
  const isFlipped = language === 'ar';
  const pen = makePen(width, isFlipped ? 'rtl' : 'ltr', measure);
  return { card, pen, say: scorecardWords(language), terms: termsIn(language), measure, width, isFlipped };
}

/** The ear, brand and period on one line. @param y where the brand stands */
export function headMarks(
  { card, pen, say, terms, measure, width, isFlipped }: Desk,
  x: number,
  y: number,
  size: number,
): Part[] {
  const days = terms.days(card.since, card.until, card.timeZone);
  const room = width - x * 2 - size * 2 - measure(days, size * 0.8, 400) - size * 2;
  const ear = size * 1.5;
  const left = isFlipped ? width - x - ear : x;
  return [
    { role: 'Artifact', marks: earMarks(left, y - ear * 0.78, ear) },
    {
      role: 'P',
      marks: [
        pen.text(
          x + ear * 1.35,
          y - size * 0.12,
          fitted(card.brand, room, line => measure(line, size, 600)),
          {
            size,
            weight: 600,
            fill: INKS.text,
          },
        ),
        pen.text(x + ear * 1.35, y + size * 0.92, say('scorecard'), { size: size * 0.7, fill: INKS.quiet }),
        pen.text(width - x, y - size * 0.12, days, { size: size * 0.8, fill: INKS.middle, anchor: 'end' }),
      ],
    },
  ];
}

function earMarks(x: number, y: number, size: number): Mark[] {
  const k = size / 32;
  const at = (across: number, down: number) => `${x + across * k} ${y + down * k}`;
  const arc = (r: number, from: [number, number], to: [number, number]) =>
    `M${at(...from)}A${r * k} ${r * k} 0 1 0 ${at(...to)}`;
  const line = (d: string): Mark => ({ kind: 'path', d, fill: null, stroke: INKS.text, width: 2.75 * k, dash: [] });
  const dot = 1.6 * k;
  return [
    line(arc(11, [16, 5], [27, 16])),
    line(arc(5.5, [16, 10.5], [21.5, 16])),
    {
      kind: 'rect',
      x: x + 16 * k - dot,
      y: y + 16 * k - dot,
      width: dot * 2,
      height: dot * 2,
      fill: INKS.text,
      radius: dot,
    },
  ];
}

/** The one number; of few turns a count. */
export function bigNumber({ card, say, terms }: Desk): string {
  if (card.met !== null && !isSmall(card)) return terms.percent(card.met.share);
  const answered = Math.max(0, card.turns - card.waiting - card.never);
  return say('smallAnswered', { n: terms.whole(answered), turns: terms.whole(card.turns) });
}

export function metSentence({ card, say, terms }: Desk): string {
  if (card.met === null || isSmall(card)) return say('small', { n: terms.whole(card.turns) });
  return say('metSentence', { n: terms.whole(Math.round(card.met.share * 100)) });
}

/** "between 58 % and 64 %, with 95% confidence"; nothing of few turns. */
export function intervalWords({ card, say, terms }: Desk): string {
  if (card.met === null || isSmall(card)) return '';
  return say('interval', { low: terms.percent(card.met.low), high: terms.percent(card.met.high) });
}

/** How it stands beside the period before, with the colours for it; null where there is nothing to compare. */
export type Trend = { text: string; tone: 'up' | 'down' | 'same'; fill: string; tint: string };
export function trendWords({ card, say, terms }: Desk): Trend | null {
  const points = isSmall(card) ? null : trendPoints(card.met?.share, card.metBefore);
  if (points === null) return null;
  if (points === 0) return { text: say('trendSame'), tone: 'same', fill: INKS.middle, tint: INKS.line };
  const text = say('trend', { n: terms.points(points) });
  return points > 0
    ? { text, tone: 'up', fill: INKS.kept, tint: INKS.keptTint }
    : { text, tone: 'down', fill: INKS.brokenWords, tint: INKS.brokenTint };
}

export function turnsWords({ card, say, terms }: Desk): string {
  const { turns, waiting, never } = card;
  return say('turns', { turns: terms.whole(turns), waiting: terms.whole(waiting), never: terms.whole(never) });
}

/** One line for the curve, as it is read aloud. */
export function chartWords({ card, say, terms }: Desk): string {
  const within = card.within.map(({ seconds, share }) => `${terms.time(seconds)}: ${terms.percent(share)}`).join(', ');
  return say('chart', { within });
}

export type TileFacts = Omit<Fact, 'fill'> & {
  /** Our share as a bar, with the mark of what is expected, filling so much room from the corner on. */
  bar(width: number, height: number): Mark[];
};

/** One of the times: our share and what is expected of it. */
export function tileFacts({ card, say, terms, isFlipped, measure }: Desk, seconds: number): TileFacts {
  const share = card.within.find(one => one.seconds === seconds)?.share ?? answeredAt(card.curve, seconds);
  const wanted = EXPECTED_BY.get(seconds);
  const isHidden = isSmall(card);
  const fill = wanted !== undefined && share < wanted ? INKS.broken : INKS.keptMark;
  return {
    label: terms.time(seconds),
    value: isHidden ? '–' : terms.percent(share),
    note: wanted === undefined ? say('wantedRest') : say('wanted', { share: terms.percent(wanted) }),
    bar(width, height) {
      const pen = makePen(width, isFlipped ? 'rtl' : 'ltr', measure);
      const thick = height * 0.42;
      const top = (height - thick) / 2;
      const mark = Math.min(width * (wanted ?? 1), width - height * 0.08);
      return [
        pen.rect(0, top, width, thick, INKS.track, thick / 2),
        ...(isHidden || share === 0 ? [] : [pen.rect(0, top, Math.max(thick, width * share), thick, fill, thick / 2)]),
        pen.rect(mark - height * 0.08, 0, height * 0.16, height, INKS.text),
      ];
    },
  };
}

/** A tile: the time, our share, the bar, and what is expected. */
export function withinTile(desk: Desk, seconds: number, x: number, y: number, width: number, size: number): Mark[] {
  const { pen } = desk;
  const { label, value, note, bar } = tileFacts(desk, seconds);
  const [left, top] = [desk.isFlipped ? desk.width - x - width : x, y + size * 3.95];
  return [
    pen.text(x, y + size, label, { size, weight: 500, fill: INKS.quiet }),
    pen.text(x, y + size * 3.3, value, { size: size * 2.1, weight: 600, fill: INKS.text }),
    ...bar(width, size * 1.2).map(
      (mark): Mark => (mark.kind === 'rect' ? { ...mark, x: mark.x + left, y: mark.y + top } : mark),
    ),
    ...pen.lines(x, y + size * 6.3, note, { size: size * 0.9, fill: INKS.quiet, width, leading: size * 1.2 }),
  ];
}

export type Fact = { label: string; value: string; note: string; fill: string };

/** What else is told, beside what is known of others; what cannot be counted yet says so. */
export function facts({ card, say, terms }: Desk): Fact[] {
  const { kept, unheard, turnedAround, recommend } = card;
  const few = isSmall(card);
  const n = (number: number) => terms.whole(number);
  const fact = (label: string, value: string | null, note: string, fill: string = INKS.text): Fact =>
    value === null ? { label, value: '–', note: say('none'), fill: INKS.quiet } : { label, value, note, fill };
  const never = card.turns === 0 ? null : few ? n(card.never) : terms.percent(card.never / card.turns);
  const half = card.medianSeconds === null ? say('medianNone') : terms.time(card.medianSeconds);
  const all = [
    fact(say('kept'), kept && terms.percent(kept.share), say('keptNote', { n: n(kept?.of ?? 0) })),
    fact(
      say('unheard'),
      unheard && terms.percent(unheard.rate),
      say('unheardNote', { n: n(unheard?.of ?? 0), known: terms.percent(NEVER_REACH) }),
      INKS.heard,
    ),
    fact(say('never'), never, say('neverNote', { known: terms.percent(LEAVE_UNANSWERED) }), INKS.brokenWords),
    fact(say('median'), few ? null : half, say('medianNote', { known: terms.time(AVERAGE_COMPANY_SECONDS) })),
  ];
  if (turnedAround !== null) {
    all.push(fact(say('turned'), terms.percent(turnedAround.share), say('turnedNote', { n: n(turnedAround.of) })));
  }
  if (recommend !== null) {
    const known = terms.percent(WELL_SERVED_RECOMMEND);
    all.push(
      fact(say('recommend'), terms.points(recommend.score), say('recommendNote', { n: n(recommend.of), known })),
    );
  }
  return all;
}

export function factMarks(
  { pen, measure }: Desk,
  fact: Fact,
  x: number,
  y: number,
  width: number,
  size: number,
): Mark[] {
  const label = fitted(fact.label, width, line => measure(line, size, 500));
  return [
    pen.text(x, y + size, label, { size, weight: 500, fill: INKS.quiet }),
    pen.text(x, y + size * 3.2, fact.value, { size: size * 2, weight: 600, fill: fact.fill }),
    ...pen.lines(x, y + size * 4.7, fact.note, { size: size * 0.9, fill: INKS.quiet, width, leading: size * 1.2 }),
  ];
}
