/** Says in one sentence what a query will hear. */
import { type Explanation, type ExplanationCode, explanationOf } from './explanation.ts';
import { fill } from './notices.ts';
import type { Query } from './query.ts';

/** A language's words. Each part is what a post has: “kestrel”, a link to kestrel.example. */
export type ExplanationWords = Readonly<Record<Exclude<ExplanationCode, 'all' | 'any'>, string>> & {
  /** Lists and the names of languages are as this locale has them. */
  readonly locale: string;
  readonly posts: string;
  /** Where language, network or author are asked for besides. */
  readonly framed_posts: string;
  readonly only_framed_posts: string;
  readonly frame_lang: string;
  readonly frame_network: string;
  readonly frame_from: string;
  readonly but: string;
  readonly group: string;
};

export const ENGLISH: ExplanationWords = {
  locale: 'en',
  posts: 'Posts with {what}.',
  framed_posts: 'Posts {frames} with {what}.',
  only_framed_posts: 'Posts {frames}.',
  frame_lang: 'in {language}',
  frame_network: 'on {network}',
  frame_from: 'by @{handle}',
  but: '{what}, but not {without}',
  group: '({what})',
  not: 'anything but {what}',
  words: '“{text}”',
  begins: 'a word that begins with “{text}”',
  exact: '“{text}” in just these letters',
  near: '{left} within {distance} words of {right}',
  near_one: '{left} within one word of {right}',
  beside: '{left} right beside {right}',
  brand: '“{name}” (or a close misspelling of it)',
  brand_short: '“{name}” in its usual spellings',
  handle: 'the name @{handle}',
  tag: '#{tag}',
  link: 'a link to {place}',
  from: 'the author @{handle}',
  lang: 'text in {language}',
  network: 'the network {network}',
  media: 'a picture, video or sound',
  question: 'a question',
};

/** @param query as the parser gives it */
export function explain(query: Query, words: ExplanationWords = ENGLISH): string {
  const whole = explanationOf(query);
  const parts = whole.code === 'all' ? whole.parts : [whole];
  const frames = parts.flatMap(part => frameOf(part, words) ?? []);
  const others = parts.filter(part => frameOf(part, words) === null);
  const what =
    others.length === 1 && others[0] !== undefined ? say(others[0], words) : list(others, 'conjunction', words);
  const but = (said: string) =>
    whole.without.length === 0
      ? said
      : fill(words.but, { what: said, without: list(whole.without, 'disjunction', words) });
  if (frames.length === 0) return fill(words.posts, { what: but(what) });
  if (others.length > 0) return fill(words.framed_posts, { frames: frames.join(' '), what: but(what) });
  return fill(words.only_framed_posts, { frames: but(frames.join(' ')) });
}

function frameOf({ code, parameters }: Explanation, words: ExplanationWords): string | null {
  switch (code) {
    case 'lang':
      return fill(words.frame_lang, named(parameters, words));
    case 'network':
      return fill(words.frame_network, parameters);
    case 'from':
      return fill(words.frame_from, parameters);
    default:
      return null;
  }
}

function say({ code, parameters, parts, without }: Explanation, words: ExplanationWords): string {
  switch (code) {
    case 'all': {
      const what = list(parts, 'conjunction', words);
      return without.length === 0 ? what : fill(words.but, { what, without: list(without, 'disjunction', words) });
    }
    case 'any':
      return list(parts, 'disjunction', words);
    case 'not':
      return fill(words.not, { what: list(parts, 'disjunction', words) });
    case 'near':
    case 'near_one':
    case 'beside': {
      const [left = '', right = ''] = parts.map(part => within(part, words));
      return fill(words[code], { ...parameters, left, right });
    }
    case 'lang':
      return fill(words.lang, named(parameters, words));
    default:
      return fill(words[code], parameters);
  }
}

function list(parts: readonly Explanation[], type: Intl.ListFormatType, words: ExplanationWords): string {
  return new Intl.ListFormat(words.locale, { type }).format(parts.map(part => within(part, words)));
}

/** A group inside another sentence stands in parentheses, so that it is clear what belongs together. */
function within(part: Explanation, words: ExplanationWords): string {
  const said = say(part, words);
  return part.code === 'all' || part.code === 'any' || part.code === 'not' ? fill(words.group, { what: said }) : said;
}

function named(parameters: Explanation['parameters'], { locale }: ExplanationWords): Explanation['parameters'] {
  const lang = String(parameters['lang'] ?? '');
  return { language: new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }).of(lang) ?? lang };
}
