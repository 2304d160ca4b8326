/** Random files of several companies, counted a second time straight from their lines, by somebody who knows the definition and not our code. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { openRecording } from '../../src/connectors/archive/parse.ts';
import { makeEars } from '../../src/services/ears.ts';
import { makeIngest } from '../../src/services/ingest.ts';
import { replay } from '../../src/services/replay.ts';
import { waitFor } from '../../src/services/wait.ts';
import { birdAccount } from '../support/bird.ts';
import { countedIds } from '../support/brand.ts';
import { makeChance } from '../support/chance.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';

let database: FreshDatabase;
const makeId = countedIds();

before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

const COMPANIES = ['kestrelcare', 'merlinhelp', 'ospreyhelp', 'swiftdesk'];
const COMPLAINT = 'is broken again, this is unacceptable, I want a refund';
const WORDS = [COMPLAINT, COMPLAINT, 'thank you, all is well now', 'when do you open on Sunday?'];
const START = Date.UTC(2017, 9, 31);

type Line = { id: number; by: string; seconds: number; text: string; parent: number | null; root: number };

function someDay(seed: number): Line[] {
  const random = makeChance(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const lines: Line[] = [];
  let id = 100;
  for (let thread = 0; thread < 120; thread++) {
    const customers = [`5${thread}`, `6${thread}`];
    const [company, other] = [pick(COMPANIES), pick(COMPANIES)];
    const own: Line[] = [];
    let seconds = Math.floor(random() * 40_000);
    for (let n = 1 + Math.floor(random() * 7); n > 0; n--) {
      const parent = own.length === 0 ? null : pick(own);
      const by = own.length === 0 || random() < 0.55 ? pick(customers) : random() < 0.85 ? company : other;
      const named = random() < 0.8 ? `@${company} ` : random() < 0.3 ? `@${other} ` : '';
      const text = COMPANIES.includes(by) ? `@${parent?.by} sorry` : `${named}it ${pick(WORDS)}`;
      // No two at the same second: which of them comes first is told elsewhere.
      seconds += 1 + Math.floor(random() * 3_000);
      id += 1;
      const line = {
        id,
        by,
        seconds: seconds * 2 + (thread % 2),
        text,
        parent: parent?.id ?? null,
        root: own[0]?.id ?? id,
      };
      own.push(line);
      lines.push(line);
    }
  }
  return lines.sort(() => random() - 0.5);
}

/** By hand, line by line: who complained to whom, and when the company first spoke to that person in that thread afterwards. */
function recount(lines: readonly Line[], measured: readonly string[], ours: string): string[] {
  const byId = new Map(lines.map(line => [line.id, line]));
  const inOrder = lines.toSorted((a, b) => a.seconds - b.seconds);
  const ourThreads = new Set(
    lines.filter(({ by, text }) => by === ours || text.includes(`@${ours}`)).map(({ root }) => root),
  );
  const found: string[] = [];
  for (const company of measured) {
    const matters = new Map<string, { asked: Line | null; spoke: boolean }>();
    for (const line of inOrder) {
      // Only threads in which we or a rival stand are in what was played; ours are those of our threads.
      if (company === ours && !ourThreads.has(line.root)) continue;
      const parent = line.parent === null ? undefined : byId.get(line.parent);
      if (line.by === company) {
        if (parent === undefined) continue;
        const to = addressee(parent, byId, company, matters);
        const matter = to === null ? undefined : matters.get(to);
        if (matter?.asked) {
          found.push(`${company} ${matter.asked.id} ${line.seconds - matter.asked.seconds}`);
          matter.asked = null;
        }
        continue;
      }
      if (COMPANIES.includes(line.by)) continue;
      const key = `${line.root} ${line.by}`;
      const root = byId.get(line.root);
      const isKnown = [parent, root].some(
        one =>
          one !== undefined &&
          one.id !== line.id &&
          one.by === line.by &&
          matters.has(key) &&
          heard.has(`${company} ${one.id}`),
      );
      if (!(line.text.includes(`@${company}`) || parent?.by === company || isKnown)) continue;
      heard.add(`${company} ${line.id}`);
      const matter = matters.get(key) ?? { asked: null, spoke: true };
      matters.set(key, matter);
      if (line.text.includes(COMPLAINT) && matter.asked === null) matter.asked = line;
    }
    for (const { asked } of matters.values()) if (asked) found.push(`${company} ${asked.id} waits`);
  }
  return found.sort();
}
const heard = new Set<string>();

/** Whom the company speaks to: whoever it answers; going on under its own words, whomever those were to. */
function addressee(
  parent: Line,
  byId: Map<number, Line>,
  company: string,
  matters: Map<string, unknown>,
): string | null {
  let to: Line | undefined = parent;
  while (to !== undefined && to.by === company) to = to.parent === null ? undefined : byId.get(to.parent);
  return to !== undefined && matters.has(`${to.root} ${to.by}`) && heard.has(`${company} ${to.id}`)
    ? `${to.root} ${to.by}`
    : null;
}

function asFile(lines: readonly Line[]): string {
  return lines
    .map(({ id, by, seconds, text, parent, root }) =>
      JSON.stringify({
        tweet_id: id,
        author_id: by,
        inbound: !COMPANIES.includes(by),
        created_at: new Date(START + seconds * 1_000)
          .toUTCString()
          .replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1 $3 $2 $5 +0000 $4'),
        text,
        in_response_to_tweet_id: parent,
        root,
      }),
    )
    .join('\n');
}

test('rivals and we are counted alike by the desk and by hand, over random files in any order', async t => {
  const { db } = database;
  const now = () => new Date();
  for (let seed = 1; seed <= 6; seed++) {
    heard.clear();
    const lines = someDay(seed);
    const file = join(freshFolder(t), `day-${seed}.jsonl`);
    await writeFile(file, asFile(lines));
    const needs = {
      db,
      ingest: makeIngest({ database, makeId, now }),
      ears: makeEars({ db }),
      makeId,
      now,
      wait: waitFor,
    };
    const { brandId } = await replay(needs, {
      file,
      brand: `Kestrel ${seed}`,
      format: openRecording('twcs', birdAccount),
      ours: birdAccount,
      speed: 'max',
      times: 'recorded',
      only: 'kestrelcare',
      rivals: ['merlinhelp', 'ospreyhelp'],
      signal: new AbortController().signal,
    });
    const { rows } = await sql<{ line: string }>`
      select concat_ws(' ', coalesce(r.name, 'kestrelcare'), t.opened_by,
        coalesce(extract(epoch from t.closed_at - t.opened_at)::int::text, 'waits')) line
      from rival_turn t left join rival r on r.brand_id = t.brand_id and r.id = t.rival_id
      where t.brand_id = ${brandId}`.execute(db);
    const wanted = recount(lines, ['kestrelcare', 'merlinhelp', 'ospreyhelp'], 'kestrelcare');
    assert.ok(wanted.length > 60, `${wanted.length} complaints`);
    assert.deepEqual(rows.map(({ line }) => line).sort(), wanted, `seed ${seed}`);
  }
});
