/** The made-up past of a company that has just moved in. */
import { write } from '../square.ts';
import { between, dice } from './dice.ts';
import { type CustomersOptions, type Going, openMatter, topicFor } from './open-matter.ts';
import { type Persona, personas } from './personas.ts';
import { lineOf } from './words.ts';

const WAITING_PEOPLE = 25;
const WAITING_SINCE_MINUTES = 9;
const SERVED_PEOPLE = 6;
const HOUR_MS = 3_600_000;

/** Some were served in days gone by; most have been waiting for minutes. */
export async function makeHistory(options: CustomersOptions, going: Going): Promise<void> {
  const nowMs = options.now().getTime();
  const { seed, speed } = going.pace;
  const cast = personas.toSorted((a, b) => dice(seed, a.handle) - dice(seed, b.handle));
  for (const persona of cast.filter(({ part }) => part === 'customer').slice(0, SERVED_PEOPLE)) {
    const at = nowMs - between(20, 70, seed, 'past', persona.handle) * HOUR_MS;
    await serve(options, going, persona, at);
  }
  const people = cast.slice(-WAITING_PEOPLE);
  for (const [i, persona] of people.entries()) {
    const minutesAgo = (WAITING_SINCE_MINUTES * (1 - i / people.length)) / speed;
    const at = new Date(nowMs - minutesAgo * 60_000);
    await openMatter(options, going, persona, topicFor(seed, going.opened, persona), at);
  }
}

/** A story with a good end: asked, answered, thanked, and a last kind word, so that nobody waits for anything. */
async function serve(options: CustomersOptions, going: Going, persona: Persona, atMs: number): Promise<void> {
  const { square } = options;
  const { company, pace } = going;
  const topic = dice(pace.seed, 'past topic', persona.handle) < 0.7 ? 'complaint' : 'question';
  const root = await openMatter(options, going, persona, topic, new Date(atMs));
  const story = root.key ?? '';
  const line = (kind: 'answers' | 'thanks' | 'goodbyes') => lineOf(kind, persona, company, story, story);
  const say = async (by: string, text: string, parentId: string, atMs: number, key: string | null) =>
    write(square, { by, text, lang: persona.lang, parentId, key, at: new Date(atMs) });
  const answeredMs = atMs + between(0.05, 1.2, story, 'answer') * HOUR_MS;
  const thankedMs = answeredMs + between(0.02, 0.25, story, 'thanks') * HOUR_MS;
  const answer = await say(company.id, line('answers'), root.id, answeredMs, null);
  const thanks = await say(root.by, line('thanks'), answer.id, thankedMs, `thanks ${answer.id}`);
  await say(company.id, line('goodbyes'), thanks.id, thankedMs + between(0.02, 0.2, story, 'goodbye') * HOUR_MS, null);
}
