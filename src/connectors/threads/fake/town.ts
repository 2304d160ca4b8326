/** What the miniature holds: people and what they wrote. */
export type Writer = { id: string; username: string };
export type Note = {
  id: string;
  by: Writer;
  text: string;
  at: Date;
  parent: Note | null;
  root: Note;
  isHidden: boolean;
  isPending: boolean;
};
export type Container = { text: string; parent: Note | null; isPublished: boolean; looks: number };

export type Town = ReturnType<typeof makeTown>;

const FIRST_ID = 17_990_000_000_000_000n;

export function makeTown(now: () => Date) {
  const us: Writer = { id: '25100000000000001', username: 'kestrel.coffee' };
  const customer: Writer = { id: '25100000000000002', username: 'thea_lindqvist' };
  const notes = new Map<string, Note>();
  const containers = new Map<string, Container>();
  let last = FIRST_ID;
  const nextId = () => String(++last);
  function write(what: { by: Writer; text: string; parent?: Note | null; isPending?: boolean; at?: Date }): Note {
    const { by, text, parent = null, isPending = false, at = now() } = what;
    const note = { id: nextId(), by, text, at, parent, isHidden: false, isPending } as Note;
    note.root = parent?.root ?? note;
    notes.set(note.id, note);
    return note;
  }
  return {
    us,
    customer,
    notes,
    containers,
    nextId,
    write,
    newestFirst: () => [...notes.values()].toReversed(),
    erase: (id: string) => void notes.delete(id),
  };
}

/** Names with an at sign before them, anywhere in the text. */
export function names(text: string, { username }: Writer): boolean {
  return new RegExp(`@${username.replaceAll('.', '\\.')}(?![\\w.]*\\w)`, 'i').test(text);
}
