/** What one round asks, list by list: of a whole site three lists, of tags and words those of the questions they lead to. */
import { type Credentials, listed, TAGS_LIMIT, WORDS_LIMIT } from './credentials.ts';
import type { Kind } from './parse.ts';
import type { State } from './state.ts';

/** Numbers one request may name. */
export const IDS_AT_ONCE = 100;
const CHECK_EVERY_MS = { withKey: 3_600_000, without: 12 * 3_600_000 };

export type Step = {
  /** Also the name of its place. */
  name: string;
  path: string;
  params: Record<string, string>;
  /** What the list holds; an excerpt only leads to its question, a check only tells what is still there. */
  kind: Kind | 'excerpt' | 'check';
  sort: 'activity' | 'creation';
  /** Read from a month ago to its end and then never again, instead of from where it was read to. */
  isOnce: boolean;
};

/** A step that has nothing to ask now is null, so that the others keep their numbers. */
export function stepsOf(credentials: Credentials, state: State, now: Date): (Step | null)[] {
  const steps = isWholeSite(credentials) ? WHOLE_SITE : narrowed(credentials, state);
  const every = credentials.key ? CHECK_EVERY_MS.withKey : CHECK_EVERY_MS.without;
  const isDue = now.getTime() - state.checkedAt >= every && state.recent.length > 0;
  return [...steps, isDue ? step('check', `/posts/${ids(state.recent)}`, 'check') : null];
}

export function isWholeSite({ tags, words }: Credentials): boolean {
  return listed(tags, 1).length === 0 && listed(words, 1).length === 0;
}

const WHOLE_SITE: Step[] = [
  step('questions', '/questions', 'question'),
  step('all answers', '/answers', 'answer'),
  step('all comments', '/comments', 'comment'),
];

function narrowed(
  credentials: Credentials,
  { found, fresh, freshAnswers, questions, answers }: State,
): (Step | null)[] {
  const tags = listed(credentials.tags, TAGS_LIMIT);
  const words = listed(credentials.words, WORDS_LIMIT);
  const newly = fresh.slice(0, IDS_AT_ONCE / 2);
  const watched = [...questions, ...answers];
  return [
    tags.length === 0 ? null : { ...step('tagged', '/search', 'question'), params: { tagged: tags.join(';') } },
    ...words.map(word => searching(word)),
    found.length === 0 ? null : once('found', `/questions/${ids(found)}`, 'question'),
    newly.length === 0 ? null : once('fresh answers', `/questions/${ids(newly)}/answers`, 'answer'),
    newly.length === 0
      ? null
      : once('fresh comments', `/posts/${ids([...newly, ...freshAnswers])}/comments`, 'comment'),
    questions.length === 0 ? null : step('answers', `/questions/${ids(questions)}/answers`, 'answer'),
    watched.length === 0 ? null : step('comments', `/posts/${ids(watched)}/comments`, 'comment'),
  ];
}

function searching(word: string): Step {
  const phrase = `"${word.replaceAll('"', ' ')}"`;
  return { ...step(`words ${word}`, '/search/excerpts', 'excerpt'), params: { q: phrase } };
}

function step(name: string, path: string, kind: Step['kind']): Step {
  return { name, path, params: {}, kind, sort: kind === 'comment' ? 'creation' : 'activity', isOnce: false };
}

function once(name: string, path: string, kind: Step['kind']): Step {
  return { ...step(name, path, kind), isOnce: true };
}

function ids(all: readonly number[]): string {
  return all.slice(0, IDS_AT_ONCE).join(';');
}
