import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { featuresOf } from './core/triage/features.ts';
import { fitHead } from './core/triage/fit.ts';
import { encodeHead } from './core/triage/head-file.ts';
import { loadHeads } from './load-heads.ts';

const head = fitHead(
  [0, 1, 0, 1].map(target => ({ features: featuresOf(target === 1 ? 'lovely' : 'broken'), target })),
  { name: 'mood', kind: 'one', classes: ['bad', 'good'], bits: 10 },
);

/** A folder with one head, as `npm run train` writes it, changed by the test before it is read. */
function reading(change: (folder: string) => void): () => ReturnType<typeof loadHeads> {
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'heads-'));
    try {
      const bytes = encodeHead(head);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const manifest = { name: 'mood', form: 'head', bytes: bytes.length, sha256, command: 'npm run train -- mood' };
      writeFileSync(join(folder, 'mood.bin'), bytes);
      writeFileSync(join(folder, 'mood.json'), JSON.stringify(manifest));
      change(folder);
      return loadHeads(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

test('a head is read as it was written', () => {
  assert.deepEqual(reading(() => undefined)().head('mood'), head);
});

test('every head that came with Heed is whole', () => {
  for (const { name, form, sources } of loadHeads().manifests) {
    if (form === 'head') assert.equal(loadHeads().head(name).name, name);
    assert.ok(
      sources.every(({ licence, attribution }) => licence !== '' && attribution !== ''),
      name,
    );
  }
});

/** Sets whose licence does not let weights learnt from them be given to others. */
const MEASURED_ONLY = /airline|complaints|umsab|churn|twcs/;

test('nothing that came with Heed was learnt from what may only be measured on', () => {
  for (const { name, sources } of loadHeads().manifests) {
    assert.deepEqual(
      sources.filter(({ file = '' }) => MEASURED_ONLY.test(file)).map(source => source.name),
      [],
      name,
    );
  }
});

test('weights that were changed are refused, and the line says what to do', () => {
  assert.throws(
    reading(folder => appendFileSync(join(folder, 'mood.bin'), 'x')),
    /not what its manifest says.*npm run train -- mood/,
  );
});

test('weights that are gone are refused', () => {
  assert.throws(
    reading(folder => rmSync(join(folder, 'mood.bin'))),
    /mood\.bin is missing/,
  );
});

test('a manifest under another name is refused', () => {
  assert.throws(
    reading(folder => renameSync(join(folder, 'mood.json'), join(folder, 'other.json'))),
    /manifest of "mood"/,
  );
});

test('a head that never was is named', () => {
  assert.throws(() => reading(() => undefined)().head('weather'), /no weights "weather"/);
});

test('a folder that is gone is named', () => {
  assert.throws(() => loadHeads(join(tmpdir(), 'no-such-heads')), /came with Heed/);
});
