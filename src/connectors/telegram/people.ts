/** Who wrote: a user, or a chat in whose name somebody writes (a channel, or a group's admin who stays unnamed). */
import type { Person } from '../../core/post.ts';
import type { TelegramChat, User } from './schema.ts';

export function personOfUser({ id, username, first_name, last_name }: User): Person {
  return person(id, username, [first_name, last_name]);
}

export function personOfChat({ id, username, title, first_name, last_name }: TelegramChat): Person {
  return person(id, username, title == null ? [first_name, last_name] : [title]);
}

function person(id: number, username: string | null | undefined, names: (string | null | undefined)[]): Person {
  const handle = username === '' || username == null ? null : username;
  const name = names.flatMap(one => (one == null || one.trim() === '' ? [] : [one.trim()])).join(' ');
  return {
    remoteId: String(id),
    handle,
    name: name === '' ? null : name,
    avatarUrl: null,
    profileUrl: handle !== null && /^\w+$/.test(handle) ? `https://t.me/${handle}` : null,
  };
}
