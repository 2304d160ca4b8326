/** A connector's own tests, run once more with everything written down that they have it ask. */
import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Exchange } from './recorder.ts';

const ROOT = join(import.meta.dirname, '../../..');
const TESTS_LIMIT_MS = 300_000;
const SAID_LIMIT_BYTES = 64 * 1024 * 1024;

/** Whether the tests hold is not asked here: `npm test` says so. */
export async function recordedOf(id: string): Promise<Exchange[]> {
  const folder = mkdtempSync(join(tmpdir(), 'heed-recorded-'));
  const files = globSync(`src/connectors/${id}/*.test.ts`, { cwd: ROOT });
  // Without a file to run, all there are would be run.
  if (files.length === 0) return [];
  const args = ['--import', join(import.meta.dirname, 'record-into.ts'), '--test', ...files];
  const env = { ...process.env, HEED_RECORD_INTO: folder, NODE_TEST_CONTEXT: undefined };
  const options = { cwd: ROOT, env, timeout: TESTS_LIMIT_MS, maxBuffer: SAID_LIMIT_BYTES };
  try {
    await promisify(execFile)(process.execPath, args, options).catch(() => {});
    return readdirSync(folder).flatMap(name =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .map(line => JSON.parse(line) as Omit<Exchange, 'body'> & { body: string })
        .map(one => ({ ...one, body: Buffer.from(one.body, 'base64') })),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
