/** `heed channel letters` and `heed channel replay`: what could not be read, and reading it again after a fix. */
import { type LetterView, makeLetters, type OpenLetter, type Rereading } from '../services/dead-letters.ts';
import type { Who } from '../services/permit.ts';
import { type RereadNeeds, reread } from '../services/reread.ts';
import { actAsOwner } from './act-as-owner.ts';
import { answer, type Session, withSession } from './session.ts';
import { EXIT, UsageMistake } from './verb.ts';

export type LetterValues = {
  brand?: string;
  reason?: string;
  letter?: string;
  since?: string;
  until?: string;
  json?: boolean;
};

const PAGE = 100;

/** The newest letters of a channel, or one of them in full. */
export async function listLetters([id, ...more]: string[], values: LetterValues): Promise<number> {
  if (id === undefined || more.length > 0) throw new UsageMistake('Name one channel: heed channel letters ID');
  const { letter, reason, json } = values;
  return withSession(async session => {
    const { who } = await actAsOwner(session, values.brand);
    const letters = lettersOf(session);
    if (letter !== undefined) {
      const opened = await letters.open(who, String(numberOf(letter)));
      answer(json, opened, inFull(opened));
      return EXIT.ok;
    }
    const page = await letters.list(who, id, { limit: PAGE, ...(reason === undefined ? {} : { reason }) });
    const lines = page.rows.map(lineOf);
    const rest = page.next === null ? [] : [`The newest ${PAGE} are shown; name a reason to see fewer kinds.`];
    answer(json, page, lines.length === 0 ? 'Everything could be read.' : [...lines, ...rest].join('\n'));
    return EXIT.ok;
  });
}

/** Done here and now; a Heed that runs beside it may do the same work, and neither does it twice. */
export async function replayLetters([id, ...more]: string[], values: LetterValues): Promise<number> {
  if (id === undefined || more.length > 0) throw new UsageMistake('Name one channel: heed channel replay ID');
  const { since, until, json } = values;
  if (until !== undefined && since === undefined) throw new UsageMistake('--until needs --since.');
  const done = await withSession(async session => {
    const { who } = await actAsOwner(session, values.brand);
    const begun = await begin(session, who, id, values);
    if (begun.reread === null || begun.reread.endedAt !== null) return begun;
    await session.world.ears.refresh();
    const job = { brandId: who.brandId, rereadId: begun.reread.id };
    await reread(rereadingOf(session), job, new AbortController().signal);
    return { begun: true, reread: await lettersOf(session).progress(who, id) };
  });
  answer(json, done, wordsOf(done));
  return done.reread !== null && done.reread.said !== null ? EXIT.failed : EXIT.ok;
}

function begin(session: Session, who: Who, id: string, values: LetterValues): Promise<Rereading> {
  const { reason, letter, since, until } = values;
  const letters = lettersOf(session);
  if (since !== undefined) {
    const range = { since: instantOf(since), ...(until === undefined ? {} : { until: instantOf(until) }) };
    return letters.rereadAll(who, id, range);
  }
  return letters.replay(who, id, {
    ...(reason === undefined ? {} : { reason }),
    ...(letter === undefined ? {} : { letter: numberOf(letter) }),
  });
}

function lettersOf({ database: { db }, world: { connectors, makeId, now } }: Session) {
  return makeLetters({ db, connectors, makeId, now });
}

function rereadingOf({ database: { db }, world }: Session): RereadNeeds {
  const { connectors, seal, ingestAll, ears, contexts, now, tell } = world;
  return { db, connectors, openContext: contexts.open, seal, ingestAll, ears, home: contexts.home, now, log: tell };
}

function numberOf(letter: string): number {
  if (!/^\d{1,15}$/.test(letter))
    throw new UsageMistake('--letter takes the number of a letter, as the list shows it.');
  return Number(letter);
}

/** A day is taken from its beginning, in UTC. */
function instantOf(text: string): string {
  const at = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(at.getTime())) throw new UsageMistake(`"${text}" is no date. Write it like 2026-11-22.`);
  return at.toISOString();
}

function lineOf({ id, receivedAt, reason, length, sample }: LetterView): string {
  const beginning = sample.replace(/\s+/g, ' ').slice(0, 80);
  return `${id}  ${receivedAt.slice(0, 19)}Z  ${reason}  (${length})  ${beginning}`;
}

function inFull({ id, receivedAt, source, reason, length, isCut, text }: OpenLetter): string {
  const head = `${id}  ${receivedAt.slice(0, 19)}Z  by ${source}  ${reason}  (${length})`;
  return `${head}\n\n${text}${isCut ? '\n\n… the rest is not shown' : ''}`;
}

function wordsOf({ begun, reread: row }: Rereading): string {
  if (!begun || row === null) return 'There is nothing to read again.';
  const sums = `${row.kept} kept, ${row.ignored} ignored, ${row.failed} still not readable`;
  return row.said === null ? `Read again: ${sums}.` : `Stopped: ${row.said} (${sums})`;
}
