/** What importing a query of another language comes to, and the words for what was lost on the way. */
import { fill, MISTAKES, type MistakeCode, makeNotes, type Parameters } from './notices.ts';
import type { Leaf, Query, Span } from './query.ts';
import { scan } from './scan.ts';
import { tokensOf } from './tokens.ts';

export type Imported = {
  /** In our language; '' when nothing is left of it. It may still ask for too much, as `lang:de` alone does. */
  text: string;
  /** What could not be taken over. */
  dropped: Lost[];
  /** What was taken over, but hears somewhat differently. */
  changed: Lost[];
};

/** `what` is what stood there, `why` says why and what to do instead. */
export type Lost = { at: number; length: number; what: string; code: LossCode; parameters: Parameters; why: string };

/** Longer texts are not imported, in UTF-16 units. */
export const IMPORT_CHARACTERS_LIMIT = 20_000;

export const LOSSES = {
  too_long: 'Queries up to {limit} characters can be imported. Split it into several.',
  too_deep: 'Parentheses may stand inside each other {limit} deep. Write this group by itself.',
  unbalanced: 'This parenthesis has no partner and was left away.',
  operator_alone: '{what} joins nothing here and was left away.',
  /** The reason is a mistake's code, and its parameters stand beside it. */
  not_readable: '{reason}',
  nothing_there: 'There is no word in it that could be heard.',
  optional: 'It only moved results up: posts without it were found too. To ask for it, join it with AND.',
  narrows: 'Either this or the rest was enough. Alone it would hear everything, so here it narrows the rest down.',
  boost: 'Weights put results in order. What is heard is in order of time and urgency.',
  range: 'Ranges of numbers and dates are not heard. Choose the time when you look at the matches.',
  regex: 'Regular expressions are not heard. Write the words, joined by OR, or with a * at the end.',
  everything: 'It found everything. Name what to look for.',
  exists: 'Whether a field is filled is not known. has:media and has:question are.',
  leading_wildcard: 'A * stands only at the end of a word. Write the words it stood for, joined by OR.',
  short_wildcard: 'There are too few letters before the wildcard. Write the words it stood for, joined by OR.',
  wildcard_cut: 'A wildcard stands only at the end, so this is now {instead}, which hears more.',
  wildcard_in_phrase: 'A * for any word became NEAR: {instead}, in either order.',
  fuzzy: 'Misspellings are heard within one letter, and as people usually write them: {instead}.',
  proximity: 'Counted are the words in between, in either order: {instead}.',
  text_field: 'There is no field {field}: all of a post is searched.',
  unknown_field: 'There is no field {field}. There are link:, from:, lang:, network: and has:.',
  to_author: 'Answers to somebody carry the name, so this is now {instead}; it hears other mentions too.',
  cashtag: '$ is not heard, only the letters: {instead}.',
  any_media: 'Pictures, videos and sound are not told apart: {instead}.',
  unknown_language: 'X’s own codes for “no language” are not known elsewhere.',
  reposts: 'Reposts are not heard, only what somebody wrote. Without it the query asks for posts.',
  reposts_not_needed: 'Not needed: reposts are not heard, only what somebody wrote.',
  question: 'A question is asked for by {instead}.',
  replies: 'Posts and replies are heard alike. The desk shows which is which.',
  no_has: 'Whether a post has that is not known. has:media and has:question are; for a certain address write link:.',
  smiley: 'Smileys as a sign of mood are not heard. The desk tells the mood of each match.',
  numbers: 'A post is heard as it is written, before anybody could like, repost or answer it.',
  time: 'A query hears what is written from now on. Choose the time when you look at the matches.',
  place: 'Networks hardly tell where a post was written. Narrow by lang:, or add the names of places as words.',
  thread: 'Threads are followed in the conversation on the desk, not by a query.',
  author_profile: 'What authors say of themselves, and how many follow them, is not searched. Name them with from:.',
  topics: 'Topics and entities that X assigns are not known elsewhere. Name their words instead.',
  lists: 'Lists are kept by X. Name their members with from:, joined by OR.',
  programs: 'Which program a post was written with is not told.',
  sample: 'Everything is heard; no sample is needed.',
  link_words: 'Words of a linked page are not searched. For a certain address write link:.',
  unknown_operator: '{field}: is not known here. To look for the text itself, put it in quotation marks.',
} as const;

export type LossCode = keyof typeof LOSSES;

/** Why something was lost, in the words of any language. */
export function whyLost(
  losses: Readonly<Record<LossCode, string>>,
  mistakes: Readonly<Record<MistakeCode, string>>,
  code: LossCode,
  parameters: Parameters,
): string {
  const { reason } = parameters;
  return fill(isMistake(reason) ? mistakes[reason] : losses[code], parameters);
}

function isMistake(code: string | number | undefined): code is MistakeCode {
  return typeof code === 'string' && Object.hasOwn(MISTAKES, code);
}

export type ImportLog = {
  readonly dropped: Lost[];
  readonly changed: Lost[];
  drop(code: LossCode, at: Span, parameters?: Parameters): null;
  change(code: LossCode, at: Span, parameters?: Parameters): void;
};

export function makeImportLog(text: string): ImportLog {
  const dropped: Lost[] = [];
  const changed: Lost[] = [];
  const lost = (code: LossCode, { start, end }: Span, given: Parameters = {}): Lost => {
    const what = text.slice(start, end);
    const parameters = { what, ...given };
    return { at: start, length: end - start, what, code, parameters, why: whyLost(LOSSES, MISTAKES, code, parameters) };
  };
  return {
    dropped,
    changed,
    drop(code, at, parameters) {
      dropped.push(lost(code, at, parameters));
      return null;
    },
    change(code, at, parameters) {
      changed.push(lost(code, at, parameters));
    },
  };
}

/** One leaf of our own language; where it cannot be read, the reason is logged. */
export function leafFrom(ours: string, at: Span, log: ImportLog): Leaf | null {
  const notes = makeNotes(ours);
  const [token] = tokensOf(scan(ours, notes), [], notes);
  const [mistake] = notes.mistakes;
  if (mistake === undefined && token?.kind === 'leaf') return token.leaf;
  if (mistake === undefined || mistake.code === 'no_word' || mistake.code === 'empty_phrase')
    return log.drop('nothing_there', at);
  return log.drop('not_readable', at, { ...mistake.parameters, reason: mistake.code });
}

/** Text as a quotation of ours, without anything that means something in ours. */
export function quotation(text: string): string {
  return `"${text.replace(/["“”„‟＂«»「」『』\\*]/g, ' ')}"`;
}

/** Words in this order or another with at most so many between; of more than two, each with its neighbour. */
export function nearOf(words: readonly string[], distance: number, at: Span, log: ImportLog): Query | null {
  const leaves = words.map(word => leafFrom(quotation(word), at, log));
  const sides = leaves.flatMap(leaf =>
    leaf?.kind === 'word' ? [[leaf.word]] : leaf?.kind === 'phrase' ? [leaf.words] : [],
  );
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return only;
  const all = sides
    .slice(1)
    .map<Query>((right, i) => ({ kind: 'near', at, distance, left: [sides[i] ?? []], right: [right] }));
  return all.length === 0 ? null : { kind: 'and', all };
}
