/** The response curve with what customers expect drawn on it, for the scorecard: log time, both curves, and what lies between them. */
import { type Mark, type Measure, makePen } from '../draw/page.ts';
import { contentAt } from './expectation.ts';
import { AVERAGE_COMPANY_SECONDS, type Scorecard } from './scorecard.ts';
import { INKS } from './scorecard-inks.ts';
import type { Terms } from './scorecard-terms.ts';
import type { Say } from './scorecard-words.ts';

export type ChartPlace = { x: number; y: number; width: number; height: number /** Of the words. */; size: number };

const FROM_SECONDS = 10;
const UNTIL_SECONDS = 86_400;
const TICKS = [10, 60, 300, 1_800, 3_600, 18_000, 86_400];
const LEVELS = [0, 0.25, 0.5, 0.75, 1];
const SAMPLES = 360;

type Frame = ChartPlace & { left: number; top: number; inner: number; tall: number };

/** Drawn from left to right in every language, as time is on such charts. */
export function chartMarks(card: Scorecard, place: ChartPlace, say: Say, terms: Terms, measure: Measure): Mark[] {
  const { size } = place;
  const left = place.x + measure(terms.percent(1), size, 400) + size * 0.8;
  const top = place.y + size * 3.1;
  const frame = {
    ...place,
    left,
    top,
    inner: place.x + place.width - left - size * 0.6,
    tall: place.y + place.height - top - size * 3.2,
  };
  return [
    ...gridMarks(frame, terms, measure),
    ...betweenMarks(card, frame),
    ...curveMarks(card, frame),
    ...pointMarks(card, frame, terms, measure),
    ...legendMarks(frame, say, measure),
    ...axisWords(frame, say, measure),
  ];
}

function across({ left, inner }: Frame, seconds: number): number {
  const way = Math.log(seconds / FROM_SECONDS) / Math.log(UNTIL_SECONDS / FROM_SECONDS);
  return round(left + inner * Math.min(1, Math.max(0, way)));
}

function up({ top, tall }: Frame, share: number): number {
  return round(top + tall * (1 - share));
}

function gridMarks(frame: Frame, terms: Terms, measure: Measure): Mark[] {
  const { size } = frame;
  const pen = makePen(0, 'ltr', measure);
  const quiet = { size, fill: INKS.quiet };
  const levels = LEVELS.flatMap(level => {
    const y = up(frame, level);
    const line = path(
      `M${frame.left} ${y}H${frame.left + frame.inner}`,
      level === 0 ? INKS.strongLine : INKS.line,
      0.75,
    );
    return [
      line,
      pen.text(frame.left - size * 0.6, y + size * 0.35, terms.percent(level), { ...quiet, anchor: 'end' }),
    ];
  });
  // Words that would run into one another are left out.
  let free = Number.NEGATIVE_INFINITY;
  const ticks = TICKS.flatMap((seconds, place) => {
    const words = terms.time(seconds);
    const wide = measure(words, size, 400);
    const x = across(frame, seconds);
    const anchor = place === TICKS.length - 1 ? 'end' : place === 0 ? 'start' : 'middle';
    const from = x - (anchor === 'start' ? 0 : anchor === 'end' ? wide : wide / 2);
    if (from < free) return [];
    free = from + wide + size * 0.4;
    return [pen.text(x, up(frame, 0) + size * 1.5, words, { ...quiet, anchor })];
  });
  return [...levels, ...ticks];
}

/** The share answered by then. */
export function answeredAt(curve: Scorecard['curve'], seconds: number): number {
  let share = 0;
  for (const step of curve) {
    if (step.seconds > seconds) break;
    share = step.answered;
  }
  return share;
}

/** Green where we were sooner than expected, red where later. */
function betweenMarks({ curve, expectation }: Scorecard, frame: Frame): Mark[] {
  const marks: Mark[] = [];
  let stretch: { seconds: number; ours: number; theirs: number }[] = [];
  let isAhead = true;
  const close = () => {
    if (stretch.length > 1) {
      const over = stretch.map(({ seconds, ours }) => `${across(frame, seconds)} ${up(frame, ours)}`);
      const under = stretch.map(({ seconds, theirs }) => `${across(frame, seconds)} ${up(frame, theirs)}`).reverse();
      const d = `M${[...over, ...under].join('L')}Z`;
      marks.push({
        kind: 'path',
        d,
        fill: isAhead ? INKS.aheadTint : INKS.behindTint,
        stroke: null,
        width: 0,
        dash: [],
      });
    }
  };
  for (let place = 0; place <= SAMPLES; place++) {
    const seconds = FROM_SECONDS * (UNTIL_SECONDS / FROM_SECONDS) ** (place / SAMPLES);
    const one = { seconds, ours: answeredAt(curve, seconds), theirs: 1 - contentAt(expectation, seconds) };
    if (stretch.length > 0 && one.ours >= one.theirs !== isAhead) {
      close();
      stretch = stretch.slice(-1);
    }
    isAhead = one.ours >= one.theirs;
    stretch.push(one);
  }
  close();
  return marks;
}

function curveMarks({ curve, expectation }: Scorecard, frame: Frame): Mark[] {
  const points = expectation.filter(({ seconds }) => seconds <= UNTIL_SECONDS);
  const last = { seconds: UNTIL_SECONDS, lost: 1 - contentAt(expectation, UNTIL_SECONDS) };
  const theirs = [...points, last].map(({ seconds, lost }) => `${across(frame, seconds)} ${up(frame, lost)}`);
  const start = answeredAt(curve, FROM_SECONDS);
  let ours = `M${across(frame, FROM_SECONDS)} ${up(frame, start)}`;
  let before = { x: across(frame, FROM_SECONDS), y: up(frame, start) };
  for (const { seconds, answered } of curve) {
    if (seconds <= FROM_SECONDS || seconds > UNTIL_SECONDS) continue;
    const here = { x: across(frame, seconds), y: up(frame, answered) };
    // Steps smaller than anybody sees only make the file larger.
    if (here.x - before.x < 0.4 && before.y - here.y < 0.4) continue;
    ours += `H${here.x}V${here.y}`;
    before = here;
  }
  const end = up(frame, answeredAt(curve, UNTIL_SECONDS));
  const right = frame.left + frame.inner;
  return [
    path(`M${theirs.join('L')}`, INKS.middle, frame.size * 0.14, [frame.size * 0.45, frame.size * 0.35]),
    path(`M${right} ${end}V${up(frame, 1)}`, INKS.broken, frame.size * 0.28),
    path(`${ours}V${end}H${right}`, INKS.text, frame.size * 0.2),
  ];
}

/** The founding points, where the curve goes through them, and the average company. */
function pointMarks({ expectation, curve }: Scorecard, frame: Frame, terms: Terms, measure: Measure): Mark[] {
  const { size } = frame;
  const pen = makePen(0, 'ltr', measure);
  const dots = expectation
    .filter(({ seconds, lost }) => seconds > FROM_SECONDS && seconds < UNTIL_SECONDS && lost > 0 && lost < 1)
    .flatMap(({ seconds, lost }) => {
      const [x, y] = [across(frame, seconds), up(frame, lost)];
      const r = size * 0.28;
      // On the side where our own curve is not.
      const isOver = answeredAt(curve, seconds) < lost;
      const words = { size, weight: 500, fill: INKS.middle, anchor: isOver ? 'end' : 'start' } as const;
      const [aside, down] = isOver ? [-0.35, -0.6] : [0.5, 1.25];
      return [
        pen.rect(x - r, y - r, r * 2, r * 2, INKS.middle, r),
        pen.text(x + size * aside, y + size * down, terms.percent(lost), words),
      ];
    });
  const x = across(frame, AVERAGE_COMPANY_SECONDS);
  return [path(`M${x} ${up(frame, 1)}V${up(frame, 0)}`, INKS.strongLine, 0.75, [1.5, 2.5]), ...dots];
}

function legendMarks(frame: Frame, say: Say, measure: Measure): Mark[] {
  const { size } = frame;
  const pen = makePen(0, 'ltr', measure);
  const y = frame.y + size;
  const sample = size * 2.2;
  const words = { size, weight: 500, fill: INKS.text } as const;
  const second = frame.left + sample + size * 0.6 + measure(say('byUs'), size, 500) + size * 1.6;
  const average = { size, fill: INKS.quiet, anchor: 'middle' } as const;
  return [
    path(`M${frame.left} ${y - size * 0.35}h${sample}`, INKS.text, size * 0.2),
    pen.text(frame.left + sample + size * 0.6, y, say('byUs'), words),
    path(`M${second} ${y - size * 0.35}h${sample}`, INKS.middle, size * 0.14, [size * 0.45, size * 0.35]),
    pen.text(second + sample + size * 0.6, y, say('byCustomers'), { ...words, fill: INKS.middle }),
    pen.text(across(frame, AVERAGE_COMPANY_SECONDS), frame.top - size * 0.55, say('average'), average),
  ];
}

function axisWords(frame: Frame, say: Say, measure: Measure): Mark[] {
  const pen = makePen(0, 'ltr', measure);
  const style = { size: frame.size, fill: INKS.quiet, anchor: 'end' } as const;
  return [pen.text(frame.left + frame.inner, up(frame, 0) + frame.size * 2.9, say('axis'), style)];
}

function path(d: string, stroke: string, width: number, dash: readonly number[] = []): Mark {
  return { kind: 'path', d, fill: null, stroke, width, dash };
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}
