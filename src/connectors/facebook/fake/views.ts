/** What stands in the fake town, as the Graph API shows it and as the hook tells it. */
import { type Message, type Node, PAGE_ID, type Rating, type Town } from './town.ts';

/** Facebook counts in seconds and writes its zone without a colon. */
export function moment(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/, '+0000');
}

export function postView(town: Town, post: Node) {
  const comments = town.nodes.filter(({ root, id }) => root === post.id && id !== post.id).toReversed();
  const { file } = post;
  return {
    id: post.id,
    created_time: moment(post.at),
    from: post.from,
    message: post.text,
    ...(file
      ? { attachments: { data: [{ type: 'photo', media_type: 'photo', media: { image: { src: file } } }] } }
      : {}),
    ...(comments.length > 0 ? { comments: nested(comments.map(commentView), 50) } : {}),
  };
}

/** The first of a list inside something else, and where the rest begins. */
function nested(all: readonly unknown[], most: number) {
  const after = Buffer.from(String(most)).toString('base64url');
  const next = 'https://graph.facebook.com/neverGoneThere';
  const paging = all.length > most ? { paging: { cursors: { before: '', after }, next } } : {};
  return { data: all.slice(0, most), ...paging };
}

export function commentView({ id, at, from, text, parent, file }: Node) {
  return {
    id,
    created_time: moment(at),
    from,
    message: text,
    ...(parent === null ? {} : { parent: { id: parent } }),
    ...(file === null ? {} : { attachment: { type: 'photo', media: { image: { src: file } } } }),
  };
}

export function conversationView(town: Town, room: string) {
  const messages = town.messages.filter(message => message.room === room).toReversed();
  return {
    id: `t_${room}`,
    updated_time: moment(messages[0]?.at ?? new Date(0)),
    participants: { data: [town.whoIs(room), town.whoIs(PAGE_ID)] },
    messages: nested(
      messages.map(message => messageView(town, message)),
      25,
    ),
  };
}

export function messageView(town: Town, { mid, room, from, text, at, file }: Message) {
  const to = from === PAGE_ID ? room : PAGE_ID;
  return {
    id: mid,
    created_time: moment(at),
    from: town.whoIs(from),
    to: { data: [town.whoIs(to)] },
    message: text,
    ...(file === null
      ? {}
      : { attachments: { data: [{ id: '1', mime_type: 'image/png', image_data: { url: file } }] } }),
  };
}

export function ratingView({ id, at, from, text, positive }: Rating) {
  return {
    created_time: moment(at),
    reviewer: from,
    recommendation_type: positive ? 'positive' : 'negative',
    review_text: text,
    open_graph_story: { id },
  };
}

/** An entry of the hook for one post or comment. */
export function changeEntry({ id, root, parent, from, text, at }: Node, verb = 'add') {
  const isComment = id !== root;
  const value = {
    from,
    message: text,
    item: isComment ? 'comment' : 'status',
    verb,
    post_id: root,
    ...(isComment ? { comment_id: id, parent_id: parent ?? root } : {}),
    created_time: Math.floor(at.getTime() / 1000),
  };
  return { id: PAGE_ID, time: Math.floor(at.getTime() / 1000), changes: [{ field: 'feed', value }] };
}

/** An entry of the hook for one message, or our own come back. @param appId by which app it was sent; null: in the page's inbox */
export function messageEntry({ mid, room, from, text, at, metadata }: Message, appId: string | null = null) {
  const isOurs = from === PAGE_ID;
  const timestamp = at.getTime();
  const echo = { is_echo: true, ...(appId ? { app_id: Number(appId) } : {}), ...(metadata ? { metadata } : {}) };
  const event = {
    sender: { id: from },
    recipient: { id: isOurs ? room : PAGE_ID },
    timestamp,
    message: { mid, text, ...(isOurs ? echo : {}) },
  };
  return { id: PAGE_ID, time: timestamp, messaging: [event] };
}
