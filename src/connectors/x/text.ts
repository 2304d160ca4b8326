/** Words as people wrote them: three signs are written out by X, and every link is shortened. */
import type { XPost } from './schema.ts';

type Link = {
  url: string;
  expanded_url?: string | null | undefined;
  media_key?: string | null | undefined;
};

/** Links as they were written; those to a post's own pictures are left out. */
export function withLinksWhole(
  text: string,
  links: readonly Link[],
  ownMediaIds: ReadonlySet<string> = new Set(),
): string {
  let whole = text;
  for (const link of links) {
    if (link.url === '' || !whole.includes(link.url)) continue;
    const written = isOwnMedia(link, ownMediaIds) ? '' : (link.expanded_url ?? link.url);
    whole = whole.replaceAll(link.url, () => written);
  }
  return unescaped(whole).trim();
}

function isOwnMedia({ expanded_url: target, media_key: key }: Link, ids: ReadonlySet<string>): boolean {
  if (key != null) return true;
  const [, id = ''] = /\/status(?:es)?\/(\d+)\/(?:photo|video)\/\d+$/.exec(target ?? '') ?? [];
  return ids.has(id);
}

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => SIGNS[name] ?? '');
}

const SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>' };

/** The whole of a post, also of one longer than the rest. @param ids those under which the post stood */
export function textOf(post: XPost, ids: readonly string[]): string {
  const { note_post: long } = post;
  const links = [...(long?.entities?.urls ?? []), ...(post.entities?.urls ?? [])];
  return withLinksWhole(long?.text ?? post.text, links, new Set([post.id, ...ids]));
}

/** The names an answer begins with are how it is delivered, not what is said. */
export function withoutNamesFirst(text: string): string {
  return text.replace(/^(?:@\w{1,50}(?:\s+|$))+/, '');
}

/** What no network changes about words: not the space between them, the signs around them, nor how a link is written. */
export function bones(text: string): string {
  const plain = withoutNamesFirst(text.normalize('NFC'))
    .replace(/\b(?:https?:\/\/)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,}\S*)/giu, '$1')
    .replace(/\s+/g, '');
  return plain.replace(/\p{P}+/gu, '') || plain;
}
