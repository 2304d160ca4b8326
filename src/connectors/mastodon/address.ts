/** Where a server is, by what people write for it; and the names of its people. */

/**
 * @param text `mastodon.example`, `https://mastodon.example/@kestrel`, `@kestrel@mastodon.example`
 * @returns `https://mastodon.example`; null where no server can be made out. Plain http only where it is written out.
 */
export function originOf(text: string): string | null {
  const name = handleIn(text)?.domain ?? text.trim();
  const isWritten = /^https?:\/\//i.test(name);
  const url = URL.parse(isWritten ? name : `https://${name}`);
  if (url === null || name.startsWith('@') || url.username !== '' || url.password !== '') return null;
  const isName = /^[\w.-]+$|^\[[\da-f:.]+\]$/i.test(url.hostname);
  return isName && (isWritten || /[.\]]/.test(url.hostname)) ? url.origin : null;
}

/** `@kestrel@mastodon.example` in its two parts; null for anything else. */
export function handleIn(text: string): { user: string; domain: string } | null {
  const [, user, domain] = /^@?([\p{L}\p{N}_.-]+)@([^\s@/]+)$/u.exec(text.trim()) ?? [];
  return user === undefined || domain === undefined ? null : { user, domain };
}

/** The server leaves out its own name: `thea` there is `thea@mastodon.example` anywhere. */
export function wholeHandle(acct: string, domain: string): string {
  return acct.includes('@') ? acct : `${acct}@${domain}`;
}

/** As the server itself writes it in a mention. */
export function localHandle(handle: string, domain: string): string {
  const suffix = `@${domain.toLowerCase()}`;
  return handle.toLowerCase().endsWith(suffix) ? handle.slice(0, -suffix.length) : handle;
}

/** Ids are one server's own; people of two servers must not be taken for each other. */
export function personIdOf(id: string, base: string): string {
  return `${id}@${new URL(base).host}`;
}

/** The server's own id of a person. */
export function idOfPerson(remoteId: string): string {
  return remoteId.slice(0, remoteId.lastIndexOf('@'));
}
