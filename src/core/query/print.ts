/** The canonical text of a query: read again, it is the same query. */
import { EMOJI_PART, JOINERS } from './letters.ts';
import type { Leaf, Query, Word } from './query.ts';

export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'and':
      return query.all.map(printPart).join(' ');
    case 'or':
      return query.any.map(printPart).join(' OR ');
    case 'not':
      return `-${printPart(query.without)}`;
    default:
      return printLeaf(query);
  }
}

/** What could be read together with its neighbours stands in parentheses, for people as much as for the parser. */
function printPart(query: Query): string {
  const needsGroup = query.kind === 'and' || query.kind === 'or' || query.kind === 'near';
  return needsGroup ? `(${printQuery(query)})` : printQuery(query);
}

function printLeaf(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'word':
      return printWords([leaf.word]);
    case 'phrase':
      return printWords(leaf.words);
    case 'near':
      return `${printSide(leaf.left)} NEAR/${leaf.distance} ${printSide(leaf.right)}`;
    case 'brand':
      return `~${isBare(leaf.name) ? leaf.name : quoted(leaf.name)}`;
    case 'handle':
      return `@${leaf.handle}`;
    case 'tag':
      return `#${leaf.tag}`;
    case 'link': {
      const place = leaf.host + (leaf.path ?? '');
      return `link:${/[()（）"“”„‟＂«»「『*]/.test(place) ? quoted(place) : place}`;
    }
    case 'from':
      return `from:${leaf.handle}`;
    case 'lang':
      return `lang:${leaf.lang}`;
    case 'network':
      return `network:${leaf.network}`;
    case 'has':
      return `has:${leaf.what}`;
  }
}

function printSide(side: readonly Word[][]): string {
  const printed = side.map(printWords).join(' OR ');
  return side.length === 1 ? printed : `(${printed})`;
}

/** Words of one phrase are all exact or none is. */
export function printWords(words: readonly Word[]): string {
  const exact = words[0]?.exact ? '=' : '';
  const text = words.map(word => word.text + (word.prefix ? '*' : '')).join(' ');
  return exact + (words.length === 1 && isBare(words[0]?.text ?? '') ? text : quoted(text));
}

const BARE = new RegExp(`^[\\p{L}\\p{N}\\p{M}${EMOJI_PART}${JOINERS}_'’.-]+$`, 'u');
const OPERATOR = /^(?:and|or|not|near\d*)$/i;

/** Nothing in it could be taken for a sign, an operator, a field or an address. */
function isBare(text: string): boolean {
  return BARE.test(text) && !/^[-.'’]/.test(text) && !OPERATOR.test(text) && !/\p{L}\.\p{L}/u.test(text);
}

function quoted(text: string): string {
  return `"${text.replace(/["“”„‟＂\\]/g, mark => (mark === '\\' ? '\\\\' : `${mark}${mark}`))}"`;
}
