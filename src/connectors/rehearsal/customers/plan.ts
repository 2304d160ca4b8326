/** How the story of a matter goes on: a pure answer to "what is due now". */
import { PRIVATE_TEXT_LIMIT_GRAPHEMES } from '../square.ts';
import type { SquarePost } from '../square-state.ts';
import { between, dice } from './dice.ts';
import type { Matter } from './matters.ts';
import { type Company, lineOf } from './words.ts';

export type Deed =
  | { kind: 'say'; text: string; parentId: string | null; privately: boolean; key: string }
  | { kind: 'edit'; id: string; text: string }
  | { kind: 'remove'; id: string }
  | { kind: 'read' };

export type Next = { dueAt: number; deed: Deed } | null;

/** Seconds at speed 1. */
const WAIT_SECONDS = [60, 150] as const;
const REACTION_SECONDS = [8, 30] as const;
const EDIT_SECONDS = [15, 40] as const;
const READ_SECONDS = [3, 10] as const;
const NUDGES = 3;
const ROUNDS = 4;
/** After so long without an answer they have given up, and somebody else may come. */
export const GIVES_UP_AFTER_SECONDS = 3 * 60 * 60;

const WAITS = new Set<Matter['topic']>(['complaint', 'question', 'request', 'danger', 'whisper']);

/** Over: thanked, given up, or nothing that waits for anybody. */
export function isOver(matter: Matter, company: Company, nowMs: number, speed: number): boolean {
  if (matter.root.removedAt !== null) return true;
  const last = matter.posts.at(-1) ?? matter.root;
  const quietSeconds = ((nowMs - Date.parse(last.at)) / 1000) * speed;
  if (quietSeconds > GIVES_UP_AFTER_SECONDS) return true;
  if (matter.posts.some(post => post.by !== company.id && isThanks(post))) return true;
  if (!WAITS.has(matter.topic)) return quietSeconds > 300 || matter.topic === 'noise' || matter.topic === 'spam';
  return roundsOf(matter, company) > ROUNDS;
}

/** The next thing this customer does about the matter, and when; null: nothing until somebody else does. */
export function nextOf(matter: Matter, company: Company, isUnread: boolean, speed: number): Next {
  const last = matter.posts.at(-1) ?? matter.root;
  const after = (post: SquarePost, range: readonly [number, number], about: string) =>
    Date.parse(post.at) + (between(range[0], range[1], moment(matter), about) / speed) * 1000;
  if (isUnread && last.room !== null && last.by === company.id)
    return { dueAt: after(last, READ_SECONDS, 'read'), deed: { kind: 'read' } };
  const correction = correctionOf(matter, company);
  if (correction) return { dueAt: after(matter.root, EDIT_SECONDS, 'edit'), deed: correction };
  if (last.by === company.id) {
    const deed = reaction(matter, company, last);
    return deed && { dueAt: after(last, REACTION_SECONDS, 'react'), deed };
  }
  const nudges = sinceAnswer(matter, company) - 1;
  const deed = WAITS.has(matter.topic) ? nudge(matter, company, last, nudges) : null;
  const { patience } = matter.persona;
  const hurry = (matter.topic === 'danger' ? 0.5 : 1) * patience * 2 ** nudges;
  return deed && { dueAt: after(last, [WAIT_SECONDS[0] * hurry, WAIT_SECONDS[1] * hurry], 'wait'), deed };
}

/** Asked again, then angrily; then silence, and now and then the post is gone. */
function nudge(matter: Matter, company: Company, last: SquarePost, nudges: number): Deed | null {
  if (nudges >= NUDGES) {
    const goes = dice('goes', moment(matter)) < 0.06 && !matter.posts.some(({ by }) => by === company.id);
    return goes ? { kind: 'remove', id: matter.root.id } : null;
  }
  const isAngry = nudges === NUDGES - 1 || (nudges > 0 && dice('angry', moment(matter)) < 0.5);
  return say(matter, company, isAngry ? 'angry' : 'again', last);
}

function reaction(matter: Matter, company: Company, answer: SquarePost): Deed | null {
  const rounds = roundsOf(matter, company);
  if (rounds > ROUNDS) return null;
  const chance = dice('reaction', moment(matter));
  if (!WAITS.has(matter.topic)) return chance < 0.4 ? say(matter, company, 'thanks', answer) : null;
  const asks = /[?;؟]/.test(answer.text);
  if (rounds <= 1 && asks && chance < 0.85)
    return say(matter, company, answer.room === null ? 'details' : 'inPrivate', answer);
  if (rounds <= 1 && answer.room !== null && chance < 0.5) return say(matter, company, 'inPrivate', answer);
  if (rounds <= 1 && chance < 0.2) return say(matter, company, 'details', answer);
  if (chance > 0.85) return say(matter, company, 'unhappy', answer);
  return say(matter, company, 'thanks', answer);
}

function say(
  matter: Matter,
  company: Company,
  kind: 'again' | 'angry' | 'thanks' | 'details' | 'unhappy' | 'inPrivate',
  to: SquarePost,
): Deed {
  return {
    kind: 'say',
    text: lineOf(kind, matter.persona, company, matter.root.key ?? '', moment(matter)),
    parentId: to.room === null ? to.id : null,
    privately: to.room !== null,
    key: `${kind} ${to.id}`,
  };
}

function correctionOf(matter: Matter, company: Company): Deed | null {
  const { root } = matter;
  const isFresh = matter.posts.length === 1 && root.version === 0 && root.removedAt === null;
  if (!isFresh || matter.topic !== 'complaint' || dice('corrects', moment(matter)) > 0.12) return null;
  const text = `${root.text}\n${lineOf('corrections', matter.persona, company, root.key ?? '', moment(matter))}`;
  return text.length < PRIVATE_TEXT_LIMIT_GRAPHEMES / 5 ? { kind: 'edit', id: root.id, text } : null;
}

/** Where a story stands, in words that are the same on every square with the same seed. */
function moment(matter: Matter): string {
  return `${matter.root.key} ${matter.posts.length}`;
}

/** How often the company has answered. */
function roundsOf(matter: Matter, company: Company): number {
  return matter.posts.filter(({ by }) => by === company.id).length;
}

function sinceAnswer(matter: Matter, company: Company): number {
  let count = 0;
  for (let i = matter.posts.length - 1; i >= 0 && matter.posts[i]?.by !== company.id; i--) count++;
  return count;
}

function isThanks(post: SquarePost): boolean {
  return post.key?.startsWith('thanks ') ?? false;
}
