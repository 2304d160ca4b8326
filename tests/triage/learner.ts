/** A desk whose people correct what was read, and a learner that is quick and takes every label at its word. */
import type { TestContext } from 'node:test';
import { sql } from 'kysely';
import { featuresOf } from '../../src/core/triage/features.ts';
import { fitHead } from '../../src/core/triage/fit.ts';
import { encodeHead } from '../../src/core/triage/head-file.ts';
import { NO_FACTS, NO_WEIGHTS, readPost, type Shipped, viewOf } from '../../src/core/triage/read.ts';
import { type ReadingsView, SENTIMENTS, type Sentiment } from '../../src/core/triage/reading.ts';
import type { Said } from '../../src/core/triage/said.ts';
import { taughtHeads } from '../../src/services/brand-heads.ts';
import { type Corrected, correctReading, undoCorrection } from '../../src/services/correct-reading.ts';
import { type LearnNeeds, learnNow, type Teach } from '../../src/services/learn.ts';
import { type LearningView, readLearning } from '../../src/services/learning.ts';
import { makeWordsOf } from '../../src/services/learnt-words.ts';
import type { Who } from '../../src/services/permit.ts';
import { makeReaders } from '../../src/services/readers.ts';
import { writeReadings } from '../../src/store/corrections.ts';
import { testDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';

const NO_QUALITY = { measuredOn: 0, taught: null, shipped: null };

/** Believes everything; says `too_few` below this many labels. */
export function credulous(least = 2): Teach {
  return async (_aspect, labels) => {
    const found = { quality: NO_QUALITY, people: [], contradictions: 0 };
    if (labels.length < least) return { bytes: null, why: ['too_few'], ...found };
    const examples = labels.map(({ text, value }) => ({
      features: featuresOf(text),
      target: [...SENTIMENTS].map(String).indexOf(value[0] ?? ''),
    }));
    const head = fitHead(examples, { name: 'sentiment', kind: 'one', classes: [...SENTIMENTS], seed: 1 });
    return { bytes: encodeHead(head), why: [], ...found };
  };
}

/** @param options.shipped what came with the product; nothing where it is left out */
export async function learner(t: Pick<TestContext, 'after'>, options: { teach?: Teach; shipped?: () => Shipped } = {}) {
  const d = await testDesk(t);
  const failed: unknown[] = [];
  const readers = makeReaders({ shipped: options.shipped ?? (() => NO_WEIGHTS), taught: taughtHeads });
  const needs: LearnNeeds = {
    db: d.database.db,
    now: d.desk.now,
    clockMs: () => 0,
    teach: options.teach ?? credulous(),
    log: (_level, message, facts) => void failed.push({ message, ...facts }),
  };
  const desk = { ...d.desk, readers, wordsOf: makeWordsOf({ db: d.database.db, readers }) };
  const correcting = (own: LearnNeeds) => ({
    ...desk,
    learnNow: (brandId: number, aspect: Said['aspect']) => learnNow(own, brandId, aspect),
  });
  const lead = await d.colleague('Lea', 'lead');
  return {
    d,
    desk,
    needs,
    readers,
    lead,
    failed,
    /** What its posts are read as now. */
    async read(text: string): Promise<ReadingsView> {
      const by = await readers.of(d.database.db, d.ear.brandId);
      return viewOf(readPost({ text, networkTag: 'en', facts: NO_FACTS }, by));
    },
    /** Hears a post and reads it as posts are read now. @returns the id of its message */
    async hearAndRead(remoteId: string, text: string): Promise<string> {
      const id = await this.hear(remoteId, text);
      const readings = await this.read(text);
      const { db } = d.database;
      await db.transaction().execute(tx => writeReadings(tx, d.ear.brandId, [{ id, readings, intents: [] }]));
      return id;
    },
    /** Hears a post. @returns the id of its message */
    async hear(remoteId: string, text: string, minutesAgo = 10): Promise<string> {
      await d.hear(post(remoteId, `author of ${remoteId}`, minutesAgo, { text }));
      return messageOf(d, remoteId);
    },
    async correct(who: Who, messageId: string, said: Said, own: LearnNeeds = needs): Promise<Corrected> {
      d.pass(1);
      return correctReading(correcting(own), who, messageId, said);
    },
    /** As many messages like this one, each corrected by the lead. */
    async addLabels(like: string, count: number, of: (n: number) => { text: string; mood: Sentiment }): Promise<void> {
      const { db } = d.database;
      const rows = Array.from({ length: count }, (_, n) => ({ id: d.desk.makeId(), ...of(n) }));
      const ids = rows.map(({ id }) => id);
      await sql`
        insert into message (brand_id, id, conversation_id, channel_id, thread_id, direction, visibility, remote_id, identity_id,
          at, received_at, text)
        select m.brand_id, n.id, m.conversation_id, m.channel_id, m.thread_id, m.direction, m.visibility, n.id::text, m.identity_id,
          m.at, m.received_at, n.text
        from message m, unnest(${ids}::uuid[], ${rows.map(({ text }) => text)}::text[]) n (id, text) where m.id = ${like}`.execute(
        db,
      );
      await sql`
        insert into reading_correction (brand_id, id, message_id, aspect, said, source, weight, agent_id, at)
        select ${d.ear.brandId}::int, gen_random_uuid(), id, 'sentiment', said, 'person', 1, ${lead.agentId}::uuid, ${d.desk.now()}::timestamptz
        from unnest(${ids}::uuid[], ${rows.map(one => JSON.stringify(one.mood))}::jsonb[]) n (id, said)`.execute(db);
    },
    undo: (who: Who, id: string) => undoCorrection(correcting(needs), who, id),
    async learning(aspect: Said['aspect'] = 'sentiment'): Promise<LearningView> {
      const { aspects } = await readLearning(desk, lead);
      const found = aspects.find(one => one.aspect === aspect);
      if (found === undefined) throw new Error(`${aspect} is not learnt`);
      return found;
    },
  };
}

async function messageOf({ database, ear }: Awaited<ReturnType<typeof testDesk>>, remoteId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from message where channel_id = ${ear.channelId} and remote_id = ${remoteId}`.execute(database.db);
  return rows[0]?.id ?? '';
}

export const mood = (value: (typeof SENTIMENTS)[number]): Said => ({ aspect: 'sentiment', value });
