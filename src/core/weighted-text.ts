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

/** Endings of names people write without https before them: the commoner ones of the web, and those of countries. */
const ENDINGS =
  'academy|accountant|actor|adult|aero|africa|agency|apartments|app|arab|archi|army|arpa|art|asia|associates|attorney|auction|audio|auto|baby|' +
  'band|bank|bar|bargains|bayern|beauty|beer|berlin|best|bet|bible|bid|bike|bingo|bio|biz|black|blog|blue|boats|boo|book|boutique|broker|' +
  'build|builders|business|buzz|bzh|cab|cafe|cam|camera|camp|capital|car|cards|care|career|careers|cars|casa|cash|casino|cat|catering|center|ceo|' +
  'charity|chat|cheap|church|city|claims|cleaning|click|clinic|clothing|cloud|club|coach|codes|coffee|college|cologne|com|community|company|' +
  'computer|condos|construction|consulting|contact|contractors|cooking|cool|coop|corsica|country|coupons|courses|credit|cricket|cruises|cymru|' +
  'dance|date|dating|day|deals|degree|delivery|democrat|dental|dentist|design|dev|diamonds|diet|digital|direct|directory|discount|doctor|dog|' +
  'domains|download|earth|eco|edu|education|email|energy|engineer|engineering|enterprises|equipment|esq|estate|eus|events|exchange|expert|exposed|' +
  'express|fail|faith|family|fan|fans|farm|fashion|film|finance|financial|fish|fishing|fit|fitness|flights|florist|flowers|foo|football|forsale|' +
  'foundation|frl|fun|fund|furniture|futbol|fyi|gal|gallery|game|games|garden|gay|gent|gift|gifts|gives|glass|global|gmbh|gold|golf|gov|graphics|' +
  'gratis|green|gripe|group|guide|guitars|guru|hair|hamburg|haus|health|healthcare|help|here|hiphop|hiv|hockey|holdings|holiday|homes|horse|' +
  'hospital|host|hosting|house|how|immo|immobilien|industries|info|ing|ink|institute|insurance|insure|int|international|investments|io|irish|ist|' +
  'istanbul|jetzt|jewelry|jobs|kaufen|kim|kitchen|kiwi|koeln|krd|land|lat|law|lawyer|lease|legal|lgbt|life|lighting|limited|limo|link|live|loan|' +
  'loans|lol|london|love|ltd|luxe|luxury|maison|makeup|management|market|marketing|markets|mba|media|melbourne|meme|memorial|men|menu|miami|mil|' +
  'mobi|moda|moe|moi|mom|money|monster|mortgage|moscow|motorcycles|mov|movie|museum|music|nagoya|name|navy|net|network|new|news|ngo|ninja|nrw|nyc|' +
  'okinawa|one|ong|onl|online|ooo|org|organic|osaka|page|paris|parts|party|pet|pharmacy|phd|photo|photography|photos|physio|pics|pictures|pink|' +
  'pizza|place|plumbing|plus|poker|porn|post|press|pro|productions|prof|promo|properties|property|pub|quebec|quest|racing|radio|realestate|realty|' +
  'recipes|red|rehab|reise|reisen|rent|rentals|repair|report|republican|rest|restaurant|review|reviews|rich|rip|rocks|rodeo|rsvp|rugby|ruhr|run|' +
  'saarland|sale|salon|sarl|school|schule|science|scot|security|services|sex|sexy|shiksha|shoes|shop|shopping|show|singles|site|ski|skin|soccer|' +
  'social|software|solar|solutions|soy|space|sport|store|stream|studio|study|style|sucks|supplies|supply|support|surf|surgery|swiss|sydney|' +
  'systems|tattoo|tax|taxi|team|tech|technology|tel|tennis|theater|tickets|tienda|tips|tires|tirol|today|tokyo|tools|top|tours|town|toys|trade|' +
  'trading|training|travel|tube|university|uno|vacations|vegas|ventures|vet|viajes|video|villas|vin|vip|vision|vodka|vote|voting|voto|voyage|' +
  'wales|wang|watch|webcam|website|wed|wedding|whoswho|wien|wiki|win|wine|work|works|world|wtf|xxx|xyz|yachts|yoga|yokohama|zone';
const COUNTRIES =
  'ac ad ae af ag ai al am an ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl ' +
  'cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw ' +
  'gy hk hm hn hr ht hu id ie il im in iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg ' +
  'mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ' +
  'ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tp tr tt tv tw tz ua ug uk um us uy uz ' +
  'va vc ve vg vi vn vu wf ws ye yt za zm zw';
const ENDING = `(?:${ENDINGS}|${COUNTRIES.replaceAll(' ', '|')})`;
const LATIN = 'a-z0-9\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f';
const LABEL = `[${LATIN}](?:[${LATIN}_-]*[${LATIN}])?`;
/** Letters that follow a link without a space (Chinese, Japanese) do not belong to it. */
const PATH_SIGN = `[\\p{Script=Latin}\\p{Script=Cyrillic}0-9!*';:=+,.$/%#\\[\\]~|&@_-]`;
const IN_BRACKETS = `\\(${PATH_SIGN}+\\)`;
const PATH = `(?:/(?:(?:${PATH_SIGN}|${IN_BRACKETS})*(?:[\\p{Script=Latin}\\p{Script=Cyrillic}0-9=_#/+-]|${IN_BRACKETS}))?)?`;
const QUERY = "(?:\\?[a-z0-9!?*'@();:&=+$/%#\\[\\]_.,~|-]*[a-z0-9_&=#/-])?";
const NOT_IN_WORD = `(?<![${LATIN}@\\uff20$#\\uff03])`;
const NAME_ENDS = '(?![A-Za-z0-9@+-])';
const LINKS = new RegExp(
  `${NOT_IN_WORD}https?://(?:(?:[${LATIN}_-]+\\.)+[a-z]{2,}|(?:[\\p{L}\\p{N}_-]+\\.)+${ENDING}${NAME_ENDS})(?::\\d+)?${PATH}${QUERY}|` +
    // Without a path there is no question either.
    `${NOT_IN_WORD}(?<![_./-])(?:${LABEL}\\.)+${ENDING}${NAME_ENDS}(?:(?::\\d+)?(?=/)${PATH}${QUERY})?`,
  'giu',
);

type Span = { start: number; end: number };

/** Where the links stand, in UTF-16 units. */
export function linksIn(text: string): Span[] {
  return [...text.matchAll(LINKS)].map(({ index, 0: link }) => ({ start: index, end: index + link.length }));
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
/** Pictures joined in a way nobody has agreed on are counted one by one. */
const AGREED = /^\p{RGI_Emoji}$/v;
const JOINER = '\u200d';
/** Signs that are emoji only when they are asked to be: ©️ is one, © is not. And what is asked to be a letter is none. */
const NOT_EMOJI = /^[\u00a9\u00ae](?!\ufe0f)|\ufe0e/;
const HEAVY = 2;

/** An emoji, however it is joined together, is one heavy character; otherwise each code point counts by itself. */
function weightOf(grapheme: string): number {
  if (EMOJI.test(grapheme) && !NOT_EMOJI.test(grapheme)) {
    const parts = AGREED.test(grapheme) ? [grapheme] : grapheme.split(JOINER);
    if (parts.length === 1) return HEAVY;
    return parts.reduce((sum, part) => sum + weightOf(part), parts.length - 1);
  }
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
