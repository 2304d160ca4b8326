import { isCode, isTest, productCode, type Tree, withoutComments } from './tree.ts';

const MAX_LINES = 400;
const MAX_TEST_LINES = 600;

/** Files written by `npm run generate`. */
const GENERATED = new Set(['src/store/schema.ts', 'docs/api.md', 'docs/networks.md']);

/** Only one file reads the environment, so that every setting is known and checked. */
export function environment(tree: Tree): string[] {
  return productCode(tree)
    .filter(([path]) => path !== 'src/config.ts')
    .filter(([, text]) => /\bprocess\s*\.\s*env\b|\bprocess\[['"]env|\bimport\.meta\.env\b/.test(withoutComments(text)))
    .map(([path]) => `${path} reads the environment. Add the setting to src/config.ts and take it as an argument.`);
}

const SQL =
  /(['"`])\s*(?:select\b(?:(?!\1)[\s\S])*\bfrom\b|select\s+\w+\(|insert\s+into\b|update\s+\w+\s+set\b|delete\s+from\b|(?:create|alter|drop)\s+(?:table|index|database|role)\b|with\s+\w+\s+as\s*\(|truncate\s+\w|listen\s+\w+\1|notify\s+\w+)/i;
const SQL_HOME = /^src\/(store|postgres)\//;

/** SQL is in one place, where its types are checked against the database. */
export function sqlAtHome(tree: Tree): string[] {
  return productCode(tree)
    .filter(([path]) => path.startsWith('src/') && !SQL_HOME.test(path))
    .filter(([, text]) => SQL.test(withoutComments(text)))
    .map(([path]) => `${path} holds SQL. Make it a function of a file in src/store/.`);
}

/** A file can be read standing up. */
export function lengths(tree: Tree): string[] {
  return [...tree.texts].flatMap(([path, text]) => {
    if (!/\.(ts|tsx|mjs|css)$/.test(path) || GENERATED.has(path)) return [];
    const lines = text.trimEnd().split('\n').length;
    const limit = isTest(path) ? MAX_TEST_LINES : MAX_LINES;
    return lines > limit ? [`${path} has ${lines} lines, over ${limit}. Give one of its nouns a file of its own.`] : [];
  });
}

const MARKS: [RegExp, string][] = [
  [/\b(TODO|FIXME|XXX|HACK)\b/, 'Do it now, or write an issue and leave no mark.'],
  [/@ts-(ignore|nocheck|expect-error)/, 'Mend the type instead of silencing it.'],
  [/\bas any\b|<any>/, 'Name the shape, or `unknown` where there is none.'],
  [/biome-ignore(?![^\n]*: \S)/, 'Say after the colon why the rule does not fit here.'],
  [/\b(?:test|it|describe)\.(?:only|skip|todo)\(/, 'Every test runs, always.'],
  [/\bdebugger\b/, 'Take it out.'],
];

/** Marks that say "not finished" or switch a rule off. */
export function marks(tree: Tree): string[] {
  return [...tree.texts]
    .filter(([path]) => isCode(path) && !GENERATED.has(path) && !isAboutMarks(path))
    .flatMap(([path, text]) => {
      const found = MARKS.map(([mark, instead]) => ({ word: mark.exec(text)?.[0], instead }));
      return found.flatMap(({ word, instead }) => (word === undefined ? [] : [`${path} holds "${word}". ${instead}`]));
    });
}

/** The rules themselves, and the test that proves them, name what they forbid. */
function isAboutMarks(path: string): boolean {
  return path.startsWith('tests/support/tidy/') || path === 'tests/tidy.test.ts';
}

const VAGUE = /(Manager|Helper|Utils?|Data|Info)$/;
const EXPORTED = /^export\s+(?:async\s+)?(?:function|const|class|interface|type)\s+(\w+)/gm;

/** A name says what a thing is; a file is named for its one noun or verb. */
export function names(tree: Tree): string[] {
  return productCode(tree).flatMap(([path, text]) => {
    const file = path.replace(/^.*\//, '').replace(/\.(d\.ts|test\.ts|config\.ts|module\.css|tsx?|mjs)$/, '');
    const complaints: string[] = [];
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(file) && !(path.endsWith('.tsx') && /^[A-Z][A-Za-z0-9]*$/.test(file))) {
      complaints.push(`${path}: files are kebab-case, React components PascalCase.`);
    }
    if (/(^|-)(manager|helpers?|utils?|info|common|misc)$/.test(file)) {
      complaints.push(`${path}: name it for what it does.`);
    }
    for (const [, name = ''] of text.matchAll(EXPORTED)) {
      if (VAGUE.test(name) && !ALLOWED_NAMES.has(name))
        complaints.push(`${path} exports ${name}: use a word of the field.`);
    }
    return complaints;
  });
}

/** Words others gave: the event's own payload, named in the contract of the log. */
const ALLOWED_NAMES = new Set(['EventData']);

/** Functions and plain values; a class only where the language wants one, for errors. */
export function classes(tree: Tree): string[] {
  return productCode(tree).flatMap(([path, text]) =>
    [...withoutComments(text).matchAll(/^\s*(?:export\s+)?(?:abstract\s+)?class\s+(\w+)(?:\s+extends\s+([\w.]+))?/gm)]
      .filter(([, , parent]) => !/(Error|Failure|Refusal|CannotStart)$/.test(parent ?? ''))
      .map(([, name]) => `${path}: class ${name}. Write functions over a plain value.`),
  );
}

/** Files that only pass others on hide where things are. */
export function barrels(tree: Tree): string[] {
  return productCode(tree).flatMap(([path, text]) => {
    const lines = withoutComments(text)
      .split('\n')
      .filter(line => line.trim() !== '');
    const isBarrel = lines.length > 1 && lines.every(line => /^\s*export\s.*\sfrom\s/.test(line));
    return isBarrel ? [`${path} only passes others on. Import from where things are.`] : [];
  });
}
