import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { atEnd } from './at-end.ts';

/** A folder of one's own that is gone when the test ends. */
export function freshFolder(test: Pick<TestContext, 'after'>, name = 'heed'): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)));
  atEnd(test, () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
