/** How often the language of a post is read right, without a word from the network, on posts the table was not fitted to. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLanguage, SHORT_UNDER } from '../src/core/triage/language/read-language.ts';
import type { LanguageTable } from '../src/core/triage/language/table.ts';
import type { TrainingFolder } from '../src/dev/training.ts';
import { isHeldBack } from '../training/language-texts.ts';

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
    const found = read[i]?.split('-')[0] ?? 'unknown';
    const isRight = found === language;
    const length = lengthOf(text) < SHORT_UNDER ? 'short' : 'long';
    const isCounted = !(set === 'umsab' && language === 'hi');
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

const NAMES: Record<string, string> = {
  arabic: 'ar',
  english: 'en',
  french: 'fr',
  german: 'de',
  hindi: 'hi',
  italian: 'it',
  portuguese: 'pt',
  spanish: 'es',
};

/** Posts with a known language in a folder of the shape of the data: files that are not there are left out. */
export function languagePosts(data: TrainingFolder): LanguagePost[] {
  const tweets = orNone(() => readFileSync(join(data.path, 'language-tweets.txt'), 'utf8').trim().split('\n')).map(
    line => {
      const [language = '', text = ''] = line.split('\t');
      return { text, language, set: 'tweets' };
    },
  );
  const umsab = orNone(() => data.rows<{ text: string; lang: string }>('umsab.jsonl')).map(({ text, lang }) => ({
    text,
    language: NAMES[lang] ?? lang,
    set: 'umsab',
  }));
  const politics = [
    ['gr', 'el'],
    ['en', 'en'],
    ['es', 'es'],
  ].flatMap(([file, language = '']) =>
    orNone(() => data.rows<{ text: string; fold?: string }>(`politics_${file}.jsonl`))
      .filter(({ fold }) => fold !== 'train')
      .map(({ text }) => ({ text, language, set: 'politics' })),
  );
  return [...tweets.filter(({ text }) => isHeldBack(text)), ...umsab, ...politics];
}

function orNone<Row>(read: () => Row[]): Row[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** Signs of a post without links, names, the retweet mark and the signs of #tags. */
function lengthOf(text: string): number {
  const plain = text.replace(/https?:\/\/\S+|@\w+|\bRT\b|#(?=\w)/g, ' ');
  return plain.replace(/\s+/g, ' ').trim().length;
}
