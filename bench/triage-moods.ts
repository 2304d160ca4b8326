/** Negative, neutral, positive: as shipped, and taught by a brand's own corrections. */
import type { Shipped, TriageReaders } from '../src/core/triage/read.ts';
import { SENTIMENTS, type Sentiment } from '../src/core/triage/reading.ts';
import { type F1, macroF1 } from '../src/core/triage/score.ts';
import { shuffledOrder } from '../src/core/triage/shuffle.ts';
import { read, taught, untaught } from './triage-brand.ts';
import { byFold, type Fold, type Folder, foldOf, textOf } from './triage-folder.ts';

export type MoodRow = { text: string; mood: Sentiment; fold: Fold; group: string };
export type Measured = { figures: Record<string, number>; notes: string[] };

/** So many corrections are what an agent gives in a week or two. */
const FEW = 200;
const DRAWS = 20;

export function airlineRows(folder: Folder): MoodRow[] {
  const rows = folder.rows('airline.jsonl', row => {
    const [text, mood] = [textOf(row), SENTIMENTS.find(one => one === row['airline_sentiment'])];
    return text === null || mood === undefined
      ? null
      : { text, mood, fold: foldOf(row), group: String(row['airline']) };
  });
  return rows ?? [];
}

export function measureAirline(rows: readonly MoodRow[], shipped: Shipped, say: (line: string) => void): Measured {
  const { train, held } = byFold(rows);
  if (held.length === 0) return { figures: {}, notes: [] };
  const figures: Record<string, number> = { airline_untaught_f1: scoreOf(held, untaught(shipped)).macro };
  const notes = [`Airlines: ${train.length} tweets teach, ${held.length} are measured on.`];
  if (train.length === 0) return { figures, notes: [...notes, 'None of them is marked train: nothing can be taught.'] };
  say('airlines, taught by all …');
  const all = taught('sentiment', train.map(lessonOf), shipped);
  const { macro, each } = scoreOf(held, all.readers);
  Object.assign(figures, { airline_taught_f1: macro, airline_taught_negative_f1: each[0] ?? 0 });
  notes.push(`Learning from ${train.length} corrections took ${Math.round(all.learntMs)} ms of processor time.`);
  say(`airlines, taught by ${FEW} …`);
  addFew({ train, held }, shipped, figures, notes);
  say('airlines, each from the others …');
  addUnseen({ train, held }, shipped, figures, notes);
  return { figures, notes };
}

type Parts = { train: readonly MoodRow[]; held: readonly MoodRow[] };

function addFew({ train, held }: Parts, shipped: Shipped, figures: Record<string, number>, notes: string[]): void {
  const draws = Array.from({ length: DRAWS }, (_, draw) => {
    const order = shuffledOrder(train.length, 500 + draw);
    const lessons = Array.from(order.slice(0, FEW), at => train[at]).filter(row => row !== undefined);
    const { readers, isTaught } = taught('sentiment', lessons.map(lessonOf), shipped);
    return { f1: scoreOf(held, readers).macro, isTaught };
  });
  figures['airline_taught_200_f1'] = meanOf(draws.map(({ f1 }) => f1));
  const each = draws.map(({ f1 }) => f1.toFixed(3)).sort();
  const kept = draws.filter(({ isTaught }) => !isTaught).length;
  notes.push(`Of ${FEW} corrections, ${DRAWS} draws: ${each[0]} to ${each.at(-1)}; ${kept} kept what was shipped.`);
}

/** Each airline read by what the others' corrections taught. */
function addUnseen({ train, held }: Parts, shipped: Shipped, figures: Record<string, number>, notes: string[]): void {
  const groups = [...new Set(held.map(({ group }) => group))].sort();
  const scores = groups.map(group => {
    const others = train.filter(row => row.group !== group);
    const { readers } = taught('sentiment', others.map(lessonOf), shipped);
    const own = held.filter(row => row.group === group);
    return { group, f1: scoreOf(own, readers).macro, posts: own.length };
  });
  if (groups.length < 2) return;
  figures['airline_unseen_f1'] = meanOf(scores.map(({ f1 }) => f1));
  notes.push(
    `Unseen airlines: ${scores.map(({ group, f1, posts }) => `${group} ${f1.toFixed(3)} (${posts})`).join(', ')}.`,
  );
}

/** Several languages, taught together; the figure is the mean over languages. */
export function measureLanguages(folder: Folder, shipped: Shipped): Measured {
  const rows = folder.rows('umsab.jsonl', row => moodRow(row, { offset: 0, group: String(row['lang']) }));
  const { train, held } = byFold(rows ?? []);
  if (train.length === 0 || held.length === 0) return { figures: {}, notes: [] };
  const { readers } = taught('sentiment', train.map(lessonOf), shipped);
  const groups = [...Map.groupBy(held, ({ group }) => group)].sort(([a], [b]) => (a < b ? -1 : 1));
  const [before, after] = [untaught(shipped), readers].map(by => groups.map(([, own]) => scoreOf(own, by).macro));
  const each = groups.map(([group], at) => `${group} ${after?.[at]?.toFixed(2)} (${before?.[at]?.toFixed(2)})`);
  return {
    figures: { umsab_taught_f1: meanOf(after ?? []) },
    notes: [`Several languages, taught (untaught): ${each.join(', ')}.`],
  };
}

export function measureGreek(folder: Folder, shipped: Shipped): Measured {
  const rows = folder.rows('politics_gr.jsonl', row => moodRow(row, { offset: 1, group: 'el' }));
  const { train, held } = byFold(rows ?? []);
  if (train.length === 0 || held.length === 0) return { figures: {}, notes: [] };
  const { readers } = taught('sentiment', train.map(lessonOf), shipped);
  const before = scoreOf(held, untaught(shipped)).macro;
  return {
    figures: { greek_taught_f1: scoreOf(held, readers).macro },
    notes: [`Greek: ${train.length} teach, ${held.length} are measured on; untaught ${before.toFixed(2)}.`],
  };
}

/** @param offset what a label of "negative" is short of nought */
function moodRow(row: Readonly<Record<string, unknown>>, { offset, group }: { offset: number; group: string }) {
  const [text, mood] = [textOf(row), SENTIMENTS[Number(row['label'] ?? Number.NaN) + offset]];
  return text === null || mood === undefined ? null : { text, mood, fold: foldOf(row), group };
}

function lessonOf({ text, mood }: MoodRow) {
  return { text, value: [mood] };
}

/** Where no mood is read, it is neutral. */
function scoreOf(rows: readonly MoodRow[], readers: TriageReaders): F1 {
  return moodScore(rows, text => read(text, readers).sentiment?.value ?? 'neutral');
}

export function moodScore(rows: readonly MoodRow[], moodOf: (text: string) => Sentiment): F1 {
  const right = rows.map(({ mood }) => SENTIMENTS.indexOf(mood));
  return macroF1(
    right,
    rows.map(({ text }) => SENTIMENTS.indexOf(moodOf(text))),
    SENTIMENTS.length,
  );
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length;
}
