import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { definedFigures, definitionsPage, figuresOf } from './definitions-page.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const screens = globSync('web/{features,ui}/**/*.tsx', { cwd: ROOT }).map(path => ({
  path,
  text: readFileSync(join(ROOT, path), 'utf8'),
}));

test('what people wrote stays, what is made is replaced, and twice is once', () => {
  const figures = figuresOf({ 'def.kept.name': 'Kept', 'def.kept': 'Closed | in time.' }, 'insight-promise.ts');
  const once = definitionsPage('# Definitions\n\nBy hand.\n', figures);
  assert.match(once, /By hand\.\n\n<!-- Made by/);
  assert.match(once, /### Promise\n\n.*\n.*\n\| \*\*Kept\*\* \| Closed \\\| in time\. \|/);
  assert.equal(definitionsPage(once, figures), once);
  assert.doesNotMatch(definitionsPage(once, []), /Kept/);
});

test('a definition needs its title, and a title its definition', () => {
  assert.throws(() => figuresOf({ 'def.kept': 'Closed in time.' }, 'a.ts'), /has no def\.kept\.name/);
  assert.throws(() => figuresOf({ 'def.kept.name': 'Kept' }, 'a.ts'), /has no def\.kept/);
});

test('every figure on a screen that names a definition has one', async () => {
  const names = new Set((await definedFigures(ROOT)).map(({ name }) => name));
  const missing = screens.flatMap(({ path, text }) =>
    [...text.matchAll(/<Definition\b[^>]*?\bname=(?:"([\w.-]+)"|\{'([\w.-]+)'\})/g)]
      .map(([, plain, quoted]) => plain ?? quoted ?? '')
      .filter(name => !names.has(name))
      .map(name => `${path} shows the definition ${name}, which is not in web/strings/en`),
  );
  assert.deepEqual(missing, []);
});

test('a definition holds no places, so that page and screen say the same', async () => {
  const figures = await definedFigures(ROOT);
  assert.deepEqual(
    figures.filter(({ title, text }) => /[{}]/.test(title + text)).map(({ name }) => name),
    [],
  );
});
