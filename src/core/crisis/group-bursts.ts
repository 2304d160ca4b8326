/** Which bursts belong together: near in time, and about the same in words or in the very posts. */

export type BurstSigns = {
  beganAtMs: number;
  /** Its end, or now. */
  untilMs: number;
  /** What it is about, the most telling first; empty where there is only more of everything. */
  words: readonly string[];
  /** Posts it was told with. */
  postIds: readonly string[];
  /** Of turns that open on the desk: what one series of them has, the others have too. */
  isInbox: boolean;
};

export type CrisisSigns = {
  id: string;
  /** Words people gave it; those of its bursts where they gave none. */
  words: readonly string[];
  bursts: readonly BurstSigns[];
};

/** Two bursts with this much time between them are still one storm. */
export const TOGETHER_MS = 3 * 3_600_000;
/** Words looked at of each burst. */
export const WORDS_LOOKED_AT = 6;
/** Of the shorter list's words, this share must be in both. */
const SHARED_AT_LEAST = 1 / 3;

/** The crisis a new burst belongs to: the one with most words in common, of several the one nearest in time. Null: a new one. */
export function crisisFor(burst: BurstSigns, crises: readonly CrisisSigns[]): string | null {
  const fits = crises.flatMap(crisis => {
    const near = crisis.bursts.filter(one => gapMs(one, burst) <= TOGETHER_MS);
    if (near.length === 0) return [];
    const named = { words: crisis.words, postIds: [] };
    const isSame = near.some(one => isSameInbox(one, burst));
    const shared = Math.max(
      isSame ? SHARED_AT_LEAST : 0,
      likeness(named, burst),
      ...near.map(one => likeness(one, burst)),
    );
    return shared < SHARED_AT_LEAST
      ? []
      : [{ id: crisis.id, shared, gap: Math.min(...near.map(one => gapMs(one, burst))) }];
  });
  return fits.sort((a, b) => b.shared - a.shared || a.gap - b.gap)[0]?.id ?? null;
}

/** More of everything on the desk at the same time, not yet in any words: there is only one desk. */
function isSameInbox(a: BurstSigns, b: BurstSigns): boolean {
  return a.isInbox && b.isInbox && gapMs(a, b) === 0 && (a.words.length === 0 || b.words.length === 0);
}

type Told = Pick<BurstSigns, 'words' | 'postIds'>;

/** 0: nothing in common. 1: the shorter list of words is within the other, or a post is in both. */
export function likeness(a: Told, b: Told): number {
  if (a.postIds.some(id => b.postIds.includes(id))) return 1;
  const [one, other] = [plainWords(a.words), plainWords(b.words)];
  const fewer = Math.min(one.size, other.size);
  return fewer === 0 ? 0 : [...one].filter(word => other.has(word)).length / fewer;
}

function gapMs(a: BurstSigns, b: BurstSigns): number {
  return Math.max(0, a.beganAtMs - b.untilMs, b.beganAtMs - a.untilMs);
}

function plainWords(words: readonly string[]): Set<string> {
  return new Set(words.slice(0, WORDS_LOOKED_AT).map(plainWord));
}

/** `#recall` and `recall` are one word. */
export function plainWord(word: string): string {
  return word.replace(/^#/, '');
}
