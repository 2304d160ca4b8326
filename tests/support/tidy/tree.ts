import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** The project as rules see it: every text by its path from the root. A made-up one is a few lines in a test. */
export interface Tree {
  texts: ReadonlyMap<string, string>;
  /** Whether there is such a file or folder, also one whose text is of no interest. */
  exists: (path: string) => boolean;
}

export interface Import {
  /** The path from the root for a file of ours, the name for a package or a part of Node. */
  target: string;
  kind: 'ours' | 'package' | 'node';
  isType: boolean;
}

const TEXTS = ['{src,web,tests,bench,bin,examples}/**/*.{ts,tsx,mjs,css,md}', 'docs/**/*.md', '*.{md,json}'];
const LEFT_OUT = ['**/node_modules/**', 'web/dist/**'];

export function readTree(root: string): Tree {
  const paths = globSync(TEXTS, { cwd: root, exclude: LEFT_OUT }).map(path => path.replaceAll('\\', '/'));
  const texts = new Map(paths.sort().map(path => [path, readFileSync(join(root, path), 'utf8')]));
  return { texts, exists: path => texts.has(path) || globSync(path, { cwd: root }).length > 0 };
}

/** A tree of a few lines, to show that a rule can fail. */
export function makeTree(texts: Record<string, string>): Tree {
  const paths = Object.keys(texts);
  return {
    texts: new Map(Object.entries(texts)),
    exists: path => paths.some(each => each === path || each.startsWith(`${path}/`)),
  };
}

export function isTest(path: string): boolean {
  return path.startsWith('tests/') || /\.test\.tsx?$/.test(path);
}

export function isCode(path: string): boolean {
  return /\.(ts|tsx|mjs)$/.test(path);
}

/** What rules about the code itself look at: no tests, nothing generated. */
export function productCode(tree: Tree): [string, string][] {
  return [...tree.texts].filter(([path]) => isCode(path) && /^(src|web)\//.test(path) && !isTest(path));
}

const IMPORT =
  /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

/** The import lines of a file, those within functions too. */
export function importsOf(path: string, text: string): Import[] {
  return [...withoutComments(text).matchAll(IMPORT)].map(([, type, fixed, late]) => {
    const name = fixed ?? late ?? '';
    const isType = type !== undefined;
    if (name.startsWith('.')) return { target: posix.join(posix.dirname(path), name), kind: 'ours', isType };
    if (name.startsWith('node:')) return { target: name, kind: 'node', isType };
    return { target: packageOf(name), kind: 'package', isType };
  });
}

export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, block => block.replace(/[^\n]/g, '')).replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** `@scope/name/part` → `@scope/name` */
function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}
