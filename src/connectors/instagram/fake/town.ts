/** Instagram in miniature: accounts, what they post, the comments below, and their talks with us. */

export type Somebody = { id: string; username: string; name: string };
export type Medium = { id: string; by: Somebody; caption: string; at: Date; kind: 'IMAGE' | 'VIDEO'; tags: boolean };
export type Note = {
  id: string;
  mediaId: string;
  parentId: string | null;
  by: Somebody;
  text: string;
  at: Date;
  isHidden: boolean;
};
export type Word = { mid: string; with: Somebody; isOurs: boolean; text: string; at: Date; files: string[] };

export type Town = ReturnType<typeof makeTown>;

/** The account's own id, and the one the app has for it. */
export const ACCOUNT_ID = '17841400000000001';
export const SCOPED_ID = '26000000000000001';
export const PAGE_ID = '100000000000001';
const DAY_MS = 86_400_000;

export function makeTown(now: () => Date) {
  const us: Somebody = { id: ACCOUNT_ID, username: 'kestrel.coffee', name: 'Kestrel' };
  const thea: Somebody = { id: '5000000000000001', username: 'thea.lindqvist', name: 'Thea Lindqvist' };
  const state = {
    media: new Map<string, Medium>(),
    notes: new Map<string, Note>(),
    words: new Map<string, Word>(),
    people: new Map<string, Somebody>([us, thea].map(one => [one.id, one])),
    /** Comments that were answered privately. */
    answered: new Set<string>(),
    files: new Map<string, { type: string; bytes: number }>(),
    count: 0,
  };
  const nextId = () => `1790000000000${String(++state.count).padStart(4, '0')}`;
  const town = {
    us,
    thea,
    state,
    nextId,
    post(what: { by?: Somebody; caption: string; at?: Date; kind?: Medium['kind']; tags?: boolean }): Medium {
      const medium = { id: nextId(), by: us, at: now(), kind: 'IMAGE' as const, tags: false, ...what };
      state.media.set(medium.id, medium);
      return medium;
    },
    /** Below a medium, or below a comment; an answer to an answer is added to the comment at the top. */
    comment(what: { by: Somebody; text: string; under: string }): Note {
      const above = state.notes.get(what.under) ?? null;
      const parentId = above === null ? null : (above.parentId ?? above.id);
      const mediaId = above?.mediaId ?? what.under;
      const note = { id: nextId(), mediaId, parentId, by: what.by, text: what.text, at: now(), isHidden: false };
      state.notes.set(note.id, note);
      return note;
    },
    say(what: { with: Somebody; isOurs: boolean; text: string; files?: string[] }): Word {
      const mid = `aWdfZAG1f${nextId()}ZD`;
      const word = { files: [], ...what, mid, at: now() };
      state.words.set(mid, word);
      return word;
    },
    standing: null as unknown as Medium,
  };
  town.standing = town.post({ caption: 'Good morning from the roastery.', at: new Date(now().getTime() - 3 * DAY_MS) });
  return town;
}
