/** How often promises would have been kept: counted from turns as they were. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { ANYTHING, defaultPolicies } from '../../src/core/policy.ts';
import { makePolicies } from '../../src/services/policies.ts';
import { resolve } from '../../src/services/resolve.ts';
import { type PoliciesTried, type TriedPolicy, tryPolicies } from '../../src/services/try-policies.ts';
import { insertCalendar } from '../../src/store/calendars.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

const all: TriedPolicy = {
  id: '00000000-0000-7000-8000-000000000001',
  conditions: ANYTHING,
  firstMinutes: 30,
  nextMinutes: 60,
  hours: { kind: 'always' },
};
const other = '00000000-0000-7000-8000-000000000002';

/** Answered after so many minutes by somebody of ours; null: never. */
async function waited(
  desk: TestDesk,
  name: string,
  minutesAgo: number,
  answeredAfter: number | null,
  text = 'Hello there',
) {
  await desk.hear(post(name, name, minutesAgo, { text }));
  if (answeredAfter === null) return;
  await desk.hear(
    post(`re-${name}`, 'kestrel', minutesAgo - answeredAfter, { parentRemoteId: name, rootRemoteId: name }),
  );
}

function counts({ rows }: PoliciesTried): number[][] {
  return rows.map(({ applied, due, kept }) => [applied, due, kept]);
}

test('who was answered in time counts as kept, late or never as broken, and what is not due yet not at all', async t => {
  const town = await testDesk(t);
  const lead = await town.colleague('Lea', 'lead');
  await waited(town, 'ada', 600, 30);
  await waited(town, 'bo', 500, 31);
  await waited(town, 'cy', 400, null);
  await waited(town, 'di', 20, null);
  const tried = await tryPolicies(town.desk, lead, [all]);
  assert.deepEqual(counts(tried), [[4, 3, 1]]);
  assert.deepEqual(
    tried.rows[0]?.behind.map(turn => [turn.name, turn.kept, turn.answeredAt !== null]),
    [
      ['cy', false, false],
      ['bo', false, true],
      ['ada', true, true],
    ],
  );
  assert.deepEqual(
    counts(await tryPolicies(town.desk, lead, [{ ...all, firstMinutes: 31 }])),
    [[4, 3, 2]],
    'numbers move',
  );
});

test('the first that fits applies, and where none promises anything it is said', async t => {
  const town = await testDesk(t);
  const lead = await town.colleague('Lea', 'lead');
  await waited(town, 'ada', 600, 10, 'My kestrel grinder is broken, this is terrible');
  await waited(town, 'bo', 500, 10, 'Do you ship to Crete?');
  const complaints: TriedPolicy = {
    ...all,
    id: other,
    firstMinutes: 5,
    conditions: { ...ANYTHING, intents: ['complaint'] },
  };
  assert.deepEqual(counts(await tryPolicies(town.desk, lead, [complaints, all])), [
    [1, 1, 0],
    [1, 1, 1],
  ]);
  const alone = await tryPolicies(town.desk, lead, [complaints]);
  assert.equal(alone.unpromised, 1);
  const nothing = await tryPolicies(town.desk, lead, [{ ...all, firstMinutes: null }]);
  assert.equal(nothing.unpromised, 2);
});

test('a promise chosen for a conversation applies whatever it asks for', async t => {
  const town = await testDesk(t);
  const lead = await town.colleague('Lea', 'lead');
  await waited(town, 'ada', 600, 10);
  const [strict] = defaultPolicies(() => other);
  assert.ok(strict !== undefined);
  const { id } = await makePolicies(town.desk).add(lead, strict, false);
  await sql`update conversation set chosen_policy_id = ${id}`.execute(town.database.db);
  assert.deepEqual(counts(await tryPolicies(town.desk, lead, [all, { ...strict, id }])), [
    [0, 0, 0],
    [1, 1, 0],
  ]);
});

test('business hours stop the clock of whom it would have been late', async t => {
  const town = await testDesk(t);
  const lead = await town.colleague('Lea', 'lead');
  // Noon of the tests' day is a Sunday: closed. Asked on Friday at 17:50 in Athens, answered on Saturday.
  await waited(town, 'ada', 44 * 60 + 10, 900);
  const nine = [{ fromMinute: 540, untilMinute: 1_080 }];
  const row = {
    id: town.ear.makeId(),
    name: 'Office',
    timeZone: 'Europe/Athens',
    week: [nine, nine, nine, nine, nine, [], []],
  };
  await town.database.db.transaction().execute(tx => insertCalendar(tx, town.ear.brandId, row));
  assert.deepEqual(counts(await tryPolicies(town.desk, lead, [all])), [[1, 1, 0]]);
  const inHours = await tryPolicies(town.desk, lead, [{ ...all, hours: { kind: 'team' } }]);
  assert.deepEqual(counts(inHours), [[1, 1, 1]]);
  assert.equal(inHours.rows[0]?.behind[0]?.dueAt, '2026-11-23T07:20:00.000Z');
});

test('what needed no answer counts neither way, what was resolved unanswered as broken once it is due', async t => {
  const town = await testDesk(t);
  const lead = await town.colleague('Lea', 'lead');
  await waited(town, 'ada', 600, null);
  await waited(town, 'bo', 500, null);
  await waited(town, 'cy', 80 * 24 * 60, null);
  const close = (name: string, outcome: string) =>
    sql`update turn t set outcome = ${outcome}, closed_at = t.opened_at + interval '1 minute'
      from message m where m.id = t.opened_by and m.remote_id = ${name}`.execute(town.database.db);
  await sql`update conversation set turn_id = null, turn_opened_at = null, due_at = null, status = 'resolved'`.execute(
    town.database.db,
  );
  await close('ada', 'not_needed');
  await close('bo', 'unanswered');
  assert.deepEqual(
    counts(await tryPolicies(town.desk, lead, [all])),
    [[2, 1, 0]],
    'what is older than 30 days is left out',
  );
});

test('only leads try promises', async t => {
  const town = await testDesk(t);
  await assert.rejects(tryPolicies(town.desk, await town.colleague('Ann'), [all]), /role/);
});

test('where a resolution is promised, whole matters are counted: resolved in time, late, and not due yet', async t => {
  const town = await testDesk(t);
  const lead = await town.colleague('Lea', 'lead');
  // Waits all the time: nobody answers.
  await waited(town, 'ada', 300, null);
  await waited(town, 'bo', 50, null);
  const cy = await town.hear(post('cy', 'cy', 40));
  await resolve(town.desk, lead, cy, { openTurn: 'not_needed', reason: 'thanks' });
  // Answered after ten minutes: it stands while we wait for the customer.
  await waited(town, 'di', 600, 10);
  const policy = { ...all, resolutionMinutes: 60 };
  const resolution = async (one: TriedPolicy) => (await tryPolicies(town.desk, lead, [one])).rows[0]?.resolution;
  assert.deepEqual(await resolution(policy), { applied: 4, due: 2, kept: 1 });
  assert.deepEqual(await resolution({ ...all, resolutionMinutes: 30 }), { applied: 4, due: 3, kept: 0 });
  assert.deepEqual(await resolution(all), { applied: 0, due: 0, kept: 0 }, 'nothing is promised');
});
