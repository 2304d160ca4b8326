/** HTML as networks send it, made into the plain text a person would read there. No markup, script or style survives. */
import { Parser } from 'htmlparser2';
import { POST_TEXT_LIMIT } from '../../core/post.ts';

/** Read of one text, in UTF-16 units; the rest is cut. */
export const HTML_LIMIT = 500_000;
/** Nested deeper than this nobody writes; reading ends there. */
export const HTML_DEPTH_LIMIT = 250;
const QUOTE_MARKS_LIMIT = 5;

/** @param base what relative links are relative to; without it they are left out */
export function textOfHtml(html: string, base: string | null = null): string {
  const page: Page = { text: '', breaks: 0, space: false, pre: 0, hidden: 0, quotes: 0, lists: [], links: [], base };
  let depth = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (++depth > HTML_DEPTH_LIMIT || page.text.length > POST_TEXT_LIMIT) throw ENOUGH;
      open(page, name, attributes);
    },
    ontext: text => say(page, text),
    onclosetag(name) {
      depth -= 1;
      close(page, name);
    },
  });
  try {
    parser.end(html.slice(0, HTML_LIMIT));
  } catch (error) {
    if (error !== ENOUGH) throw error;
  }
  return page.text.slice(0, POST_TEXT_LIMIT).toWellFormed().trimEnd();
}

/** Words with character references in them and no markup (`Tom &amp; Jerry&#39;s`), as titles come. */
export function textOfEncoded(encoded: string): string {
  return textOfHtml(encoded.replaceAll('<', '&lt;')).replace(/\s+/g, ' ').trim();
}

const ENOUGH = new Error('enough was read');

/** `breaks`: line ends owed before the next word. `links`: the open ones, with where their words begin. */
type Page = {
  text: string;
  breaks: number;
  space: boolean;
  pre: number;
  hidden: number;
  quotes: number;
  lists: (number | null)[];
  links: { href: string | null; at: number; isName: boolean }[];
  base: string | null;
};

const HIDDEN = new Set(
  'script style template head title noscript iframe object embed svg math select textarea button form audio video'.split(
    ' ',
  ),
);
const PARAGRAPHS = new Set('p blockquote pre ul ol table h1 h2 h3 h4 h5 h6 figure dl hr'.split(' '));
const LINES = new Set(
  'div section article aside header footer main nav li tr dt dd figcaption address details summary'.split(' '),
);

function open(page: Page, name: string, attributes: Record<string, string>): void {
  if (HIDDEN.has(name)) page.hidden += 1;
  if (page.hidden > 0) return;
  if (name === 'br') page.breaks = page.text === '' ? 0 : page.breaks + 1;
  breakAround(page, name, page.lists.length > 0);
  if (name === 'blockquote') page.quotes += 1;
  if (name === 'pre') page.pre += 1;
  if (name === 'ul' || name === 'ol') page.lists.push(name === 'ol' ? 1 : null);
  if (name === 'li') mark(page);
  if (name === 'td' || name === 'th') page.space = true;
  if (name === 'img' && isEmoji(attributes)) say(page, attributes['alt'] ?? '');
  if (name === 'a') beginLink(page, attributes);
}

function close(page: Page, name: string): void {
  if (page.hidden > 0) {
    if (HIDDEN.has(name)) page.hidden -= 1;
    return;
  }
  if (name === 'a') endLink(page);
  breakAround(page, name, page.lists.length > 1);
  if (name === 'blockquote') page.quotes -= 1;
  if (name === 'pre') page.pre -= 1;
  if (name === 'ul' || name === 'ol') page.lists.pop();
}

/** @param isWithinList a list inside a list's entry goes on in the next line */
function breakAround(page: Page, name: string, isWithinList: boolean): void {
  const isInner = (name === 'ul' || name === 'ol') && isWithinList;
  const owed = PARAGRAPHS.has(name) && !isInner ? 2 : LINES.has(name) || isInner ? 1 : 0;
  if (owed > 0 && page.text !== '') page.breaks = Math.max(page.breaks, owed);
}

function mark(page: Page): void {
  const number = page.lists.at(-1);
  if (number === undefined) return;
  put(page, number === null ? '- ' : `${number}. `);
  if (number !== null) page.lists[page.lists.length - 1] = number + 1;
}

function say(page: Page, text: string): void {
  if (page.hidden > 0 || text === '') return;
  if (page.pre > 0) {
    sayAsWritten(page, text);
    return;
  }
  const words = text.replace(/[\t\n\f\r ]+/g, ' ');
  if (words.startsWith(' ')) page.space = true;
  if (words === ' ') return;
  // Only these spaces fold: a no-break space is the writer's own.
  put(page, words.replace(/^ | $/g, ''));
  page.space = words.endsWith(' ');
}

function sayAsWritten(page: Page, text: string): void {
  for (const [i, line] of text.replaceAll('\r', '').split('\n').entries()) {
    if (i > 0 && page.text !== '') page.breaks += 1;
    if (line !== '') put(page, line);
  }
}

/** At most one empty line between words, as deep in quotation as they are. */
function put(page: Page, words: string): void {
  const marks = '> '.repeat(Math.min(page.quotes, QUOTE_MARKS_LIMIT));
  const isStart = page.text === '';
  if (page.breaks > 0) {
    const most = page.pre > 0 ? page.breaks : Math.min(page.breaks, 2);
    page.text += `\n${marks.trimEnd()}`.repeat(most - 1) + `\n${marks}`;
  } else if (isStart) page.text = marks;
  else if (page.space && !/\s$/.test(page.text)) page.text += ' ';
  page.breaks = 0;
  page.space = false;
  page.text += words;
}

function beginLink(page: Page, { href, class: kind = '', rel = '' }: Record<string, string>): void {
  const isName = /\b(mention|hashtag|u-url)\b/.test(kind) || /\btag\b/.test(rel);
  page.links.push({ href: webAddress(href, page.base), at: page.text.length, isName });
}

/** Shortened addresses are written out; behind other words the address follows, so that a query for a link can hear it. */
function endLink(page: Page): void {
  const link = page.links.pop();
  if (link === undefined || link.href === null || link.isName) return;
  const before = page.text.slice(0, link.at);
  const written = page.text.slice(link.at);
  const words = written.trim();
  if (words === '' || /^[@#]\S+$/.test(words)) return;
  const lead = written.slice(0, written.length - written.trimStart().length);
  if (isShortened(words, link.href)) page.text = before + lead + link.href;
  else page.text += ` (${link.href})`;
}

function isShortened(words: string, href: string): boolean {
  const bare = (address: string) => address.replace(/^[a-z]+:\/\/(www\.)?|(…|\.\.\.|\/)$/gi, '').toLowerCase();
  const [seen, meant] = [bare(words), bare(href)];
  return (
    seen !== '' && !/\s/.test(seen) && seen.length > 3 && (meant.startsWith(seen) || decoded(meant).startsWith(seen))
  );
}

function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** Null for anything that is not a web address: `javascript:` must not even be shown as one. */
export function webAddress(href: string | undefined | null, base: string | null = null): string | null {
  const url = href ? URL.parse(href.trim(), base ?? undefined) : null;
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null;
}

function isEmoji({ class: kind = '', alt = '' }: Record<string, string>): boolean {
  return /emoji|smiley/i.test(kind) && alt.length <= 40;
}
