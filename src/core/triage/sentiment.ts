import type { Features } from './features.ts';
import { chancesOf, type Head, MOST_PUSHES, type Push, pickOf, pushesOf } from './head.ts';
import { type MoodWord, moodCounts, moodWords } from './lexicon.ts';
import { type Readings, type Reason, SENTIMENTS } from './reading.ts';

/**
 * How the customer feels, as written. Null where there is nothing to read a mood off: no word, no face.
 * @param explains false: without reasons, which take most of the time
 * @param head shipped, or taught on top of it; its extras are `MOOD_COUNTS`
 */
export function readSentiment(text: string, features: Features, head: Head, explains = true): Readings['sentiment'] {
  if (!hasWords(text)) return null;
  const chances = chancesOf(head, features, moodCounts(text));
  const at = pickOf(head, chances);
  const value = SENTIMENTS[at] ?? 'neutral';
  const [negative = 0, neutral = 0, positive = 0] = chances;
  return {
    value,
    sure: chances[at] ?? 0,
    chances: { negative, neutral, positive },
    reasons: !explains
      ? []
      : moodPushes(head, text, at).map(({ span, weight }): Reason => ({ kind: 'words', spans: [span], weight })),
  };
}

/** A letter of any script, or a picture: links, names and numbers alone show no mood. */
export function hasWords(text: string): boolean {
  const read = text.slice(0, LOOKED_AT);
  // Nearly every post of nearly every language: a plain letter that is no part of a link or a name, whatever names may hold.
  if (/[a-z]/i.test(read.replace(/https?:\/\/\S+|www\.\S+|@\S+/g, ' '))) return true;
  const bare = read.replace(LINKS_AND_NAMES, ' ');
  return /\p{L}|\p{Extended_Pictographic}(?<!\p{N})|[:;=][-']?[()DP/]/u.test(bare);
}

const LOOKED_AT = 4_000;
const LINKS_AND_NAMES = /https?:\/\/\S+|www\.\S+|@[\p{L}\p{N}_.]+/gu;

/** What the words say by their features, and what they say as words of mood, taken together; the strongest first. */
function moodPushes(head: Head, text: string, classAt: number): Push[] {
  const known = new Map(moodWords(text).map(word => [word.start, word]));
  const pushes = pushesOf(head, text, classAt, ({ start }) => moodPush(head, classAt, known.get(start)));
  return pushes.slice(0, MOST_PUSHES);
}

function moodPush(head: Head, classAt: number, word: MoodWord | undefined): number {
  if (word === undefined) return 0;
  const classes = head.classes.length;
  const weightOf = (k: number) => head.extraWeights[word.place * classes + k] ?? 0;
  let others = 0;
  for (let k = 0; k < classes; k++) if (k !== classAt) others += weightOf(k) / (classes - 1);
  return (weightOf(classAt) - others) * word.adds * (head.slopes[classAt] ?? 1);
}
