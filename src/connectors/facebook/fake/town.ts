/** The page and its people as they stand on the fake Facebook. Newest last. */
import type { Person } from '../../../core/post.ts';

export const PAGE_ID = '104200000000001';
const PEOPLE_FROM = 2_400_000_000_000_000;

export type Node = {
  id: string;
  /** The post it stands under; its own id where it is one. */
  root: string;
  parent: string | null;
  from: { id: string; name: string };
  text: string;
  at: Date;
  file: string | null;
};
export type Message = {
  mid: string;
  room: string;
  from: string;
  text: string;
  at: Date;
  file: string | null;
  /** What came along with it, to come back in an echo. */
  metadata: string | null;
};
export type Rating = { id: string; from: { id: string; name: string }; text: string; positive: boolean; at: Date };

export type Town = ReturnType<typeof makeTown>;

export function makeTown(now: () => Date) {
  const nodes: Node[] = [];
  const messages: Message[] = [];
  const ratings: Rating[] = [];
  const names = new Map([[PAGE_ID, 'Kestrel']]);
  let count = 0;
  const next = () => String(++count).padStart(6, '0');
  const whoIs = (id: string) => ({ id, name: names.get(id) ?? 'Somebody' });
  const join = (name: string): Person => {
    const id = String(PEOPLE_FROM + names.size);
    names.set(id, name);
    return { remoteId: id, handle: null, name, avatarUrl: null, profileUrl: null };
  };
  const node = (id: string) => nodes.find(one => one.id === id);
  return {
    nodes,
    messages,
    ratings,
    names,
    join,
    node,
    whoIs,
    /** What was answered privately: one each. */
    answered: new Set<string>(),
    post(from: string, text: string): Node {
      const id = `${PAGE_ID}_${next()}`;
      const written = { id, root: id, parent: null, from: whoIs(from), text, at: now(), file: null };
      nodes.push(written);
      return written;
    },
    /** Who answers an answer stands beside it, as on Facebook. */
    comment(from: string, under: string, text: string, file: string | null = null): Node | null {
      const above = node(under);
      if (above === undefined) return null;
      const parent = above.id === above.root ? null : (above.parent ?? above.id);
      const id = `${above.root.split('_')[1]}_${next()}`;
      const written = { id, root: above.root, parent, from: whoIs(from), text, at: now(), file };
      nodes.push(written);
      return written;
    },
    message(from: string, room: string, text: string, more: { file?: string; metadata?: string } = {}): Message {
      const { file = null, metadata = null } = more;
      const written = { mid: `m_${next()}`, room, from, text, at: now(), file, metadata };
      messages.push(written);
      return written;
    },
    review(from: string, text: string, positive: boolean): Rating {
      const written = { id: next(), from: whoIs(from), text, positive, at: now() };
      ratings.push(written);
      return written;
    },
    remove(id: string): boolean {
      const at = nodes.findIndex(one => one.id === id);
      if (at !== -1) nodes.splice(at, 1);
      return at !== -1;
    },
  };
}
