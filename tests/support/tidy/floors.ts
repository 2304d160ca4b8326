import { type Import, importsOf, isTest, productCode, type Tree } from './tree.ts';

interface Floor {
  /** Which files stand on it. */
  match: RegExp;
  /** Which of our files it may import. */
  may: RegExp[];
  /** `all`, or the packages it may import. */
  packages: 'all' | string[];
  node: boolean;
  /** What to do instead. */
  instead: string;
}

const CORE = /^src\/core\//;
const PORT = /^src\/connectors\/connector\.ts$/;
const KIT = /^src\/connectors\/kit\//;
const LOG = /^src\/log\.ts$/;

/** From the ground up. The first that matches a file holds for it. */
const FLOORS: Floor[] = [
  {
    match: CORE,
    may: [CORE],
    packages: [],
    node: false,
    instead: 'The core is pure: take what you need as an argument, and do the rest in a service.',
  },
  {
    match: /^src\/contract\//,
    may: [CORE, /^src\/contract\//],
    packages: ['zod'],
    node: false,
    instead: 'The contract is shapes only: words it shares with the rest belong into src/core.',
  },
  {
    match: /^src\/postgres\//,
    may: [CORE, /^src\/postgres\//],
    packages: [],
    node: true,
    instead: 'The database supervisor stands alone: hand it what it needs as an option.',
  },
  {
    match: /^src\/store\//,
    may: [CORE, /^src\/store\//],
    packages: ['kysely', 'pg', 'pg-copy-streams', 'graphile-worker'],
    node: true,
    instead: 'The store knows rows and SQL: map to other shapes in a service.',
  },
  {
    match: /^src\/connectors\/(index|connector)\.ts$/,
    may: [CORE, /^src\/connectors\//],
    packages: ['zod'],
    node: false,
    instead: 'These two files only list and describe connectors.',
  },
  {
    match: KIT,
    may: [CORE, PORT, KIT],
    packages: 'all',
    node: true,
    instead: 'The kit serves every network, so it knows none of them and nothing above.',
  },
  {
    match: /^src\/services\//,
    may: [CORE, PORT, LOG, /^src\/store\//, /^src\/services\//],
    packages: 'all',
    node: true,
    instead: 'Services are called by http and jobs, never the other way; main.ts hands connectors in.',
  },
  {
    match: /^src\/http\//,
    may: [CORE, LOG, /^src\/(contract|services|http)\//],
    packages: 'all',
    node: true,
    instead: 'Routes translate: what they need from the store or a network is a function of a service.',
  },
  {
    match: /^src\/jobs\//,
    may: [CORE, LOG, /^src\/(services|jobs)\//],
    packages: 'all',
    node: true,
    instead: 'A job calls a service; main.ts hands it in.',
  },
  {
    match: /^web\//,
    may: [/^src\/(core|contract)\//, /^web\//],
    packages: 'all',
    node: false,
    instead: 'The desk sees src/contract and src/core; everything else comes over the API.',
  },
];

/** Each file imports from its own floor and those it may stand on. */
export function floors(tree: Tree): string[] {
  return productCode(tree).flatMap(([path, text]) => {
    const floor = path.endsWith('.config.ts') ? undefined : floorOf(path);
    if (floor === undefined) return [];
    const strange = importsOf(path, text).filter(line => !isAllowed(floor, line));
    return strange.map(({ target }) => `${path} imports ${target}. ${floor.instead}`);
  });
}

function floorOf(path: string): Floor | undefined {
  return FLOORS.find(({ match }) => match.test(path)) ?? connectorFloor(path);
}

/** A network's folder sees the port, the kit and itself, not another network. */
function connectorFloor(path: string): Floor | undefined {
  const own = /^src\/connectors\/[^/]+\//.exec(path)?.[0];
  if (own === undefined) return undefined;
  return {
    match: new RegExp(`^${own}`),
    may: [CORE, PORT, KIT, new RegExp(`^${own}`)],
    packages: 'all',
    node: true,
    instead: 'A connector sees the port, the kit and its own folder; the rest comes in its Context.',
  };
}

function isAllowed(floor: Floor, line: Import): boolean {
  if (line.kind === 'node') return floor.node;
  if (line.kind === 'package') return floor.packages === 'all' || floor.packages.includes(line.target);
  return floor.may.some(allowed => allowed.test(line.target));
}

/** No file needs itself by way of others: each can be read and loaded after what it imports. */
export function circles(tree: Tree): string[] {
  const edges = new Map(
    [...tree.texts]
      .filter(([path]) => /\.(ts|tsx)$/.test(path) && !isTest(path))
      .map(([path, text]) => [
        path,
        importsOf(path, text)
          .filter(isRealImport)
          .map(({ target }) => target),
      ]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  for (const path of edges.keys()) walk(path, [], edges, done, found);
  return found;
}

function isRealImport({ kind, isType }: Import): boolean {
  return kind === 'ours' && !isType;
}

function walk(path: string, trail: string[], edges: Map<string, string[]>, done: Set<string>, found: string[]): void {
  const start = trail.indexOf(path);
  if (start >= 0) {
    found.push(`${[...trail.slice(start), path].join(' → ')}. Move what they share into a file both import.`);
    return;
  }
  if (done.has(path)) return;
  for (const next of edges.get(path) ?? []) walk(next, [...trail, path], edges, done, found);
  done.add(path);
}
