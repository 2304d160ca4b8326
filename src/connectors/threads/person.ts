/** Who wrote something. Threads tells the ids of nobody but ourselves: everybody else is their name there. */
import type { Person } from '../../core/post.ts';
import { cleanText } from '../../core/text.ts';
import type { Media, profileSchema } from './schema.ts';

type Profile = import('zod').infer<typeof profileSchema>;

/** Whoever takes another name is somebody else to us; the sign keeps names apart from numbers. */
export function personIdOf(username: string): string {
  return `@${username.toLowerCase()}`;
}

export function authorOf({ username, name, profile_picture_url }: Media): Person {
  return {
    remoteId: personIdOf(username),
    handle: username,
    name: named(name),
    avatarUrl: webAddress(profile_picture_url),
    profileUrl: pageOf(username),
  };
}

/** Ourselves: here the network tells the id, which stays when the name changes. */
export function accountOf({ id, username, name, threads_profile_picture_url }: Profile): Person {
  return {
    remoteId: id,
    handle: username === '' ? null : username,
    name: named(name),
    avatarUrl: webAddress(threads_profile_picture_url),
    profileUrl: username === '' ? null : pageOf(username),
  };
}

export function isSameName(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== '' && a.toLowerCase() === b.toLowerCase();
}

export function webAddress(text: string): string | null {
  return /^https?:\/\/[^/\s]/i.test(text) && text.length <= 4_000 ? text : null;
}

function pageOf(username: string): string {
  return `https://www.threads.com/@${encodeURIComponent(username)}`;
}

function named(name: string): string | null {
  const clean = cleanText(name, 300).trim();
  return clean === '' ? null : clean;
}
