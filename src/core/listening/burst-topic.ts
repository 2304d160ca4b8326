/** A word many people suddenly use, though there are no more posts than usual: the faint beginning of something in a busy query. */
import type { RecentPost } from './burst-alarm.ts';
import { countAtLeast } from './distribution.ts';
import { type UsualWords, usuallyIn } from './risen-words.ts';

export type Topic = {
  word: string;
  /** Voices that hold it, and how many usually would in as many posts. */
  voices: number;
  posts: number;
  expected: number;
  /** The chance that this word alone is held by so many. */
  chance: number;
};

/** A word never heard is taken to have stood in this many of so many posts. */
const UNHEARD = { posts: 1, of: 20 };
/** Words come in clumps: their counts are taken to vary as much as their mean again (negative binomial of size 1 ÷ clumping). */
const CLUMPING = 1;

/** The word that stands out most among these posts; null when none is held by `voices` or more. */
export function topicOf(posts: readonly RecentPost[], usual: UsualWords, voices: number): Topic | null {
  const counts = new Map<string, { voices: number; posts: number }>();
  const texts = new Set<number>();
  for (const { voice, groupId, words } of posts) {
    // Here copies count for nothing at all: one text in a hundred hands is no topic.
    const isVoice = voice > 0 && !texts.has(groupId);
    if (isVoice) texts.add(groupId);
    for (const word of words) {
      const count = counts.get(word) ?? { voices: 0, posts: 0 };
      counts.set(word, { voices: count.voices + (isVoice ? 1 : 0), posts: count.posts + 1 });
    }
  }
  let best: Topic | null = null;
  for (const [word, count] of counts) {
    if (count.voices < voices) continue;
    const topic = weigh(word, count, texts.size, usual);
    if (best === null || topic.chance < best.chance) best = topic;
  }
  return best;
}

function weigh(word: string, count: { voices: number; posts: number }, all: number, usual: UsualWords): Topic {
  const share = (usuallyIn(usual, word) + UNHEARD.posts) / (usual.posts + UNHEARD.of);
  const expected = Math.min(1, share) * all;
  const chance = countAtLeast(count.voices, expected, expected + CLUMPING * expected * expected);
  return { word, ...count, expected, chance };
}
