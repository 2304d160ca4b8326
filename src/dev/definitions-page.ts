/** The part of `docs/definitions.md` that is word for word what the screens show: every `def.NAME.name` and `def.NAME` of the English strings. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type DefinedFigure = { name: string; title: string; text: string; file: string };

const BEGIN = '<!-- Made by `npm run generate` from `def.…` in web/strings/en. Change the strings, not this part. -->';
const END = '<!-- The end of what is made. -->';
const KEY = /^def\.([\w-]+(?:\.[\w-]+)*?)(\.name)?$/;

/** Every definition, by file and in its order. @param root of the project */
export async function definedFigures(root: string): Promise<DefinedFigure[]> {
  const folder = join(root, 'web', 'strings', 'en');
  // The two left out only join the others.
  const files = readdirSync(folder).filter(
    file => /\.ts$/.test(file) && !/\.test\.ts$|^(?:index|insight)\.ts$/.test(file),
  );
  const found: DefinedFigure[] = [];
  for (const file of files.sort()) {
    const loaded: Record<string, unknown> = await import(pathToFileURL(join(folder, file)).href);
    for (const words of Object.values(loaded)) found.push(...figuresOf(words as Record<string, string>, file));
  }
  const seen = new Set<string>();
  // A file that joins others tells theirs once more.
  return found.filter(({ name }) => !seen.has(name) && seen.add(name));
}

/** @throws Error naming the definition that has no title, or the other way round */
export function figuresOf(words: Readonly<Record<string, string>>, file: string): DefinedFigure[] {
  const keys = Object.keys(words).filter(key => KEY.test(key));
  const names = new Set(keys.map(key => key.slice('def.'.length).replace(/\.name$/, '')));
  return [...names].map(name => {
    const title = words[`def.${name}.name`];
    const text = words[`def.${name}`];
    if (title === undefined) throw new Error(`web/strings/en/${file}: def.${name} has no def.${name}.name`);
    if (text === undefined) throw new Error(`web/strings/en/${file}: def.${name}.name has no def.${name}`);
    return { name, title, text, file };
  });
}

/** The page with its made part anew; the rest stays as people wrote it. */
export function definitionsPage(page: string, figures: readonly DefinedFigure[]): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  const before = begin < 0 ? `${page.trimEnd()}\n\n` : page.slice(0, begin);
  const after = end < 0 ? '\n' : page.slice(end + END.length);
  return `${before}${madePart(figures)}${after}`;
}

function madePart(figures: readonly DefinedFigure[]): string {
  const files = [...new Set(figures.map(({ file }) => file))];
  const parts = files.map(file => {
    const rows = figures
      .filter(one => one.file === file)
      .map(({ title, text }) => `| **${cell(title)}** | ${cell(text)} |`);
    return `### ${headingOf(file)}\n\n| Figure | Definition |\n|---|---|\n${rows.join('\n')}`;
  });
  return [BEGIN, '## Insight', 'Word for word as the screens say it.', ...parts, END].join('\n\n');
}

/** "Expectation" of `insight-expectation.ts`. */
function headingOf(file: string): string {
  const words = file
    .replace(/^insight-|\.ts$/g, '')
    .replace(/\.ts$/, '')
    .replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
