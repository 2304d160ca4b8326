import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { settle } from '../../src/services/settle.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';
import { person, post } from '../support/hearing.ts';

const PROFILE = { bio: '', links: [], verifiedLinks: [] };

test('a turn keeps what it was when it opened: language, who may read it, how it was heard and how far its author reaches', async t => {
  const d = await testDesk(t);
  const author = { ...person('thea'), profile: { ...PROFILE, followers: 5_000 } };
  const id = await d.hear(complaint({ author, lang: 'de' }));
  assert.deepEqual(await facts(d, id), [
    { lang: 'de', visibility: 'public', heard: false, reach: 3, team: null, complaint: false },
  ]);
  const grown = { ...author, profile: { ...author.profile, followers: 250_000 } };
  await d.hear(post('p2', 'thea', 5, { parentRemoteId: 'p1', rootRemoteId: 'p1', author: grown, lang: 'en' }));
  assert.equal((await facts(d, id))[0]?.lang, 'de');
  assert.equal((await facts(d, id))[0]?.reach, 3);
});

test('its team follows the conversation until it is closed, and the next one begins with the team of then', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  const [blue, green] = [await addTeam(d, 'Blue'), await addTeam(d, 'Green')];
  await give(d, id, blue);
  assert.deepEqual(
    (await facts(d, id)).map(({ team }) => team),
    [blue],
  );
  await d.ear.hear(post('a1', 'kestrel', 6, { parentRemoteId: 'p1', rootRemoteId: 'p1' }));
  await give(d, id, green);
  await d.hear(post('p2', 'thea', 4, { parentRemoteId: 'a1', rootRemoteId: 'p1' }));
  assert.deepEqual(
    (await facts(d, id)).map(({ team }) => team),
    [blue, green],
  );
});

test('whether it is a complaint follows what its messages are read as, also once it is closed', async t => {
  const d = await testDesk(t);
  const id = await d.hear(complaint());
  await d.ear.hear(post('a1', 'kestrel', 6, { parentRemoteId: 'p1', rootRemoteId: 'p1' }));
  for (const [intents, expected] of [
    ['{complaint}', true],
    ['{}', false],
  ] as const) {
    await d.desk.db.transaction().execute(async tx => {
      await sql`update message set intents = ${intents} where conversation_id = ${id} and direction = 'in'`.execute(tx);
      await settle(tx, d.ear.brandId, [id], d.desk.now(), { makeId: d.ear.makeId });
    });
    assert.deepEqual(
      (await facts(d, id)).map(one => one.complaint),
      [expected],
    );
  }
});

async function facts({ database, ear }: TestDesk, conversationId: string) {
  const { rows } = await sql<{
    lang: string;
    visibility: string;
    heard: boolean;
    reach: number;
    team: string;
    complaint: boolean;
  }>`
    select lang, visibility, heard, reach, team_id as team, complaint from turn
    where brand_id = ${ear.brandId} and conversation_id = ${conversationId} order by opened_at`.execute(database.db);
  return rows;
}

async function addTeam({ database, ear }: TestDesk, name: string): Promise<string> {
  const id = ear.makeId();
  await sql`insert into team (brand_id, id, name) values (${ear.brandId}, ${id}, ${name})`.execute(database.db);
  return id;
}

async function give({ database }: TestDesk, conversationId: string, teamId: string): Promise<void> {
  await sql`update conversation set team_id = ${teamId} where id = ${conversationId}`.execute(database.db);
}
