import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig, VARIABLES } from './config.ts';

const places = { root: '/heed', cwd: '/home/ann' };

function read(environment: Record<string, string>, file: Record<string, string> = {}) {
  return readConfig({ environment, file, ...places });
}

function complaint(environment: Record<string, string>): string {
  try {
    read(environment);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'no complaint';
}

test('with nothing set Heed keeps to this machine and does everything', () => {
  const config = read({});
  assert.equal(config.port, 7373);
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.dataFolder, '/heed/data');
  assert.equal(config.databaseUrl, undefined);
  assert.deepEqual([...config.roles], ['http', 'listen', 'jobs']);
  assert.equal(config.rehearsalOpen, false);
});

test('the environment wins over the file, and empty means absent', () => {
  assert.equal(read({ HEED_PORT: '8001' }, { HEED_PORT: '8002' }).port, 8001);
  assert.equal(read({ HEED_PORT: ' ' }, { HEED_PORT: '8002' }).port, 8002);
});

test('a path in the environment starts where the command was given, one in the file where Heed lies', () => {
  assert.equal(read({ HEED_DATA_DIR: 'd' }).dataFolder, '/home/ann/d');
  assert.equal(read({}, { HEED_DATA_DIR: 'd' }).dataFolder, '/heed/d');
  assert.equal(read({ HEED_DATA_DIR: '/srv/heed' }).dataFolder, '/srv/heed');
});

test('every problem is told at once', () => {
  const said = complaint({
    HEED_PORT: '70000',
    HEED_HOST: 'not a host',
    HEED_DATABASE_URL: 'mysql://u:hush@h/d',
    HEED_PUBLIC_URL: 'https://desk.example/path',
    HEED_HOOKS_URL: 'hooks.desk.example',
    HEED_SECRET_KEY: 'short-and-hush',
    HEED_LOG_LEVEL: 'loud',
    HEED_ROLES: 'http,cook',
    HEED_REHEARSAL_OPEN: 'maybe',
    HEED_PRIVATE_ORIGINS: 'http://pds.example:2583, the-cellar',
    HEED_MATCHING_THREADS: 'many',
    HEED_SMTP_URL: 'https://u:hush@mail.example',
    HEED_MAIL_FROM: 'the desk',
  });
  for (const name of VARIABLES.filter(name => name !== 'HEED_DATA_DIR'))
    assert.match(said, new RegExp(`^ {2}${name} `, 'm'));
  assert.doesNotMatch(said, /hush/, 'secrets stay out of complaints');
});

test('mail needs a server and a sender', () => {
  const url = 'smtp://u:hush@mail.example:587';
  assert.equal(read({}).mail, null);
  const { mail } = read({ HEED_SMTP_URL: url, HEED_MAIL_FROM: 'Heed <desk@kestrel.example>' });
  assert.deepEqual(mail, { url, from: 'Heed <desk@kestrel.example>' });
  assert.match(complaint({ HEED_SMTP_URL: url }), /HEED_MAIL_FROM must say from whom/);
});

test('roles may be separated by commas or blanks', () => {
  assert.deepEqual([...read({ HEED_ROLES: 'http, jobs' }).roles], ['http', 'jobs']);
});

test('private servers are named by their addresses, nothing behind them', () => {
  const { privateOrigins } = read({ HEED_PRIVATE_ORIGINS: 'http://pds.example:2583/ https://social.example' });
  assert.deepEqual(privateOrigins, ['http://pds.example:2583', 'https://social.example']);
  assert.match(complaint({ HEED_PRIVATE_ORIGINS: 'http://pds.example/all' }), /HEED_PRIVATE_ORIGINS/);
});

test('the public address loses its slash', () => {
  assert.equal(read({ HEED_PUBLIC_URL: 'https://desk.example/' }).publicUrl, 'https://desk.example');
});

test('port 0 means any free port', () => {
  assert.equal(read({ HEED_PORT: '0' }).port, 0);
  assert.match(complaint({ HEED_PORT: '80a' }), /HEED_PORT/);
  assert.match(complaint({ HEED_PORT: '-1' }), /HEED_PORT/);
});

test('a misspelt variable is pointed out', () => {
  assert.match(read({ HEED_PROT: '1' }).warnings.join(), /HEED_PROT/);
});

test('every setting stands in .env.example, and nothing else does', () => {
  const text = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8');
  const named = [...text.matchAll(/^#(HEED_\w+)=/gm)].map(([, name]) => name);
  assert.deepEqual(named.toSorted(), [...VARIABLES].toSorted());
});
