/** How the miniature shows what it holds. */
import type { Note, Writer } from './town.ts';

export function timeOf(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, '+0000');
}

export function permalinkOf({ by, id }: Note): string {
  return `https://www.threads.com/@${by.username}/post/S${id.slice(-8)}`;
}

/** A post as lists and the post's own page show it. @param us whose token asks */
export function view(note: Note, us: Writer, fields: ReadonlySet<string>): Record<string, unknown> {
  const { id, by, text, at, parent, root, isHidden } = note;
  const all: Record<string, unknown> = {
    id,
    media_product_type: 'THREADS',
    media_type: 'TEXT_POST',
    permalink: permalinkOf(note),
    username: by.username,
    text,
    timestamp: timeOf(at),
    shortcode: `S${id.slice(-8)}`,
    is_quote_post: false,
    has_replies: true,
    owner: parent === null && by === us ? { id: by.id } : undefined,
    is_reply: parent !== null,
    is_reply_owned_by_me: parent === null ? undefined : by === us,
    root_post: parent === null ? undefined : { id: root.id },
    replied_to: parent === null ? undefined : { id: parent.id },
    hide_status: isHidden ? 'HIDDEN' : 'NOT_HUSHED',
  };
  return Object.fromEntries(
    Object.entries(all).filter(([name, value]) => value !== undefined && (name === 'id' || fields.has(name))),
  );
}

/** What the network calls us with, in the form its documents give. */
export function telling(topic: string, field: string, value: unknown, us: Writer, at: Date) {
  return {
    app_id: '1200000000000001',
    topic,
    target_id: us.id,
    time: Math.floor(at.getTime() / 1000),
    subscription_id: '770000000000001',
    has_uid_field: false,
    values: { value, field },
  };
}

export function replyTold(note: Note): Record<string, unknown> {
  const { id, by, text, at, parent, root } = note;
  return {
    id,
    username: by.username,
    text,
    media_type: 'TEXT_POST',
    permalink: permalinkOf(note),
    replied_to: { id: parent?.id ?? root.id },
    root_post: { id: root.id, owner_id: root.by.id, username: root.by.username },
    shortcode: `S${id.slice(-8)}`,
    timestamp: timeOf(at),
  };
}
