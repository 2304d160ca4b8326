/** How X counts (its counting rules, version 3): 280 light characters, others weigh two, an emoji two however it is joined together. */

/**
 * The weight of an answer. The names it begins with are not counted: they are how X delivers it.
 * @param linkWeighs what each link counts, also one without https before it
 */
export function weightOfAnswer(text: string, linkWeighs: number | null): number {
  const said = text.normalize('NFC').replace(NAMES_FIRST, '');
  if (linkWeighs === null) return weightOfPlain(said);
  let weight = 0;
  let from = 0;
  for (const { start, end } of linksIn(said)) {
    weight += weightOfPlain(said.slice(from, start)) + linkWeighs;
    from = end;
  }
  return weight + weightOfPlain(said.slice(from));
}

const NAMES_FIRST = /^(?:@\w{1,20}\s+)+/;

/** Endings of names people write without https before them. Those of countries are all two letters long. */
const ENDINGS =
  'academy|agency|aero|app|arpa|art|asia|biz|blog|cafe|cat|center|cloud|club|coffee|com|community|company|coop|design|dev|digital|' +
  'edu|email|events|express|farm|finance|fun|games|global|gov|group|guru|help|host|info|int|io|jobs|life|link|live|ltd|marketing|' +
  'media|mil|mobi|museum|name|net|network|news|ngo|one|online|org|page|photos|pizza|plus|press|pro|restaurant|sale|school|science|' +
  'services|shop|site|social|software|solutions|space|store|studio|support|systems|team|tech|technology|tel|tips|today|tools|top|' +
  'tours|town|trade|travel|video|vip|website|wiki|work|works|world|xxx|xyz|zone';
const COUNTRY = '[a-z]{2}';
const NAME = '(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]*[\\p{L}\\p{N}])?\\.)';
/** Letters of any script may stand in a path, but not those that follow a link without a space before them (Chinese, Japanese). */
const REST = "(?::\\d+)?(?:[/?#][\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}!*';:=+,.$/%#\\[\\]_~&|@?()-]*)?";
const NOT_BEFORE = '(?<![\\p{L}\\p{N}@#$_./-])';
const LINKS = new RegExp(
  `(?<![\\p{L}\\p{N}@#$_])https?://[a-z0-9._\\u00c0-\\u024f-]+${REST}|` +
    `${NOT_BEFORE}${NAME}+(?:${ENDINGS})(?![\\p{L}\\p{N}_@.-]*[\\p{L}\\p{N}@])${REST}|` +
    // A single name with a country's ending is a word like any other, unless a path follows it or it is one of two.
    `${NOT_BEFORE}${NAME}(?:(?:co|tv)(?![\\p{L}\\p{N}_@.-]*[\\p{L}\\p{N}@])${REST}|${NAME}+${COUNTRY}(?![\\p{L}\\p{N}_@.-]*[\\p{L}\\p{N}@])${REST}|${COUNTRY}(?=/)${REST})`,
  'giu',
);

type Span = { start: number; end: number };

/** Where the links stand, in UTF-16 units; the sign that ends a sentence is not part of one. */
export function linksIn(text: string): Span[] {
  return [...text.matchAll(LINKS)].map(found => ({
    start: found.index,
    end: found.index + withoutLastSigns(found[0]).length,
  }));
}

function withoutLastSigns(link: string): string {
  let end = link.replace(/[!*';:,.?$[\]|@~&]+$/, '');
  while (end.endsWith(')') && end.split(')').length > end.split('(').length)
    end = end.slice(0, -1).replace(/[!*';:,.?$[\]|@~&]+$/, '');
  return end;
}

let segmenter: Intl.Segmenter | null = null;

function weightOfPlain(text: string): number {
  // Most texts: letters, digits and signs that weigh one each.
  if (LIGHT_ONLY.test(text)) return text.length;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let weight = 0;
  for (const { segment } of segmenter.segment(text)) weight += weightOf(segment);
  return weight;
}

const LIGHT_ONLY = /^[\x00-\xa8\xaa-\xad\xaf-\u10ff]*$/;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3/u;
/** Signs that are emoji only when they are asked to be: ©️ is one, © is not. And what is asked to be a letter is none. */
const NOT_EMOJI = /^[\u00a9\u00ae](?!\ufe0f)|\ufe0e/;
const HEAVY = 2;

/** An emoji, however it is joined together, is one heavy character; otherwise each code point counts by itself. */
function weightOf(grapheme: string): number {
  if (EMOJI.test(grapheme) && !NOT_EMOJI.test(grapheme)) return HEAVY;
  let weight = 0;
  for (const character of grapheme) weight += isLight(character.codePointAt(0) ?? 0) ? 1 : HEAVY;
  return weight;
}

/** The four light ranges: Latin to Georgian, general punctuation and spaces. */
function isLight(point: number): boolean {
  return (
    point <= 0x10ff ||
    (point >= 0x2000 && point <= 0x200d) ||
    (point >= 0x2010 && point <= 0x201f) ||
    (point >= 0x2032 && point <= 0x2037)
  );
}
