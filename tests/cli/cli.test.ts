import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { VERBS } from '../../src/cli/verbs.ts';
import { atEnd } from '../support/at-end.ts';
import { emptyDatabase, freshDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';
import { type Ran, runInOneProcess } from '../support/one-process.ts';
import { runHeed } from '../support/running-heed.ts';

/** A Heed of the command line: a database and a folder of its own. */
async function workplace(context: TestContext, make = freshDatabase) {
  const database = await make();
  atEnd(context, () => database.drop());
  const folder = freshFolder(context);
  const settings = { HEED_DATA_DIR: folder, HEED_DATABASE_URL: database.url, HEED_PORT: '45' };
  const run = (words: string[], input = '') => runInOneProcess({ words, cwd: folder, settings, input });
  const runProgram = async (words: string[], input = ''): Promise<Ran> => {
    const program = runHeed(context, words, folder, settings, input);
    let [out, err] = ['', ''];
    program.child.stdout?.on('data', part => (out += part));
    program.child.stderr?.on('data', part => (err += part));
    return { code: await program.ended(), out, err };
  };
  const setUp = async () => {
    const words = ['setup', '--email', 'ada@kestrel.example', '--brand', 'Kestrel', '--password', '-', '--json'];
    return JSON.parse((await run(words, 'correct horse battery\n')).out);
  };
  return { database, folder, run, runProgram, setUp };
}

test('every verb explains itself, and the overview names them all but the developers’ own', async context => {
  const { run, runProgram } = await workplace(context, emptyDatabase);
  const overview = await runProgram(['--help']);
  assert.equal(overview.code, 0);
  for (const [name, { load }] of Object.entries(VERBS)) {
    assert.match((await load()).help.trim(), new RegExp(`^heed ${name}`), name);
    assert.equal(new RegExp(`^ {2}${name} `, 'm').test(overview.out), name !== 'dev', name);
  }
  const help = await run(['backup', '--help']);
  assert.deepEqual([help.code, help.err], [0, '']);
  assert.match(help.out, /--with-key/);
});

test('reports rebuild counts what reports are read from anew', async context => {
  const { database, run, setUp } = await workplace(context);
  await setUp();
  await database.pool.query(
    `insert into turn_slot (brand_id, begins, channel_id, inbox_id, team_id, turns)
     select id, '2026-11-22T09:00Z', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 7 from brand`,
  );
  const { code, out } = await run(['reports', 'rebuild', '--json']);
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out), { brands: [{ brand: 'Kestrel', turns: 0 }] });
  const { rows } = await database.pool.query('select from turn_slot');
  assert.equal(rows.length, 0);
  assert.equal((await run(['reports', 'shred'])).code, 2);
});

test('a file of another format says so, and ends with 1', async context => {
  const { run } = await workplace(context);
  const file = join(freshFolder(context), 'day.jsonl');
  writeFileSync(file, '{"did":"did:plc:kestrel"}\n{"did":"did:plc:heron"}\n');
  const { code, out } = await run(['replay', file, '--format', 'twcs', '--brand', 'Kestrel']);
  assert.deepEqual([code, /Not one line could be read/.test(out)], [1, true], out);
});

test('a word that Heed does not know, and an option that a verb does not know, end with 2 and the help', async context => {
  const { run, runProgram } = await workplace(context, emptyDatabase);
  assert.match((await runProgram(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
  const unknown = await runProgram(['dance']);
  assert.deepEqual([unknown.code, unknown.out], [2, '']);
  assert.match(unknown.err, /does not know "dance"[\s\S]*heed VERB/);
  for (const words of [
    ['setup'],
    ['setup', '--emial', 'x'],
    ['channel', 'add'],
    ['channel'],
    ['channel', 'test'],
    ['listen', 'add'],
    ['replay'],
    ['backup'],
    ['restore', 'a', 'b'],
    ['doctor', 'now'],
    ['replay', 'f', '--brand', 'b', '--format', 'xml'],
  ]) {
    const { code, err } = await run(words);
    assert.equal(code, 2, words.join(' '));
    assert.match(err, /\n\nheed /, words.join(' '));
  }
});

test('setup makes the owner, the brand and a token that the API takes, once', async context => {
  const { database, run, runProgram } = await workplace(context);
  const words = ['setup', '--email', 'ada@kestrel.example', '--brand', 'Kestrel', '--password', '-', '--json'];
  const made = JSON.parse((await runProgram(words, 'correct horse battery\n')).out);
  assert.match(made.token, /^heed_[\w-]{43}$/);
  assert.equal(made.brand.slug, 'kestrel');
  const { rows } = await database.pool.query(
    'select email, name, role from agent join membership on agent_id = agent.id',
  );
  assert.deepEqual(rows, [{ email: 'ada@kestrel.example', name: 'ada', role: 'owner' }]);
  const again = await run([
    'setup',
    '--email',
    'eve@kestrel.example',
    '--brand',
    'Mine',
    '--password',
    'correct horse battery',
  ]);
  assert.equal(again.code, 1);
  assert.match(again.err, /has an owner already/);
});

test('a password that is too short is refused, and none on a pipe is a mistake in the words', async context => {
  const { run } = await workplace(context);
  const words = ['setup', '--email', 'ada@kestrel.example', '--brand', 'Kestrel'];
  const short = await run([...words, '--password', 'short']);
  assert.deepEqual([short.code, /at least 10 characters/.test(short.err)], [1, true]);
  assert.equal((await run(words)).code, 2);
});

test('listening queries are added, listed and removed, and a broken one is refused with its place', async context => {
  const { run, setUp } = await workplace(context);
  await setUp();
  const added = JSON.parse((await run(['listen', 'add', 'kestrel AND leaking', '--brand', 'Kestrel', '--json'])).out);
  assert.equal(added.text, 'kestrel AND leaking');
  assert.match((await run(['listen', 'list'])).out, /kestrel AND leaking/);
  assert.equal((await run(['listen', 'remove', added.id])).code, 0);
  assert.match((await run(['listen', 'list'])).out, /nothing yet/);
  assert.equal((await run(['listen', 'add', '"kestrel'])).code, 1);
  const elsewhere = await run(['listen', 'add', 'kestrel', '--brand', 'Heron']);
  assert.deepEqual([elsewhere.code, /There is: Kestrel/.test(elsewhere.err)], [1, true]);
});

test('a channel is tried from the command line: in words for people, as JSON for programs', async context => {
  const { run, setUp } = await workplace(context);
  await setUp();
  const credentials = JSON.stringify({ name: 'Kestrel', remoteId: 'did:plc:kestrel' });
  const added = await run(
    ['channel', 'add', 'archive', '--name', 'Old posts', '--credentials', '-', '--json'],
    credentials,
  );
  const { id } = JSON.parse(added.out) as { id: string };
  const tried = await run(['channel', 'test', id, '--json']);
  const { findings } = JSON.parse(tried.out) as { findings: { ability: string; verdict: string }[] };
  assert.equal(tried.code, 0, tried.err);
  assert.deepEqual([findings.length, findings[0]?.ability, findings[0]?.verdict], [6, 'account', 'works']);
  assert.match((await run(['channel', 'test', id])).out, /^signed in +works .*\nhears who writes to us +not here/);
  const unknown = await run(['channel', 'test', '00000000-0000-7000-8000-00000000dead']);
  assert.deepEqual([unknown.code, /no such channel/.test(unknown.err)], [1, true]);
});

test('what could not be read is shown and read again from the command line', async context => {
  const { database, run, setUp } = await workplace(context);
  const { brand } = await setUp();
  const credentials = '{"company": "Kestrel"}';
  const added = await run(
    ['channel', 'add', 'rehearsal', '--name', 'Square', '--credentials', '-', '--json'],
    credentials,
  );
  const { id } = JSON.parse(added.out) as { id: string };
  const fixtures = new URL('../../src/connectors/rehearsal/fixtures/acts.jsonl', import.meta.url);
  const [post = ''] = readFileSync(fixtures, 'utf8').split('\n');
  for (const [body, reason] of [
    [post, 'not JSON'],
    ['{"id": 5, "\u001b[31m": 1}', 'no id'],
  ]) {
    await database.pool.query(
      `insert into raw_event (brand_id, channel_id, source, received_at, body, size, state, reason, counted)
       values ($1, $2, 'stream', '2026-03-01 09:00:01Z', $3, length($3), 'failed', $4,
         jsonb_build_object('day', '2026-03-01', 'failed', jsonb_build_object($4::text, 1), 'others', 0))`,
      [brand.id, id, body, reason],
    );
  }
  const listed = await run(['channel', 'letters', id, '--json']);
  const { rows } = JSON.parse(listed.out) as { rows: { id: number; reason: string; form: string }[] };
  assert.deepEqual(
    rows.map(({ reason, form }) => [reason, form]),
    [
      ['no id', 'text'],
      ['not JSON', 'json'],
    ],
  );
  assert.match(
    (await run(['channel', 'letters', id, '--letter', String(rows[1]?.id)])).out,
    /"text": "@kestrel my Brio/,
  );
  assert.doesNotMatch((await run(['channel', 'letters', id])).out, /\u001b/, 'nothing in it reaches the terminal');
  const replayed = await run(['channel', 'replay', id]);
  assert.deepEqual(
    [replayed.code, replayed.out],
    [0, 'Read again: 1 kept, 0 ignored, 1 still not readable.\n'],
    replayed.err,
  );
  const again = await run(['channel', 'replay', id, '--reason', 'not JSON', '--json']);
  assert.equal((JSON.parse(again.out) as { begun: boolean }).begun, false);
  assert.match((await run(['channel', 'replay', id, '--since', '2026-03-01'])).out, /^Read again: 0 kept/);
  assert.equal((await run(['channel', 'replay', id, '--since', 'yesterday'])).code, 2);
  assert.equal((await run(['channel', 'letters'])).code, 2);
});

test('a channel is connected from a file or the standard input, and its secrets are never shown', async context => {
  const { database, run, setUp } = await workplace(context);
  await setUp();
  const credentials = JSON.stringify({ name: 'Kestrel', remoteId: 'did:plc:kestrel' });
  const added = await run(
    ['channel', 'add', 'archive', '--name', 'Old posts', '--credentials', '-', '--json'],
    credentials,
  );
  assert.deepEqual([added.code, JSON.parse(added.out).state], [0, 'active'], added.err);
  const listed = await run(['channel', 'list', '--json']);
  assert.equal(JSON.parse(listed.out)[0].name, 'Old posts');
  assert.match((await run(['channel', 'list'])).out, /Archive {2}Old posts/);
  const { rows } = await database.pool.query('select sealed from channel');
  assert.doesNotMatch(rows[0].sealed.toString('latin1'), /kestrel/);
  const { rows: heron } = await database.pool.query(
    "insert into brand (slug, name) values ('heron', 'Heron') returning id",
  );
  await database.pool.query("insert into membership (brand_id, agent_id, role) select $1, id, 'owner' from agent", [
    heron[0].id,
  ]);
  const all = await run(['channel', 'list']);
  assert.match(all.out, /^kestrel {2}Archive {2}Old posts/, `every brand is listed where none is named: ${all.err}`);
  const unknown = await run(
    ['channel', 'add', 'pigeon', '--name', 'Post', '--brand', 'kestrel', '--credentials', '-'],
    '{}',
  );
  assert.deepEqual([unknown.code, /There are: .*archive/.test(unknown.err)], [2, true]);
  const broken = await run(['channel', 'add', 'archive', '--name', 'Post', '--credentials', '-'], '{"secret": "hush');
  assert.equal(broken.code, 1);
  assert.doesNotMatch(broken.err, /hush/);
});

const TWEETS = [
  {
    tweet_id: 2,
    author_id: 'kestrel',
    inbound: false,
    created_at: 'Tue Oct 31 20:05:00 +0000 2017',
    text: 'We are sorry.',
    in_response_to_tweet_id: 1,
  },
  {
    tweet_id: 1,
    author_id: '101',
    inbound: true,
    created_at: 'Tue Oct 31 20:00:00 +0000 2017',
    text: 'My machine leaks.',
    in_response_to_tweet_id: null,
  },
];

test('a recording is played, and a second time there is nothing to add', async context => {
  const { folder, run, setUp } = await workplace(context);
  await setUp();
  const file = join(folder, 'tweets.jsonl');
  writeFileSync(file, `${TWEETS.map(tweet => JSON.stringify(tweet)).join('\n')}\nnot a tweet\n`);
  const words = ['replay', file, '--format', 'twcs', '--brand', 'Kestrel', '--speed', 'max', '--json'];
  const played = JSON.parse((await run(words)).out);
  assert.deepEqual([played.kind, played.received, played.kept, played.failed], ['played', 3, 2, 1]);
  const again = JSON.parse((await run(words)).out);
  assert.deepEqual([again.kind, again.received, again.lines], ['already_on_the_desk', 3, 0]);
  const missing = await run(['replay', join(folder, 'none'), '--format', 'twcs', '--brand', 'Kestrel']);
  assert.deepEqual([missing.code, /cannot be read/.test(missing.err)], [1, true]);
});

test('a backup travels to another Heed with its key, and not without it', async context => {
  const [here, there] = [await workplace(context), await workplace(context, emptyDatabase)];
  await here.setUp();
  await here.run(['channel', 'add', 'archive', '--name', 'Old posts', '--credentials', '-'], '{"name": "Kestrel"}');
  const [plain, full] = [join(here.folder, 'plain'), join(here.folder, 'full')];
  const made = JSON.parse((await here.run(['backup', plain, '--json'])).out);
  assert.equal(made.bytes, statSync(plain).size);
  await here.run(['backup', full, '--with-key']);
  const restored = JSON.parse((await there.run(['restore', plain, '--json'])).out);
  assert.deepEqual([restored.key, restored.rows], ['other', made.rows]);
  const sealed = await there.run(['doctor', '--json']);
  assert.equal(sealed.code, 1);
  assert.match(sealed.out, /does not open Old posts/);
  const refused = await there.run(['restore', full]);
  assert.deepEqual([refused.code, /--replace/.test(refused.err)], [1, true]);
  assert.equal(JSON.parse((await there.run(['restore', full, '--replace', '--json'])).out).key, 'restored');
  const keys = [here, there].map(({ folder }) => readFileSync(join(folder, 'secret.key'), 'utf8'));
  assert.equal(keys[0], keys[1]);
  assert.equal(existsSync(join(there.folder, 'secret.key.before-restore')), true);
  assert.match((await there.run(['channel', 'list'])).out, /Old posts/);
});

test('doctor finds a well Heed well', async context => {
  const { run, setUp } = await workplace(context);
  await setUp();
  const { out } = await run(['doctor', '--json']);
  const findings: { what: string; state: string }[] = JSON.parse(out).findings;
  const wanted = [
    'Node',
    'Packages',
    'Settings',
    'Data folder',
    'Free space',
    'PostgreSQL',
    'Clocks',
    'Migrations',
    'Secret key',
    'Credentials',
    'Channels',
    'Jobs',
    'Promises',
  ];
  for (const what of wanted) assert.equal(findings.find(finding => finding.what === what)?.state, 'ok', what);
});

test('doctor says what is wrong and how to mend it', async context => {
  const { database, folder, run, setUp } = await workplace(context);
  const { brand, inboxId } = await setUp();
  await database.pool.query(
    `insert into channel (brand_id, id, inbox_id, network, name, account, sealed, state, said)
     values ($1, gen_random_uuid(), $2, 'archive', 'Lost', '{}', 'x', 'broken', 'the token was withdrawn')`,
    [brand.id, inboxId],
  );
  await database.pool.query(
    `with one as (insert into channel (brand_id, id, inbox_id, network, name, account, last_heard_at)
       values ($1, gen_random_uuid(), $2, 'archive', 'Quiet', '{}', '2026-11-20 14:05Z') returning brand_id, id, last_heard_at)
     insert into silence (brand_id, channel_id, since, noticed_at, expected)
     select brand_id, id, last_heard_at, '2026-11-20 16:00Z', 12.4 from one`,
    [brand.id, inboxId],
  );
  await database.pool.query("select graphile_worker.add_job('send', '{}', max_attempts := 1)");
  await database.pool.query('update graphile_worker._private_jobs set attempts = 1');
  writeFileSync(join(folder, 'secret.key'), readFileSync(join(folder, 'secret.key')), { mode: 0o600 });
  const { code, out } = await run(['doctor']);
  assert.equal(code, 1);
  assert.match(out, /mend {2}Credentials .*does not open Lost\n +→ /);
  assert.match(out, /mend {2}Channels .*Lost: the token was withdrawn/);
  assert.match(out, /mend {2}Channels .*Quiet: silent since 2026-11-20 14:05 UTC; about 12 posts/);
  assert.match(out, /mend {2}Jobs .*1 given up \(send\)/);
});

test('doctor says so when the database cannot be reached, and when settings are wrong', async context => {
  const folder = freshFolder(context);
  const away = runHeed(context, ['doctor'], folder, { HEED_DATABASE_URL: 'postgres://heed:hush@127.0.0.1:1/heed' });
  assert.equal(await away.ended(), 1);
  assert.match(away.said(), /mend {2}PostgreSQL .*cannot be reached/);
  assert.doesNotMatch(away.said(), /hush/);
  const wrong = runHeed(context, ['doctor', '--json'], folder, { HEED_PORT: 'x' });
  assert.equal(await wrong.ended(), 1);
  assert.equal(JSON.parse(wrong.said()).findings[0].what, 'Settings');
});
