/** What each scripted customer has going with a company, read off the square: nothing is remembered beside it. */
import type { Square } from '../square.ts';
import { roomOf, type SquarePost } from '../square-state.ts';
import { type Persona, personas } from './personas.ts';
import type { Topic } from './words.ts';

export type Matter = {
  persona: Persona;
  topic: Topic;
  root: SquarePost;
  /** What the two said since it began, in public and in private, oldest first; bystanders are left out. */
  posts: SquarePost[];
};

const KEY = /^customer (\S+) (\w+) (\d+)$/;
const POSTS_LOOKED_AT = 60;
const byId = new Map(personas.map(persona => [`p-${persona.handle}`, persona]));

/** The key of a matter's first post; it says what the matter is about, and that nobody opens it twice. */
export function matterKey(companyId: string, topic: Topic, n: number): string {
  return `customer ${companyId} ${topic} ${n}`;
}

/** The number in a matter's key; null for posts that began none. */
export function readMatterKey(post: SquarePost): { companyId: string; topic: Topic; n: number } | null {
  const match = post.key === null ? null : KEY.exec(post.key);
  if (!match) return null;
  return { companyId: match[1] ?? '', topic: match[2] as Topic, n: Number(match[3]) };
}

export function personaOf(post: SquarePost): Persona | null {
  return byId.get(post.by) ?? null;
}

export function idOf(persona: Persona): string {
  return `p-${persona.handle}`;
}

/** @param root a post whose key began a matter */
export function matterOf(square: Square, root: SquarePost): Matter | null {
  const key = readMatterKey(root);
  const persona = personaOf(root);
  if (!key || !persona) return null;
  const all = [...thread(square, root), ...room(square, root, key.companyId)];
  const posts = all.filter(({ by }) => by === root.by || by === key.companyId);
  return { persona, topic: key.topic, root, posts: posts.sort((a, b) => a.at.localeCompare(b.at)) };
}

/** What this customer said, and what anybody answered to it. */
function thread(square: Square, root: SquarePost): SquarePost[] {
  if (root.room !== null) return [];
  const found: SquarePost[] = [root];
  for (let i = 0; i < found.length && found.length < POSTS_LOOKED_AT; i++) {
    for (const id of square.state.replies.get(found[i]?.id ?? '') ?? []) {
      const post = square.state.posts.get(id);
      if (post && post.removedAt === null) found.push(post);
    }
  }
  return found;
}

function room(square: Square, root: SquarePost, companyId: string): SquarePost[] {
  const ids = square.state.rooms.get(roomOf(companyId, root.by)) ?? [];
  return ids.slice(-POSTS_LOOKED_AT).flatMap(id => {
    const post = square.state.posts.get(id);
    return post && post.removedAt === null && post.at >= root.at ? [post] : [];
  });
}
