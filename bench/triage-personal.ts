/** Personal data found in sentences whose places are known. */
import type { PersonalKind } from '../src/core/privacy/personal.ts';
import type { Shipped } from '../src/core/triage/read.ts';
import { read, untaught } from './triage-brand.ts';
import type { Folder } from './triage-folder.ts';
import { textOf } from './triage-folder.ts';
import type { Measured } from './triage-moods.ts';

const FILE = 'presidio.json';
const KINDS: Record<string, PersonalKind> = {
  EMAIL_ADDRESS: 'email',
  PHONE_NUMBER: 'phone',
  CREDIT_CARD: 'card',
  IBAN_CODE: 'iban',
};
/** Less of it covered leaves too much in the open. */
const MOST_OF_IT = 0.8;

type Place = { kind: PersonalKind; start: number; end: number };
type Sentence = { text: string; places: Place[] };

export function measurePersonal(folder: Folder, shipped: Shipped): Measured {
  const sentences = folder.rows(FILE, sentenceOf) ?? [];
  if (sentences.length === 0) return { figures: {}, notes: [] };
  const readers = untaught(shipped);
  const read_ = sentences.map(({ text, places }) => ({ places, found: read(text, readers).personal }));
  const figures: Record<string, number> = {};
  const notes: string[] = [];
  for (const kind of Object.values(KINDS)) {
    const wanted = read_.flatMap(({ places, found }) =>
      places
        .filter(place => place.kind === kind)
        .map(place => found.some(one => one.kind === kind && shareCovered(place, one) >= MOST_OF_IT)),
    );
    const said = read_.flatMap(({ places, found }) =>
      found
        .filter(one => one.kind === kind)
        .map(one => places.some(place => place.kind === kind && shareCovered(place, one) > 0)),
    );
    if (wanted.length === 0) continue;
    figures[`${kind}_recall`] = wanted.filter(Boolean).length / wanted.length;
    if (kind === 'phone') figures['phone_precision'] = said.filter(Boolean).length / Math.max(1, said.length);
    notes.push(
      `${kind}: ${wanted.filter(Boolean).length} of ${wanted.length} found, ${said.filter(one => !one).length} of ${said.length} called so wrongly.`,
    );
  }
  return { figures, notes: [`Personal data in ${sentences.length} sentences; ${notes.join(' ')}`] };
}

function sentenceOf(row: Readonly<Record<string, unknown>>): Sentence | null {
  const text = textOf(row, 'full_text') ?? textOf(row);
  const spans = row['spans'];
  if (text === null || !Array.isArray(spans)) return null;
  const places = spans.flatMap((span: Record<string, unknown>): Place[] => {
    const kind = KINDS[String(span['entity_type'])];
    const [start, end] = [Number(span['start_position']), Number(span['end_position'])];
    return kind === undefined || !(end > start) ? [] : [{ kind, start, end }];
  });
  return { text, places };
}

function shareCovered(place: Place, by: { start: number; end: number }): number {
  const covered = Math.min(place.end, by.end) - Math.max(place.start, by.start);
  return Math.max(0, covered) / (place.end - place.start);
}
