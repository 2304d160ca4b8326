/** How often the language of a post is read right, without a word from the network, on posts the table was not fitted to. */
import { createHash } from 'node:crypto';
import { readLanguage, SHORT_UNDER } from '../src/core/triage/language/read-language.ts';
import type { LanguageTable } from '../src/core/triage/language/table.ts';
import { isHeldBack } from '../training/language-texts.ts';
import { byFold, type Fold, type Folder, filesCalled, foldOf, textOf } from './triage-folder.ts';

/** Shares of 1; *unknown* counts as wrong. `parts`: of each language of each set; `confusions`: what was read instead, by number. */
export type LanguageMeasured = {
  language_accuracy: number;
  language_short_accuracy: number;
  microseconds: number;
  parts: Record<string, number>;
  confusions: Record<string, number>;
};

export type LanguagePost = { text: string; language: string; set: string };

/**
 * Right is the language, however it is written (`hi-Latn` is `hi`). Posts of `umsab.jsonl` labelled Hindi are in Latin letters and one
 * in three is plainly English: they are a part of their own and not in the two figures.
 */
export function measureLanguage(posts: readonly LanguagePost[], table: LanguageTable): LanguageMeasured {
  const counts = new Map<string, { right: number; all: number }>();
  const confusions: Record<string, number> = {};
  const startedAt = process.cpuUsage();
  const read = posts.map(({ text }) => readLanguage(text, null, table).value);
  const { user, system } = process.cpuUsage(startedAt);
  for (const [i, { text, language, set }] of posts.entries()) {
    const found = oneOf(read[i]?.split('-')[0] ?? 'unknown');
    const isRight = found === language;
    const length = lengthOf(text) < SHORT_UNDER ? 'short' : 'long';
    const isCounted = !isMixed({ language, set });
    for (const name of [`${set} ${language} ${length}`, ...(isCounted ? [length] : [])]) {
      const count = counts.get(name) ?? { right: 0, all: 0 };
      counts.set(name, { right: count.right + (isRight ? 1 : 0), all: count.all + 1 });
    }
    if (!isRight && isCounted)
      confusions[`${language} read as ${found}`] = (confusions[`${language} read as ${found}`] ?? 0) + 1;
  }
  const share = (name: string) => (counts.get(name)?.right ?? 0) / Math.max(1, counts.get(name)?.all ?? 0);
  return {
    language_accuracy: share('long'),
    language_short_accuracy: share('short'),
    microseconds: (user + system) / Math.max(1, posts.length),
    parts: Object.fromEntries([...counts.keys()].sort().map(name => [name, share(name)])),
    confusions: Object.fromEntries(Object.entries(confusions).sort(([, a], [, b]) => b - a)),
  };
}

/** The same two figures and the time of another detector. */
export function measureDetector(
  posts: readonly LanguagePost[],
  detect: (text: string) => string,
): Pick<LanguageMeasured, 'language_accuracy' | 'language_short_accuracy' | 'microseconds'> {
  const counts = { short: { right: 0, all: 0 }, long: { right: 0, all: 0 } };
  const startedAt = process.cpuUsage();
  const found = posts.map(({ text }) => detect(text));
  const { user, system } = process.cpuUsage(startedAt);
  for (const [i, post] of posts.entries()) {
    if (isMixed(post)) continue;
    const count = counts[lengthOf(post.text) < SHORT_UNDER ? 'short' : 'long'];
    count.all += 1;
    if (oneOf(found[i] ?? '') === post.language) count.right += 1;
  }
  return {
    language_accuracy: counts.long.right / Math.max(1, counts.long.all),
    language_short_accuracy: counts.short.right / Math.max(1, counts.short.all),
    microseconds: (user + system) / Math.max(1, posts.length),
  };
}

function isMixed({ language, set }: Pick<LanguagePost, 'language' | 'set'>): boolean {
  return set === 'umsab' && language === 'hi';
}

/** Posts with a known language: of files whose names hold "language", and of the sets of moods. */
export function languagePosts(folder: Folder): LanguagePost[] {
  const posts = filesCalled(folder, 'language', ['.txt', '.tsv', '.jsonl']).flatMap(file => ofFile(folder, file));
  const moods = MOODS.filter(({ file }) => folder.names.includes(file)).flatMap(({ file, set, language }) => {
    const rows = folder.rows(file, row => postOf(row, set, language)) ?? [];
    return set === 'umsab' ? rows : byFold(rows).held;
  });
  return [...posts, ...moods].map(({ text, language, set }) => ({ text, language, set }));
}

/** Of umsab nothing was trained on. */
const MOODS = [
  { file: 'umsab.jsonl', set: 'umsab' },
  { file: 'politics_gr.jsonl', set: 'politics', language: 'el' },
  { file: 'politics_en.jsonl', set: 'politics', language: 'en' },
  { file: 'politics_es.jsonl', set: 'politics', language: 'es' },
];

type RowOfFold = LanguagePost & { fold: Fold };

function ofFile(folder: Folder, file: string): RowOfFold[] {
  if (file.endsWith('.jsonl')) return byFold(folder.rows(file, row => postOf(row, file)) ?? []).held;
  const posts = folder.lines(file).map((line): RowOfFold => {
    const [name = '', ...rest] = line.split('\t');
    return { text: rest.join(' ').trim(), language: codeOf(name), set: file, fold: 'test' };
  });
  const read = posts.filter(({ text, language }) => text !== '' && language !== '');
  if (read.length < posts.length)
    folder.say(`${file}: ${posts.length - read.length} lines are no "language, tab, text".`);
  if (createHash('sha256').update(folder.lines(file).join('\n')).digest('hex') !== FITTED_FILE) return read;
  folder.say(`${file}: every second line was fitted to and is left out.`);
  return read.filter(({ text }) => isHeldBack(text));
}

/** The file of tweets that the shipped table was fitted to every second line of: SHA-256 of its lines. */
const FITTED_FILE = 'f2c39b043b9160265ca78c0fb0d81b2da6c5743ffd8d032536f68c30310d07f6';

function postOf(row: Readonly<Record<string, unknown>>, set: string, known?: string): RowOfFold | null {
  const text = textOf(row);
  const language = known ?? codeOf(String(row['lang'] ?? row['language'] ?? ''));
  return text === null || language === '' ? null : { text, language, set, fold: foldOf(row) };
}

const byName = new Map<string, string>();

/** Of a code, or of a language's English name; nothing where it is neither. */
function codeOf(written: string): string {
  if (byName.size === 0) {
    const names = new Intl.DisplayNames(['en'], { type: 'language' });
    for (const code of TWO_LETTERS) byName.set((names.of(code) ?? code).toLowerCase(), code);
  }
  const name = written.trim().toLowerCase();
  const code = byName.get(name) ?? name;
  try {
    return oneOf(new Intl.Locale(code).language);
  } catch {
    return '';
  }
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const TWO_LETTERS = LETTERS.flatMap(one => LETTERS.map(two => one + two));

/** Written forms and dialects of one language that the table does not tell apart. */
export function oneOf(language: string): string {
  return SAME[language] ?? language;
}

const SAME: Record<string, string> = { nb: 'no', nn: 'no', bs: 'hr', fil: 'tl', iw: 'he', in: 'id' };

/** Signs of a post without links, names, the retweet mark and the signs of #tags. */
function lengthOf(text: string): number {
  const plain = text.replace(/https?:\/\/\S+|@\w+|\bRT\b|#(?=\w)/g, ' ');
  return plain.replace(/\s+/g, ' ').trim().length;
}
