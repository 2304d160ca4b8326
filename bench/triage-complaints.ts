/** Complaint or not, as shipped and taught: a correction says it of a post, whatever else was read off it stands. */
import type { Shipped, TriageReaders } from '../src/core/triage/read.ts';
import { DANGERS } from '../src/core/triage/reading.ts';
import { macroF1 } from '../src/core/triage/score.ts';
import { type Lesson, read, taught, untaught } from './triage-brand.ts';
import { byFold, type Folder, foldOf, textOf } from './triage-folder.ts';
import type { Measured } from './triage-moods.ts';

const COMPLAINT = 'complaint';
const DANGEROUS: ReadonlySet<string> = new Set(['danger', ...DANGERS]);

type Row = { text: string; isComplaint: boolean };

export function measureComplaints(folder: Folder, shipped: Shipped): Measured {
  const rows = folder.rows('complaints.jsonl', row => {
    const [text, said] = [textOf(row), Number(row['complaint'] ?? Number.NaN)];
    return text === null || Number.isNaN(said) ? null : { text, isComplaint: said === 1, fold: foldOf(row) };
  });
  const { train, held } = byFold(rows ?? []);
  if (train.length === 0 || held.length === 0) return { figures: {}, notes: [] };
  const before = untaught(shipped);
  const { readers } = taught(
    'intents',
    train.map(row => lessonOf(row, before)),
    shipped,
  );
  return {
    figures: { complaints_taught_f1: scoreOf(held, readers) },
    notes: [
      `Complaints: ${train.length} teach, ${held.length} are measured on; untaught ${scoreOf(held, before).toFixed(3)}.`,
    ],
  };
}

function lessonOf({ text, isComplaint }: Row, readers: TriageReaders): Lesson {
  const others = intentsOf(text, readers).filter(name => name !== COMPLAINT && !DANGEROUS.has(name));
  return { text, value: isComplaint ? [COMPLAINT, ...others].sort() : others.sort() };
}

function intentsOf(text: string, readers: TriageReaders): string[] {
  return read(text, readers).intents.map(({ value }) => value);
}

function scoreOf(rows: readonly Row[], readers: TriageReaders): number {
  const said = rows.map(({ text }) => (intentsOf(text, readers).includes(COMPLAINT) ? 1 : 0));
  return macroF1(
    rows.map(({ isComplaint }) => (isComplaint ? 1 : 0)),
    said,
    2,
  ).macro;
}
