/**
 * Reads searches as X has them, both in its search field and in its API.
 * Operators: https://docs.x.com/x-api/posts/search/integrate/operators.
 */
import { asked, importWith } from './foreign-read.ts';
import type { ForeignTerm } from './foreign-scan.ts';
import { readForeignText } from './foreign-text.ts';
import { type Imported, type ImportLog, type LossCode, leafFrom, nearOf, quotation } from './import.ts';
import { isAudible } from './letters.ts';
import { printQuery } from './print.ts';
import type { Query } from './query.ts';

export function importX(text: string): Imported {
  const signs = { symbols: false, smileys: true };
  return importWith(
    { signs, sideBySide: 'and', readTerm, row: ([clause]) => (clause === undefined ? null : asked(clause)) },
    text,
  );
}

function readTerm(term: ForeignTerm, isLeftOut: boolean, log: ImportLog): Query | null {
  const { at, field, form, text } = term;
  if (form === 'smiley') return log.drop('smiley', at);
  if (field !== null) return readOperator(term, field.toLowerCase(), isLeftOut, log);
  if (form === 'quoted') return readQuoted(term, log);
  if (text === '?') {
    log.change('question', at, { instead: 'has:question' });
    return leafFrom('has:question', at, log);
  }
  const sign = text.charAt(0);
  const name = text.slice(1);
  if (sign === '@' || sign === '＠') return leafFrom(`@${quotation(name)}`, at, log);
  if (sign === '#' || sign === '＃') return leafFrom(`#${quotation(name)}`, at, log);
  if (sign === '$' && isAudible(name)) {
    const leaf = leafFrom(`=${quotation(name)}`, at, log);
    if (leaf !== null) log.change('cashtag', at, { instead: printQuery(leaf) });
    return leaf;
  }
  if (/^https?:\/\//.test(text)) return leafFrom(`link:${quotation(text)}`, at, log);
  return readForeignText(term, log);
}

/** `"best * machine"`: X takes the star for any word. */
function readQuoted(term: ForeignTerm, log: ImportLog): Query | null {
  const parts = term.text.split(/(?<=^|\s)\*(?=\s|$)/).map(part => part.trim());
  if (parts.length === 1 || !parts.every(isAudible)) return readForeignText(term, log);
  const query = nearOf(parts, 1, term.at, log);
  if (query !== null) log.change('wildcard_in_phrase', term.at, { instead: printQuery(query) });
  return query;
}

function readOperator(term: ForeignTerm, name: string, isLeftOut: boolean, log: ImportLog): Query | null {
  const { at, text } = term;
  const value = text.trim();
  switch (name) {
    case 'from':
      return leafFrom(`from:${quotation(value)}`, at, log);
    case 'to': {
      const leaf = leafFrom(`@${quotation(value.replace(/^@/, ''))}`, at, log);
      if (leaf !== null) log.change('to_author', at, { instead: printQuery(leaf) });
      return leaf;
    }
    case 'lang':
      return readLang(value, term, log);
    case 'url':
      return value.includes('.') ? leafFrom(`link:${quotation(value)}`, at, log) : log.drop('link_words', at);
    case 'has':
    case 'filter':
    case 'is':
    case 'include':
    case 'exclude':
      return readKind(value.toLowerCase(), isLeftOut || name === 'exclude', term, log);
    default: {
      const code = LOST.get(name);
      return log.drop(code ?? 'unknown_operator', at, { field: term.field ?? name });
    }
  }
}

/** X's own names for languages. */
const X_LANGUAGES = new Map([
  ['iw', 'he'],
  ['in', 'id'],
  ['msa', 'ms'],
  ['zh-cn', 'zh-Hans'],
  ['zh-tw', 'zh-Hant'],
]);

function readLang(value: string, { at }: ForeignTerm, log: ImportLog): Query | null {
  const lang = value.toLowerCase();
  if (/^(?:und|zxx|q[a-z]{2})$/.test(lang)) return log.drop('unknown_language', at);
  return leafFrom(`lang:${quotation(X_LANGUAGES.get(lang) ?? lang)}`, at, log);
}

const MEDIA = /^(?:media|images?|videos?|video_link|twimg|native_video|pro_video|consumer_video|periscope|vine)$/;

/** `has:`, `filter:` and `is:` all say what kind of post it is. */
function readKind(value: string, isLeftOut: boolean, { at }: ForeignTerm, log: ImportLog): Query | null {
  if (MEDIA.test(value)) {
    if (value !== 'media') log.change('any_media', at, { instead: 'has:media' });
    return leafFrom('has:media', at, log);
  }
  if (/^(?:native)?retweets?$|^reposts?$/.test(value))
    return log.drop(isLeftOut ? 'reposts_not_needed' : 'reposts', at);
  if (/^(?:replies|reply|self_threads|quote|quotes)$/.test(value)) return log.drop('replies', at);
  if (/geo/.test(value)) return log.drop('place', at);
  if (/^(?:verified|blue_verified|follows|trusted|verified_type)$/.test(value)) return log.drop('author_profile', at);
  return log.drop('no_has', at);
}

const LOST = new Map(
  (
    [
      ['numbers', 'min_faves min_likes min_retweets min_reposts min_replies min_quotes retweets_count'],
      ['time', 'since until since_id max_id since_time until_time within_time'],
      [
        'place',
        'near within geocode place place_country point_radius bounding_box profile_country profile_region profile_locality profile_bounding_box profile_point_radius profile_subregion',
      ],
      [
        'thread',
        'conversation_id in_reply_to_tweet_id in_reply_to_status_id retweets_of retweets_of_tweet_id retweets_of_status_id quotes_of_tweet_id quoted_tweet_id quoted_user_id',
      ],
      [
        'author_profile',
        'bio bio_name bio_location user_bio name followers_count tweets_count posts_count following_count friends_count listed_count statuses_count url_in_bio',
      ],
      ['topics', 'context entity'],
      ['lists', 'list'],
      ['programs', 'source card_name card_domain card_url generator'],
      ['sample', 'sample'],
      ['link_words', 'url_title url_description url_contains'],
    ] as const satisfies readonly (readonly [LossCode, string])[]
  ).flatMap(([code, names]) => names.split(' ').map(name => [name, code] as const)),
);
