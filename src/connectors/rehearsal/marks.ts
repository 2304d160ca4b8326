/** What companies do to posts on the square besides answering: like, hide, block, report. Each is once, however often. */
import { act, person, type Square, SquareRefusal, standing } from './square.ts';
import { blockKey, type MarkKind, mentionsIn, type SquareState } from './square-state.ts';

const REPORT_LIMIT_CHARACTERS = 2_000;

/** Puts a mark on a post, or takes it off. */
export async function mark(square: Square, what: MarkKind, id: string, by: string, isOn: boolean): Promise<void> {
  await act(square, state => {
    if (hasMark(state, what, id, by) === isOn) return null;
    const post = standing(square, id);
    if (what === 'hide' && isOn) mustBeOurs(state, post.id, by);
    return { kind: 'mark', what, id, by, isOn };
  });
}

export async function block(square: Square, personId: string, by: string, isOn: boolean): Promise<void> {
  await act(square, state => {
    if (state.blocks.has(blockKey(by, personId)) === isOn) return null;
    if (person(square, personId).isCompany) throw new SquareRefusal(403, 'Companies do not block each other here.');
    return { kind: 'block', person: personId, by, isOn };
  });
}

/** To whoever runs the square: it is written down. */
export async function report(square: Square, id: string, by: string, ground: string, words: string): Promise<void> {
  if (words.length > REPORT_LIMIT_CHARACTERS) throw new SquareRefusal(422, 'A report is 2,000 characters at most.');
  await act(square, () => ({ kind: 'report', id: standing(square, id).id, by, ground, words }));
}

export function hasMark(state: SquareState, what: MarkKind, id: string, by: string): boolean {
  return state.marks.get(id)?.has(`${what} ${by}`) ?? false;
}

/** Whoever has marked a post so. */
export function markedBy(state: SquareState, what: MarkKind, id: string): string[] {
  return [...(state.marks.get(id) ?? [])].flatMap(one =>
    one.startsWith(`${what} `) ? [one.slice(what.length + 1)] : [],
  );
}

/** A company may hide what names it, and what stands under a post of its own. */
function mustBeOurs(state: SquareState, id: string, by: string): void {
  const post = state.posts.get(id);
  if (post === undefined || post.room !== null) throw new SquareRefusal(403, 'That was said in private.');
  if (mentionsIn(state, post.text).includes(by)) return;
  for (let at = state.posts.get(post.parentId ?? ''); at !== undefined; at = state.posts.get(at.parentId ?? ''))
    if (at.by === by) return;
  throw new SquareRefusal(403, 'A company hides only what names it or stands under its own posts.');
}
