/**
 * Reads queries as Lucene, Solr, Elasticsearch and OpenSearch have them, and the tools built on these.
 * Operators: the classic query parser's syntax page, https://lucene.apache.org/core/10_0_0/queryparser/.
 */
import { allOf, anyOf, asked, type Clause, importWith } from './foreign-read.ts';
import type { ForeignTerm } from './foreign-scan.ts';
import { readForeignText } from './foreign-text.ts';
import { type Imported, type ImportLog, leafFrom, quotation } from './import.ts';
import { codeOfLanguage } from './language-names.ts';
import { isNarrow } from './narrow.ts';
import type { Query } from './query.ts';

/** @param words what words merely side by side mean; Lucene itself takes any of them, many tools set all */
export function importLucene(text: string, words: 'any' | 'all' = 'any'): Imported {
  const signs = { symbols: true, smileys: false };
  return importWith({ signs, sideBySide: words === 'all' ? 'and' : 'row', readTerm, row }, text);
}

/**
 * With a + anywhere, what has none is optional, and only put results in order. Else any will do; but a language or a
 * network alone would hear everything, so these narrow down the others.
 */
function row(clauses: readonly Clause[], log: ImportLog): Query | null {
  const kept = clauses.filter(({ query }) => query !== null);
  const musts = kept.filter(({ occurs }) => occurs === 'must');
  const plain = kept.filter(({ occurs }) => occurs === 'plain');
  const nots = kept.filter(({ occurs }) => occurs === 'not').map(asked);
  if (musts.length > 0) {
    for (const { at } of plain) log.drop('optional', at);
    return allOf([...musts.map(asked), ...nots]);
  }
  const words = plain.filter(({ query }) => query !== null && isNarrow(query));
  const frames = plain.filter(clause => !words.includes(clause));
  if (words.length > 0) for (const { at } of frames) log.change('narrows', at);
  return allOf([anyOf(words.map(asked)), ...frames.map(asked), ...nots]);
}

/** Fields that hold what a post says, under the names they are given. */
const TEXT_FIELDS = new Set(
  'text body content message title full_text post tweet description caption comment subject headline summary _all default'.split(
    ' ',
  ),
);

const FIELDS = new Map(
  [
    ['lang:', 'lang language'],
    ['from:', 'from author user username screen_name author.username user.screen_name author.handle'],
    ['#', 'hashtag hashtags tag tags entities.hashtags'],
    ['@', 'mention mentions to entities.mentions'],
    ['link:', 'link links url urls domain site host'],
    ['network:', 'network source platform'],
  ].flatMap(([ours = '', theirs = '']) => theirs.split(' ').map(name => [name, ours] as const)),
);

/** The same field, kept a second time as one piece. */
const UNCUT = /\.(?:keyword|raw)$/;

function readTerm(term: ForeignTerm, _isLeftOut: boolean, log: ImportLog): Query | null {
  const { at, form, text, boost } = term;
  if (boost !== null) log.drop('boost', boost);
  if (form === 'range') return log.drop('range', at);
  if (form === 'regex') return log.drop('regex', at);
  if (term.field === '_exists_') return log.drop('exists', at);
  if (form === 'plain' && text === '*') return log.drop(term.field === null ? 'everything' : 'exists', at);
  if (/^[*?]+:[*?]+$/.test(text)) return log.drop('everything', at);
  if (term.field === null) return readForeignText(term, log);
  const field = term.field.toLowerCase().replace(UNCUT, '');
  if (TEXT_FIELDS.has(field)) {
    log.change('text_field', at, { field: term.field });
    return readForeignText(term, log);
  }
  const ours = FIELDS.get(field);
  if (ours === undefined) return log.drop('unknown_field', at, { field: term.field });
  const value = text.replace(/^[@#]/, '');
  return leafFrom(ours + quotation(ours === 'lang:' ? (codeOfLanguage(value) ?? value) : value), at, log);
}
