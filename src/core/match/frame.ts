/** Hears in what a stream sends before all of it is read: nearly everything is let go after a look at the words alone. */
import type { Match, Matchable } from '../query/query.ts';
import type { LearningMatcher } from './matcher.ts';

/**
 * What could be cut out of a frame without reading it all. The words and the language are exact; `links` may hold too many
 * and `hasMedia` may claim too much, but neither too little.
 */
export type Cut = Matchable | 'no post' | 'unsure';

/**
 * The same as reading every frame and matching every post.
 * @param read all of a frame, where its words are not enough; null: there is no post in it
 */
export function heardFrame(
  matcher: LearningMatcher,
  frame: string,
  cut: (frame: string) => Cut,
  read: (frame: string) => Matchable | null,
): Match[] {
  const piece = cut(frame);
  if (piece === 'no post') return [];
  if (piece !== 'unsure') {
    // Without links and media nothing was claimed too much: the piece is the post, and the frame need not be read at all.
    if (piece.links.length === 0 && !piece.hasMedia) return matcher.match(piece);
    if (!matcher.mayHear(piece)) return [];
  }
  const post = read(frame);
  return post === null ? [] : matcher.match(post);
}
