/**
 * Our connectors and the networks' own documents, whole, where somebody has them: `npm run test:peers -- --specs FOLDER`. What is asked
 * and answered, in the laws and in each connector's own tests; and what the documents say may come, read by our parsers.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { connectorById } from '../../src/connectors/index.ts';
import type { Contract } from '../../src/connectors/kit/fake.ts';
import { distil } from '../support/specs/distil.ts';
import type { Document } from '../support/specs/document.ts';
import { inPlaceOf } from '../support/specs/document-server.ts';
import { exercise, exerciseOn } from '../support/specs/exercise.ts';
import { samplesIn } from '../support/specs/postman.ts';
import { recordedOf } from '../support/specs/recorded.ts';
import type { Exchange } from '../support/specs/recorder.ts';
import { sampleOf } from '../support/specs/sample.ts';
import { distilledOf, SUBJECTS, type Subject, subjectOf, wholeOf } from '../support/specs/subjects.ts';
import { makeCheck, metIn, validate } from '../support/specs/validate.ts';

const folder = process.env['HEED_SPECS'] ?? '';
const CONNECTORS = join(import.meta.dirname, '../../src/connectors');

function whyNot({ file }: Subject): string | false {
  if (folder === '') return 'no folder of documents was named: npm run test:peers -- --specs FOLDER';
  return existsSync(join(folder, file)) ? false : `${file} is not in ${folder}`;
}

async function contractOf(id: string): Promise<Contract> {
  return ((await import(join(CONNECTORS, id, 'fake.ts'))) as { contract: Contract }).contract;
}

test('facebook and instagram, against their documents', {
  skip: 'Meta publishes none for these two; the pages are named in each README',
});

for (const subject of SUBJECTS)
  describe(`${subject.id}, against its whole document`, { skip: whyNot(subject) }, () => {
    const exercised = async (): Promise<Exchange[]> => {
      const connector = connectorById.get(subject.id);
      const { openFake } = await contractOf(subject.id);
      assert.ok(connector && openFake);
      return (await exercise(connector, openFake)).filter(subject.isAbout ?? (() => true));
    };
    const isRight = async (exchanges: readonly Exchange[], answersToo: boolean, say: (words: string) => void) => {
      const forgiven = answersToo ? subject.forgiven : [...subject.forgiven, ...(subject.forgivenInTests ?? [])];
      const found = await validate(wholeOf(subject, folder), exchanges, answersToo);
      say(`${found.requests} requests and ${found.answers} answers; beside the document: ${found.beside.join(', ')}`);
      assert.deepEqual(
        found.complaints.filter(one => !forgiven.some(known => known.test(one))),
        [],
      );
      assert.ok(found.requests > 0);
    };

    test('what is kept of it is what it says', async () => {
      const [whole, exchanges] = [wholeOf(subject, folder), await exercised()];
      const now: unknown = JSON.parse(JSON.stringify(distil(whole, exchanges, await metIn(whole, exchanges))));
      assert.deepEqual(
        now,
        distilledOf(subject.id),
        'write it anew: node tests/support/specs/distil.ts FOLDER, npm run fix',
      );
    });

    test('every request and every answer of the fake is right', async t => {
      await isRight(await exercised(), true, words => t.diagnostic(words));
    });

    test('every request its own tests have it send is right', async t => {
      const exchanges = (await recordedOf(subject.id)).filter(subject.isAbout ?? (() => true));
      if (exchanges.length === 0) return t.skip('it has no tests of its own that ask anything');
      await isRight(exchanges, false, words => t.diagnostic(words));
    });
  });

for (const id of ['telegram', 'x', 'whatsapp'])
  test(`${id}: whatever its document says may be answered, with the least or with all of it, is taken or refused in words`, {
    skip: whyNot(subjectOf(id)),
  }, async t => {
    const whole = wholeOf(subjectOf(id), folder);
    const connector = connectorById.get(id);
    const { openFake } = await contractOf(id);
    assert.ok(connector && openFake);
    const answered = new Set<string>();
    for (const everything of [false, true])
      await exerciseOn(connector, async () => inPlaceOf(await openFake(), whole, everything, answered));
    t.diagnostic(`answered: ${[...answered].sort().join(', ')}`);
    assert.ok(answered.size >= 3);
  });

describe('Telegram, read from its document', { skip: whyNot(subjectOf('telegram')) }, () => {
  const whole: Document =
    folder === '' ? { of: '', operations: [], shapes: {} } : wholeOf(subjectOf('telegram'), folder);
  const fieldsOf = (name: string) =>
    Object.entries((whole.shapes[name] as { properties?: Record<string, unknown> })?.properties ?? {});
  const base = { message_id: 1, date: 1_772_445_600, chat: { id: 5, type: 'private', first_name: 'Thea' } };

  test('a message with any one of its fields, small or whole, is heard or ignored, and never unreadable', async () => {
    const contract = await contractOf('telegram');
    for (const everything of [false, true])
      for (const [name, shape] of fieldsOf('Message')) {
        const message = { [name]: sampleOf(whole, shape as never, everything, 1), ...base };
        const [heard] = contract.read(JSON.stringify({ update_id: 1, message }), 'private.jsonl');
        assert.ok(heard?.kind === 'arrival' || heard?.ignored, `${name}: ${heard?.kind === 'dropped' && heard.reason}`);
      }
  });

  test('every kind of update is heard or ignored, and never unreadable', async () => {
    const contract = await contractOf('telegram');
    for (const everything of [false, true])
      for (const [name, shape] of fieldsOf('Update')) {
        const update = { [name]: sampleOf(whole, shape as never, everything, 1), update_id: 1 };
        const [heard] = contract.read(JSON.stringify(update), 'private.jsonl');
        assert.ok(heard?.kind === 'arrival' || heard?.ignored, `${name}: ${heard?.kind === 'dropped' && heard.reason}`);
      }
  });
});

describe('Fixtures, held against their documents', {
  skip: whyNot(subjectOf('telegram')) || whyNot(subjectOf('whatsapp')),
}, () => {
  const linesOf = (path: string) =>
    readFileSync(join(CONNECTORS, path), 'utf8')
      .split('\n')
      .filter(line => line.trim() !== '');

  test('every update of Telegram’s is one, but for what older servers say', () => {
    const check = makeCheck(wholeOf(subjectOf('telegram'), folder));
    const older = /forward_from_chat|forward_from_message_id|forward_date|all_members_are_administrators|can_reply$/;
    for (const name of ['private', 'groups', 'channels', 'business'])
      for (const line of linesOf(`telegram/fixtures/${name}.jsonl`))
        assert.deepEqual(
          check(shapeOf('Update'), JSON.parse(line)).filter(one => !older.test(one)),
          [],
          line.slice(0, 200),
        );
  });

  test('every call of WhatsApp’s comes in the envelope it is to come in', () => {
    const check = makeCheck(wholeOf(subjectOf('whatsapp'), folder));
    // What is within is described there in a way that no real call keeps to.
    const within = /^\/entry\/…\/changes\/…\/(value|field)/;
    for (const name of ['messages', 'statuses', 'account'])
      for (const line of linesOf(`whatsapp/fixtures/${name}.jsonl`))
        assert.deepEqual(
          check(shapeOf('WebhookPayload'), JSON.parse(line)).filter(one => !within.test(one)),
          [],
          line.slice(0, 200),
        );
  });
});

describe('Threads, read from its document', { skip: whyNot(subjectOf('threads')) }, () => {
  test('every post in its sample answers is heard', async () => {
    const contract = await contractOf('threads');
    const samples = samplesIn(readFileSync(join(folder, subjectOf('threads').file), 'utf8'));
    let posts = 0;
    for (const { name, path, body } of samples) {
      // Where a value or the rest of a list belongs, some have a word in brackets, or three dots.
      const told: unknown = JSON.parse(
        body
          .replace(/<string>(?!")/g, '"17900000000000000"')
          .replace(/,?\s*\.\.\.(?=\s*[}\]])/g, '')
          .replace(/,(\s*[}\]])/g, '$1'),
      );
      const entries = (told as { data?: unknown }).data ?? [told];
      for (const entry of Array.isArray(entries) ? entries : []) {
        if (typeof entry !== 'object' || entry === null || !('text' in entry && 'timestamp' in entry)) continue;
        const file = path.endsWith('/mentions') || path.endsWith('_search') ? 'found.jsonl' : 'conversation.jsonl';
        const [heard] = contract.read(JSON.stringify(entry), file);
        assert.equal(heard?.kind, 'arrival', `${name}: ${heard?.kind === 'dropped' && heard.reason}`);
        posts += 1;
      }
    }
    assert.ok(posts >= 6, `${posts} posts`);
  });
});

describe('X, read from its document', { skip: whyNot(subjectOf('x')) }, () => {
  test('a post with everything its document names, and one with what it must have, is heard', async () => {
    const contract = await contractOf('x');
    const whole = wholeOf(subjectOf('x'), folder);
    for (const everything of [true, false]) {
      const data = {
        id: '1346889436626259968',
        text: 'It leaks',
        author_id: '2222222222222222222',
        ...object(sampleOf(whole, shapeOf('Post'), everything)),
        // The first kind of reference that is named is a repost, which is nobody's words.
        referenced_posts: [],
        referenced_tweets: [],
      };
      const users = [{ ...object(sampleOf(whole, shapeOf('User'), everything)), id: data.author_id }];
      const [heard] = contract.read(JSON.stringify({ data, includes: { users } }), 'stream.jsonl');
      assert.equal(heard?.kind, 'arrival', heard?.kind === 'dropped' ? heard.reason : '');
    }
  });
});

function shapeOf(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

function object(value: unknown): Record<string, unknown> {
  return value as Record<string, unknown>;
}
