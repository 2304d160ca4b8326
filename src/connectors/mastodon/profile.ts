/** What people say of themselves: the server tells it with everything they write. */
import { BIO_LIMIT, LINKS_PER_PROFILE_LIMIT, type Profile } from '../../core/post.ts';
import { cleanText } from '../../core/text.ts';
import { textOfHtml } from './html.ts';
import type { Account } from './schema.ts';

/** Null where the server tells nothing. A verified field leads to a page that links back (rel=me): the server has looked. */
export function profileOf({ note, fields, followers_count: followers }: Account): Profile | null {
  const rows = fields ?? [];
  const verified = rows.filter(one => one.verified_at !== null).flatMap(one => linksIn(one.value));
  const said = rows.filter(one => one.verified_at === null).flatMap(one => linksIn(one.value));
  const bio = cleanText(textOfHtml(note), BIO_LIMIT).trim();
  const links = [...said, ...linksIn(note)];
  if (bio === '' && links.length + verified.length === 0 && followers == null) return null;
  return { bio, links: some(links), verifiedLinks: some(verified), followers: followers ?? null };
}

/** Links as they are written into HTML; mentions and tags lead to the network itself and are none. */
function linksIn(html: string): string[] {
  const anchors = html.match(/<a\s[^>]{0,2000}>/gi) ?? [];
  const found = anchors
    .filter(anchor => !/class="[^"]*\b(mention|hashtag)\b/i.test(anchor))
    .flatMap(anchor => /href="(https?:\/\/[^"\s]{1,1000})"/i.exec(anchor)?.[1] ?? []);
  return found.length > 0
    ? found.map(plain)
    : (/^\s*(https?:\/\/\S{1,1000})\s*$/i.exec(html)?.slice(1, 2) ?? []).map(plain);
}

function plain(href: string): string {
  return href.replaceAll('&amp;', '&');
}

function some(links: readonly string[]): string[] {
  return [...new Set(links)].slice(0, LINKS_PER_PROFILE_LIMIT);
}
