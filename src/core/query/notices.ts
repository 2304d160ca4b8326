/**
 * What can be wrong with a query, and what may be worth knowing about one, in plain words. The desk translates by code; a
 * template's `{names}` are filled from the notice's parameters.
 */
import { countText } from '../text.ts';
import type { Span } from './query.ts';

export const MISTAKES = {
  too_long: 'Keep a query under {limit} characters; this one has {count}.',
  too_many_terms: 'Keep a query under {limit} words; split this one into two queries.',
  too_deep: 'Parentheses may stand inside each other {limit} deep. Take some away at {position}.',
  phrase_too_long: 'A phrase may have {limit} words. Shorten the one at {position}, or join two phrases with NEAR/5.',
  word_too_long: 'One word may have {limit} characters. Is there a space missing at {position}?',
  nothing: 'Name at least one word to look for.',
  quote_open: 'A closing quotation mark is missing at {position}. Put one where the phrase ends.',
  empty_phrase: 'There is nothing between the quotation marks at {position}. Write a phrase or take them away.',
  group_open: 'A closing parenthesis is missing for the one at {position}.',
  group_closed: 'The closing parenthesis at {position} has no opening one. Take it away, or open it before.',
  empty_group: 'There is nothing between the parentheses at {position}. Write a word or take them away.',
  operand_missing:
    'Put a word before and after {operator}, at {position}. To look for the word itself, write "{operator}".',
  operand_after_missing: 'Put a word right after {operator}, at {position}.',
  symbol_operator: 'Write {operator} instead of {symbol}, at {position}.',
  bang: 'To leave something out, write a minus before it: -{rest} instead of !{rest}.',
  lonely_sign: 'Put {sign} right before a word, without a space, at {position}.',
  two_signs: 'One sign before a word is enough, at {position}: either {first} or {second}.',
  no_word: 'There is no word in {text}, at {position}. Only letters, digits and emoji are heard.',
  near_number: 'Say how many words may lie between, at {position}: NEAR/5.',
  near_distance: 'NEAR reaches at most {limit} words, at {position}. For more, join with AND.',
  near_chain: 'NEAR joins two sides, at {position}. For three write: (a NEAR/5 b) AND (b NEAR/5 c).',
  near_operand: 'NEAR counts between words and phrases, or groups of them joined by OR. Join {text} with AND instead.',
  slop: 'To find words near each other, write: one NEAR/{distance} other, instead of "one other"~{distance}.',
  fuzzy: 'To hear misspellings put the ~ in front: ~{word}.',
  boost: 'A word cannot weigh more than another here. Take {text} away at {position}.',
  wildcard_front: 'A * stands only at the end of a word, not in front of it: {text}.',
  wildcard_inside: 'A {sign} inside a word is not understood: {text}. Only the end may be open, as in {example}.',
  wildcard_alone: 'The * at {position} has no word before it. For any words in between, use NEAR/5.',
  wildcard_here: 'A * works at the end of plain words only. Take it away from {text}.',
  prefix_short: 'Write at least {limit} letters before the *: {text} would hear too much.',
  bad_handle:
    '{text} is not a handle. A handle has letters, digits, dots, dashes and _, as in @kestrel or @kestrel.example.',
  bad_tag: '{text} is not a hashtag. A hashtag has letters, digits and _ only.',
  bad_link: '{text} is not an address to look for. Write it as in link:kestrel.example/shop.',
  bad_network: '{text} is not the name of a network. Known are: {known}.',
  lang_code: 'Write the language as its code, {field}:{code}, instead of {text}.',
  bad_lang: '{text} is not the code of a language. Write two letters, as in lang:de or lang:pt-BR.',
  unknown_has: 'has:{text} is not known. There are has:media and has:question.',
  unknown_field:
    '{field}: is not known. There are link:, from:, lang:, network: and has:. To look for the text itself, quote it.',
  other_field: 'Write {instead} instead of {field}, at {position}.',
  empty_field: 'Write the value right after the colon, without a space: {example}.',
  field_group: 'Repeat the field for each value: ({field}:{one} OR {field}:{two}).',
  only_exclusions: 'This only says what to leave out, so everything else would be heard. Add a word to look for.',
  hears_everything:
    'Languages, networks and has: only narrow down what is heard by a word, and there is none. Add a word, a #tag, an @handle, a link: or a from:.',
  side_hears_everything:
    'This side of OR would hear everything else there is. Give it a word to look for, or take it out of the OR.',
} as const;

export const HINTS = {
  lowercase_operator: '“{word}” is looked for as a word. If you mean the operator, write {operator}.',
  mixed_operators: 'AND binds tighter than OR: this is heard as {meant}. Parentheses make it plain.',
  plus_not_needed: 'The + is not needed: every word must occur unless OR stands between them.',
  single_quotes: 'Single quotation marks do not make a phrase. Use "…" to keep words together.',
  looks_like_link: 'Links are not searched as words. To hear posts that link there, write link:{link}.',
  heard_as_link: 'This is heard as link:{link}: posts that link there.',
  symbols_ignored: 'Only letters, digits and emoji are heard: {text} is heard as {heard}.',
  common_word: '“{word}” is in very many posts. Add a word that must occur beside it, or make it a phrase.',
  short_prefix: '{text} hears every word that begins so. More letters before the * hear less by mistake.',
  short_brand: '{name} is short: its spellings and spacings are heard, but no typos, which would be other words.',
  contradiction: '{text} is asked for and left out, so nothing can be heard.',
  repeated: '{text} is there twice.',
  cannot_both: 'A post cannot be both {one} and {two}, so nothing can be heard. Join them with OR in parentheses.',
} as const;

export type MistakeCode = keyof typeof MISTAKES;
export type HintCode = keyof typeof HINTS;
export type Parameters = Readonly<Record<string, string | number>>;

/** `at` and `length` in UTF-16 units for underlining; `parameters.position` counts from 1 what people see as one character. */
export type Notice<Code extends string = string> = {
  code: Code;
  at: number;
  length: number;
  parameters: Parameters;
  message: string;
};

/** Where a reader of a query leaves what it noticed. */
export type Notes = {
  readonly mistakes: Notice<MistakeCode>[];
  readonly hints: Notice<HintCode>[];
  mistake(code: MistakeCode, span: Span, parameters?: Parameters): null;
  hint(code: HintCode, span: Span, parameters?: Parameters): void;
};

export function makeNotes(text: string): Notes {
  const mistakes: Notice<MistakeCode>[] = [];
  const hints: Notice<HintCode>[] = [];
  return {
    mistakes,
    hints,
    mistake(code, span, parameters = {}) {
      // The first is shown; counting positions for thousands more would only take time.
      if (mistakes.length === 0) mistakes.push(noticed(text, code, MISTAKES[code], span, parameters));
      return null;
    },
    hint(code, span, parameters = {}) {
      if (hints.length < HINTS_LIMIT) hints.push(noticed(text, code, HINTS[code], span, parameters));
    },
  };
}

/** More are not read. */
const HINTS_LIMIT = 10;

function noticed<Code extends string>(
  text: string,
  code: Code,
  template: string,
  span: Span,
  given: Parameters,
): Notice<Code> {
  const position = countText(text.slice(0, span.start), 'graphemes') + 1;
  const parameters = { position, ...given };
  const { start: at, end } = span;
  return { code, at, length: end - at, parameters, message: fill(template, parameters) };
}

/** The template with its `{names}` filled in. */
export function fill(template: string, parameters: Parameters): string {
  return template.replace(/\{(\w+)\}/g, (name, key: string) => String(parameters[key] ?? name));
}
