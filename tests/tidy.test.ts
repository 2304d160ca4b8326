import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { findStale, generateAll } from '../src/dev/generate.ts';
import { barrels, classes, environment, lengths, marks, names, sqlAtHome } from './support/tidy/code.ts';
import { circles, floors } from './support/tidy/floors.ts';
import { connectorFolders, dependencies, documentPaths, lockFile, pinned } from './support/tidy/shapes.ts';
import { makeTree, readTree, type Tree } from './support/tidy/tree.ts';

const project = readTree(join(import.meta.dirname, '..'));

type Rule = (tree: Tree) => string[];

/** The project keeps the rule, and a tree of a few lines breaks it: the complaint names the culprit. */
function holds(name: string, rule: Rule, broken: Record<string, Record<string, string>>): void {
  test(name, () => {
    assert.deepEqual(rule(project), []);
  });
  for (const [what, texts] of Object.entries(broken)) {
    test(`${name}: ${what} is noticed`, () => {
      const complaints = rule(makeTree(texts));
      assert.equal(complaints.length, 1, complaints.join('\n'));
    });
  }
}

holds('imports go down the floors only', floors, {
  'node in the core': { 'src/core/a.ts': "import { readFileSync } from 'node:fs';" },
  'a package in the core': { 'src/core/a.ts': "import { z } from 'zod';" },
  'the store above the contract': { 'src/store/a.ts': "import type { B } from '../contract/b.ts';" },
  'another network': { 'src/connectors/x/a.ts': "import { b } from '../y/b.ts';" },
  'a network that a service names': { 'src/services/a.ts': "import { x } from '../connectors/x/index.ts';" },
  'http inside a service': { 'src/services/a.ts': "import { b } from '../http/b.ts';" },
  'the store inside a route': { 'src/http/routes/a.ts': "import { b } from '../../store/b.ts';" },
  'http inside a job': { 'src/jobs/a.ts': "export { b } from '../http/b.ts';" },
  'a service in the desk': { 'web/a.tsx': "const b = await import('../src/services/b.ts');" },
  'the settings in a service': { 'src/services/a.ts': "import { loadConfig } from '../config.ts';" },
  'a package under the database': { 'src/postgres/a.ts': "import pg from 'pg';" },
  'a line broken over several': { 'src/core/a.ts': "import {\n  readFileSync,\n  writeFileSync,\n} from 'node:fs';" },
});

test('what the floors allow is not complained about', () => {
  const tree = makeTree({
    'src/services/a.ts':
      "import { b } from '../store/b.ts';\nimport type { Connector } from '../connectors/connector.ts';",
    'src/core/a.test.ts': "import { test } from 'node:test';",
    'src/core/b.ts': "// import { x } from 'node:fs';\nimport { a } from './a.ts';",
    'src/main.ts': "import { x } from './http/app.ts';",
  });
  assert.deepEqual(floors(tree), []);
});

holds('no file imports itself by way of others', circles, {
  'a pair': { 'src/core/a.ts': "import { b } from './b.ts';", 'src/core/b.ts': "import { a } from './a.ts';" },
  'a ring of three': {
    'src/core/a.ts': "import { b } from './b.ts';",
    'src/core/b.ts': "export { c } from './c.ts';",
    'src/core/c.ts': "import { a } from './a.ts';",
  },
});

test('types may point at one another', () => {
  const tree = makeTree({
    'src/core/a.ts': "import type { B } from './b.ts';",
    'src/core/b.ts': "import { a } from './a.ts';",
  });
  assert.deepEqual(circles(tree), []);
});

holds('only config.ts reads the environment', environment, {
  'the usual way': { 'src/services/a.ts': 'const a = process.env.HOME;' },
  'by a quoted name': { 'src/services/a.ts': "const a = process['env'].HOME;" },
  'in the desk': { 'web/a.ts': 'const a = import.meta.env.MODE;' },
});

holds('SQL is in the store only', sqlAtHome, {
  'a query in a service': { 'src/services/a.ts': 'const q = sql`select id from message`;' },
  'an insert in a route': { 'src/http/a.ts': "db.query('insert into message values (1)')" },
  'an update over lines': { 'src/jobs/a.ts': 'sql`\n  update message set text = 1`' },
});

test('words that only sound like SQL are left alone', () => {
  const tree = makeTree({
    'web/a.tsx': "const a = 'Select a conversation'; const b = 'Update your password'; const from = 'x';",
    'src/services/a.ts': '// select id from message\nconst a = 1;',
  });
  assert.deepEqual(sqlAtHome(tree), []);
});

holds('files are short', lengths, {
  'a long one': { 'src/core/a.ts': 'a;\n'.repeat(401) },
  'a long test': { 'src/core/a.test.ts': 'a;\n'.repeat(601) },
});

holds('nothing is marked unfinished or silenced', marks, {
  'a note to do it later': { 'src/core/a.ts': '// TODO later' },
  'a silenced type': { 'src/core/a.ts': '// @ts-expect-error\n' },
  any: { 'src/core/a.ts': 'const a = b as any;' },
  'a rule off without a reason': { 'src/core/a.ts': '// biome-ignore lint/x/y:\n' },
  'a test that stands alone': { 'src/core/a.test.ts': "test.only('a', () => {});" },
});

holds('names say what things are', names, {
  'a vague file': { 'src/services/reply-helper.ts': '' },
  'a vague export': { 'src/services/reply.ts': 'export function replyManager() {}' },
  'another spelling': { 'src/services/replyTo.ts': '' },
});

holds('classes are for errors', classes, {
  'a class': { 'src/services/a.ts': 'export class Reply {}' },
  'an heir of one': { 'src/services/a.ts': 'class Reply extends Thing {}' },
});

test('an error may be a class', () => {
  assert.deepEqual(classes(makeTree({ 'src/core/a.ts': 'export class Late extends Error {}' })), []);
});

holds('no file only passes others on', barrels, {
  'a barrel': { 'src/core/index.ts': "export { a } from './a.ts';\nexport * from './b.ts';" },
});

holds('every network has the same folder', connectorFolders, {
  'a missing fake': {
    'src/connectors/index.ts': "import { x } from './x/index.ts';",
    'src/connectors/x/index.ts': '',
    'src/connectors/x/parse.ts': '',
    'src/connectors/x/README.md': '',
  },
  'one that is not listed': {
    'src/connectors/index.ts': '',
    'src/connectors/x/index.ts': '',
    'src/connectors/x/parse.ts': '',
    'src/connectors/x/fake.ts': '',
    'src/connectors/x/README.md': '',
  },
});

holds('paths that documents name are there', documentPaths, {
  'a moved file': { 'README.md': 'See `src/core/gone.ts`.' },
  'a broken link': { 'docs/a.md': 'See [this](../gone.md).' },
});

holds('every package has its reason written down', dependencies, {
  'a new one': { 'package.json': '{"dependencies":{"left-pad":"1.0.0"}}', 'docs/decisions/dependencies.md': '' },
});

holds('every version is one version', pinned, {
  'a range': { 'package.json': '{"dependencies":{"left-pad":"^1.0.0"}}' },
});

holds('the lock file is whole for every platform', lockFile, {
  'a forgotten platform': {
    'package-lock.json': '{"packages":{"node_modules/a":{"optionalDependencies":{"a-for-moon":"1.0.0"}}}}',
  },
});

test('files made from others are current', async () => {
  const stale = findStale(await generateAll());
  assert.deepEqual(
    stale.map(({ path }) => `${path}: run npm run generate`),
    [],
  );
});
