/** How the miniature shows things: the API's entities, with HTML as servers write it. */
import type { Account, Happening, Note, Notification, Town } from './town.ts';

export function accountView(account: Account, origin: string): Record<string, unknown> {
  const { id, username, acct, name, movedTo } = account;
  return {
    id,
    username,
    acct,
    display_name: name,
    url: `${origin}/@${acct}`,
    uri: `${origin}/users/${username}`,
    avatar: `${origin}/avatars/${id}.png`,
    locked: false,
    bot: false,
    ...(movedTo === null ? {} : { moved: { url: movedTo } }),
  };
}

export function statusView(note: Note, town: Town, origin: string): Record<string, unknown> {
  const { habits } = town;
  return {
    id: note.id,
    created_at: note.createdAt,
    edited_at: note.editedAt,
    account: accountView(note.by, origin),
    content: contentOf(note, origin),
    spoiler_text: note.warning,
    sensitive: note.warning !== '',
    visibility: note.visibility === 'direct' ? habits.directReadsAs : note.visibility,
    language: note.language,
    url: `${origin}/@${note.by.acct}/${note.id}`,
    uri: `${origin}/users/${note.by.username}/statuses/${note.id}`,
    in_reply_to_id: note.parent,
    in_reply_to_account_id: town.state.notes.get(note.parent ?? '')?.by.id ?? null,
    replies_count: [...town.state.notes.values()].filter(({ parent }) => parent === note.id).length,
    mentions: note.mentions.map(({ id, username, acct }) => ({ id, username, acct, url: `${origin}/@${acct}` })),
    media_attachments: note.media.map(id => ({
      id,
      type: 'image',
      url: `${origin}/media/${id}.png`,
      description: null,
    })),
    poll: note.poll.length === 0 ? null : { options: note.poll.map(title => ({ title, votes_count: 0 })) },
    reblog: null,
  };
}

export function notificationView(one: Notification, town: Town, origin: string): Record<string, unknown> {
  const note = one.status === null ? undefined : town.state.notes.get(one.status);
  return {
    id: one.id,
    type: one.type,
    created_at: one.createdAt,
    account: accountView(one.by, origin),
    status: note === undefined ? null : statusView(note, town, origin),
  };
}

/** As it goes over a stream: JSON within JSON. */
export function frameOf({ event, stream, payload, note, notification }: Happening, town: Town, origin: string) {
  const told =
    notification !== null
      ? JSON.stringify(notificationView(notification, town, origin))
      : event === 'delete'
        ? String(payload)
        : JSON.stringify(note && statusView(note, town, origin));
  return { stream: stream.split(' '), event, payload: told };
}

/** Paragraphs, names, tags and addresses as links, the way Mastodon writes them. */
function contentOf(note: Note, origin: string): string {
  const html = note.text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/https?:\/\/[^\s<]+/g, url => {
      const [, scheme = '', rest = ''] = /^(https?:\/\/)(.*)$/.exec(url) ?? [];
      const ellipsis = rest.length > 30 ? 'ellipsis' : '';
      const tail = `<span class="invisible">${rest.slice(30)}</span>`;
      return `<a href="${url}" rel="nofollow"><span class="invisible">${scheme}</span><span class="${ellipsis}">${rest.slice(0, 30)}</span>${tail}</a>`;
    })
    .replace(/(^|\s)@([\w.-]+)(@[\w.:-]+)?/g, (whole, before, username) => {
      const person = note.mentions.find(one => one.username === username);
      if (person === undefined) return whole;
      const href = `${origin}/@${person.acct}`;
      return `${before}<span class="h-card"><a href="${href}" class="u-url mention">@<span>${username}</span></a></span>`;
    })
    .replace(/(^|\s)#(\w+)/g, (_, before, tag) => {
      const href = `${origin}/tags/${tag.toLowerCase()}`;
      return `${before}<a href="${href}" class="mention hashtag" rel="tag">#<span>${tag}</span></a>`;
    })
    .replace(/\n{2,}/g, '</p><p>')
    .replace(/\n/g, '<br />');
  return `<p>${html}</p>`;
}
