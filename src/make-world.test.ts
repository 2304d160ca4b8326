import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originsOf } from './make-world.ts';

test('the rehearsal is looked for where Heed listens, whichever address that is', () => {
  for (const [host, first] of [
    ['127.0.0.1', 'http://127.0.0.1:7373'],
    ['0.0.0.0', 'http://127.0.0.1:7373'],
    ['::', 'http://127.0.0.1:7373'],
    ['::1', 'http://[::1]:7373'],
    ['localhost', 'http://localhost:7373'],
    ['192.0.2.7', 'http://192.0.2.7:7373'],
  ] as const) {
    const origins = originsOf(host, 7373);
    assert.equal(origins[0], first, host);
    assert.equal(new Set(origins).size, origins.length, host);
    assert.ok(origins.includes('http://[::1]:7373'), host);
  }
});
