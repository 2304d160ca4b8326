import type { Shipped } from '../src/core/triage/read.ts';
import type { TrainingFolder } from '../src/dev/training.ts';
import { loadHeads, type ShippedWeights, type WeightsManifest } from '../src/load-heads.ts';
import { shippedOf } from '../src/shipped.ts';
import type { Bench, BenchReport, BenchRow } from './bench.ts';
import { AIMS, type Aim } from './triage-aims.ts';
import { measureComplaints } from './triage-complaints.ts';
import { measureDangers } from './triage-dangers.ts';
import { type Folder, openFolder, textOf } from './triage-folder.ts';
import { languagePosts, measureDetector, measureLanguage } from './triage-language.ts';
import {
  airlineRows,
  type Measured,
  type MoodRow,
  measureAirline,
  measureGreek,
  measureLanguages,
  moodScore,
} from './triage-moods.ts';
import { measureNoise } from './triage-noise.ts';
import { languageReaders, moodReaders } from './triage-others.ts';
import { measurePersonal } from './triage-personal.ts';
import { measureSpeed } from './triage-speed.ts';

const PACE_POSTS = 6_000;

export const bench: Bench = {
  about:
    'What triage reads off posts, held against sets with known answers: as it comes with Heed, and taught by corrections (rows of fold train) through the learner of the product. Measured on every row that is not train, with what others use beside it.',
  options: {},
  words: {
    data: {
      about:
        'folder with the sets (airline.jsonl, complaints.jsonl, umsab.jsonl, …); what is missing is left out and said',
    },
  },
  async run(_, { say, words }): Promise<BenchReport> {
    const folder = openFolder(words['data'] ?? '');
    const weights = loadHeads();
    const shipped = shippedOf(weights);
    const found: Found = { figures: {}, notes: [], besides: {} };
    const airline = airlineRows(folder);
    // First, while nothing else of this has warmed the processor's caches for others.
    say('speed and memory, in a process of its own …');
    take(found, await measureSpeed(customersIn(folder, airline).slice(0, PACE_POSTS)));
    take(found, measureAirline(airline, shipped, say));
    addMoodReaders(found, airline);
    say('complaints, several languages, Greek …');
    take(found, measureComplaints(folder, shipped));
    take(found, measureLanguages(folder, shipped));
    take(found, measureGreek(folder, shipped));
    say('languages …');
    addLanguages(found, folder, shipped);
    say('noise …');
    addNoise(found, folder, weights);
    say('personal data, dangers …');
    take(found, measurePersonal(folder, shipped));
    take(found, measureDangers(folder, shipped));
    const rows = Object.entries(AIMS).flatMap(([name, aim]) => rowOf(found, name, aim));
    return { figures: rounded(found.figures), rows, notes: [...found.notes, ...folder.said()] };
  },
};

/** `besides`: what others reach, by the name of the figure. */
type Found = Measured & { besides: Record<string, string> };

function take(found: Found, { figures, notes }: Measured): void {
  Object.assign(found.figures, figures);
  found.notes.push(...notes);
}

function addMoodReaders(found: Found, airline: readonly MoodRow[]): void {
  const held = airline.filter(({ fold }) => fold !== 'train');
  if (held.length === 0) return;
  const each = Object.entries(moodReaders()).map(([name, moodOf]) => {
    const startedAt = process.cpuUsage();
    const { macro } = moodScore(held, moodOf);
    const { user, system } = process.cpuUsage(startedAt);
    found.figures[`airline_${name.toLowerCase()}_f1`] = macro;
    return { name, macro, microseconds: (user + system) / held.length };
  });
  found.besides['airline_untaught_f1'] = each.map(({ name, macro }) => `${name} ${percent(macro)}`).join(', ');
  found.besides['cpu_us_per_post'] =
    `moods alone: ${each.map(({ name, microseconds }) => `${name} ${Math.round(microseconds)}`).join(', ')}`;
}

function addLanguages(found: Found, folder: Folder, shipped: Shipped): void {
  const posts = languagePosts(folder);
  if (posts.length === 0 || shipped.language === null) return;
  const ours = measureLanguage(posts, shipped.language);
  found.figures['language_accuracy'] = ours.language_accuracy;
  found.figures['language_short_accuracy'] = ours.language_short_accuracy;
  const others = Object.entries(languageReaders()).map(([name, detect]) => ({
    name,
    ...measureDetector(posts, detect),
  }));
  for (const figure of ['language_accuracy', 'language_short_accuracy'] as const)
    found.besides[figure] = others.map(one => `${one.name} ${percent(one[figure])}`).join(', ');
  const times = others.map(({ name, microseconds }) => `${name} ${Math.round(microseconds)}`).join(', ');
  found.notes.push(
    `Languages: ${posts.length} posts in ${new Set(posts.map(({ language }) => language)).size} languages; µs a post: ours ${Math.round(ours.microseconds)}, ${times}.`,
    `Read otherwise most often: ${Object.entries(ours.confusions)
      .slice(0, 6)
      .map(([what, times]) => `${what} ${times}`)
      .join(', ')}.`,
  );
}

function addNoise(found: Found, folder: Folder, weights: ShippedWeights): void {
  const manifest = weights.manifests.find(({ name }) => name === 'noise');
  if (manifest === undefined) return;
  const head = weights.head('noise');
  const { spam_false_alarms, spam_recall, parts } = measureNoise(noiseFolder(folder, manifest), { head, manifest });
  const measured = Object.keys(parts);
  if (measured.some(name => name.startsWith('recall '))) found.figures['spam_recall'] = spam_recall;
  if (measured.some(name => name.startsWith('false '))) found.figures['spam_false_alarms'] = spam_false_alarms;
  const each = Object.entries(parts).map(([name, share]) => `${name} ${percent(share)}`);
  found.notes.push(`Noise: ${each.join(', ')}.`);
}

/** Videos the shipped head was trained on can only be judged by one fitted anew without them, for which all that trained it must be there. */
function noiseFolder(folder: Folder, { sources, scores }: WeightsManifest): TrainingFolder {
  const { training } = folder;
  const files = sources.flatMap(({ file }) => file?.split(', ') ?? []);
  const missing = files.filter(file => !folder.names.includes(file));
  const comments = training.rows<{ video?: string }>(SPAM);
  const unseen = comments.filter(({ video }) => scores[`recall_unseen_${video}`] === undefined);
  if (missing.length === 0 || unseen.length === comments.length) return training;
  folder.say(`${SPAM}: videos that trained the shipped head are left out, for ${missing.join(', ')} is not there.`);
  return { ...training, rows: <Row>(file: string) => (file === SPAM ? (unseen as Row[]) : training.rows<Row>(file)) };
}

const SPAM = 'ytspam.jsonl';

/** What customers wrote, wherever the folder has it. */
function customersIn(folder: Folder, airline: readonly MoodRow[]): string[] {
  const support = ['twcs_threads.jsonl', 'twcs_spotify_inbound.jsonl'].flatMap(
    file => folder.rows(file, row => (row['inbound'] === true ? textOf(row) : '')) ?? [],
  );
  const complaints = folder.rows('complaints.jsonl', row => textOf(row)) ?? [];
  const all = [...airline.map(({ text }) => text), ...support, ...complaints].filter(text => text !== '');
  // Evenly from all of them.
  const step = Math.max(1, Math.floor(all.length / PACE_POSTS));
  return all.filter((_, at) => at % step === 0);
}

function rowOf({ figures, besides }: Found, name: string, { what, isShare, floor, goal }: Aim): BenchRow[] {
  const value = figures[name];
  if (value === undefined) return [];
  const scale = isShare ? 100 : 1;
  const isAtMost = floor.startsWith('≤');
  const bound = (written: string) => Number(written.replace(/[^\d.]/g, ''));
  const isMet = (written: string) => (isAtMost ? value * scale <= bound(written) : value * scale >= bound(written));
  const goalSaid = goal === undefined ? [] : [`goal ${goal} ${isMet(goal) ? 'met' : 'missed'}`];
  const beside = [...goalSaid, ...(besides[name] === undefined ? [] : [besides[name]])].join(' · ');
  return [
    {
      what: `${what} (${name})`,
      value: value * scale,
      unit: isShare ? '%' : '',
      target: floor,
      isMet: isMet(floor),
      beside,
    },
  ];
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

function rounded(figures: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, Math.round(value * 10_000) / 10_000]),
  );
}
