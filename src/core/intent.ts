/**
 * What a customer's message is about, read plainly: danger by words that should never wait, the rest by `listening/wants`. Danger
 * is read with a wide net, because a false alarm costs a look and a missed one may cost a person.
 */
import { wantsOf } from './listening/wants.ts';
import { fold, wordsOf } from './text.ts';

export const INTENTS = ['danger', 'complaint', 'question', 'request'] as const;
export type Intent = (typeof INTENTS)[number];

/** Longest text looked at, in UTF-16 units. */
const READ_LIMIT = 4_000;

export function readIntents(text: string): Intent[] {
  if (text === '') return [];
  const read = text.slice(0, READ_LIMIT);
  const folded = wordsOf(read).map(word => word.folded);
  const { wants } = wantsOf(read, folded);
  const intents: Intent[] = wants === null ? [] : [wants];
  return dangerIn(folded).length > 0 ? ['danger', ...intents] : intents;
}

/** @returns the words that sound like danger, as folded for comparing; none: nothing does */
export function readDanger(text: string): string[] {
  return dangerIn(wordsOf(text.slice(0, READ_LIMIT)).map(word => word.folded));
}

function dangerIn(folded: readonly string[]): string[] {
  const found = new Set<string>();
  for (let at = 0; at < folded.length; at++) {
    const first = withoutArticle(folded[at] ?? '');
    for (const rule of [...(rules.get(keyOf(folded[at] ?? '')) ?? []), ...(rules.get(keyOf(first)) ?? [])]) {
      const isHere = rule.every((part, n) => meets(folded[at + n] ?? '', part) || (n === 0 && meets(first, part)));
      if (isHere) found.add(folded.slice(at, at + rule.length).join(' '));
    }
  }
  return [...found];
}

type Part = { text: string; isBeginning: boolean };

/**
 * Words and runs of words; `*` at the end says that a word may go on. Fire and smoke, injury, electric shock, allergic reactions,
 * children, harm to oneself, threats, leaked data, the law; in English, German, Spanish, Greek, Arabic and French.
 */
const DANGER = [
  // English
  'fire|on fire|burned down|burning smell|smells like burning|smell of burning|smoke|smoking|sparks|sparking|flames|flame|exploded|explode*|explosion|overheated',
  'burned my|burnt my|burned me|burnt me|scalded|injur*|hospital|ambulance|emergency room|bleeding|blood|unconscious|carbon monoxide|gas leak|choke*|choking|poison*|wounded',
  'electric shock|got shocked|electrocut*|shocked me|allergic|allergy|anaphyla*|my child|my kid|my baby|my son|my daughter|my toddler|swallowed',
  'kill myself|suicid*|end my life|hurt myself|self harm|want to die|kill you|kill them|bomb|shoot you|shoot up|i will find you|come after you|burn your',
  'data breach|data leak|leaked my|my data was|someone else s data|other people s data|other customers data|other customer s|see other people s|hacked|identity theft|lawyer|attorney|lawsuit|sue you|suing|legal action|going to court|take you to court|police|unsafe|dangerous',
  // German
  'feuer|ein brand|in brand|brandgefahr|wohnungsbrand|kuchenbrand|abgebrannt|brennt|gebrannt|angebrannt|rauch|qualm*|funken|explodier*|explosion|verbrannt|verbruht*|verletz*|krankenhaus|notarzt|notaufnahme|blutet|bewusstlos',
  'stromschlag|elektrischer schlag|eine gewischt|allergisch*|allergie|mein kind|mein sohn|meine tochter|mein baby|unser kind|unsere tochter|unser sohn|vergift*|verschluckt|erstick*',
  'umbringen|selbstmord|suizid*|das leben nehmen|bringe euch um|bringe dich um|bombe|drohung|datenleck|datenpanne|fremde daten|daten anderer|gehackt|anwalt|anwaltin|rechtsanwalt*|klage|verklag*|anzeige erstatten|gericht|polizei|gefahrlich*',
  // Spanish
  'fuego|incendio|incendi*|humo|chispas|quemad*|quemo|quema|explot*|explosion|herid*|lesion*|hospital|ambulancia|urgencias|sangr*|inconsciente',
  'descarga electrica|calambre|calambrazo|electrocut*|alergic*|alergia|mi hijo|mi hija|mi bebe|mi nino|mi nina|intoxic*|veneno|envenen*|ahog*',
  'matarme|suicid*|quitarme la vida|quiero morir|matarte|mataros|os voy a matar|bomba|amenaza|filtracion de datos|datos de otros|mis datos|hackead*|abogad*|demanda|demandar*|denunci*|juzgado|tribunal*|policia|peligros*',
  // Greek
  'φωτια|φλογες|καπν*|σπινθηρ*|καηκ*|καιγεται|εκρηξη|εξερραγη|εσκασε|τραυματ*|χτυπησ*|νοσοκομειο|ασθενοφορο|αιμορραγ*|λιποθυμ*|εγκαυμα*|εγκαυματ*',
  'ηλεκτροπληξια|με χτυπησε το ρευμα|ρευμα με χτυπησε|αλλεργ*|το παιδι μου|ο γιος μου|η κορη μου|το μωρο μου|δηλητηρι*|πνιγ*',
  'αυτοκτον*|να πεθανω|θα σας σκοτωσω|θα σε σκοτωσω|βομβα|απειλ*|διαρροη δεδομενων|προσωπικα δεδομενα|δεδομενα αλλων|χακαρ*|δικηγορ*|μηνυ*|δικαστ*|αστυνομια|επικινδυν*',
  // Arabic
  'حريق|حرائق|نار|النار|احترق*|يحترق|دخان|الدخان|شرر|شرار|انفجر*|انفجار|حرق*|اصيب|اصابه|اصابة|جرح*|مستشفي|المستشفي|مستشفى|المستشفى|اسعاف|نزيف|دم|اغماء',
  'صعقه|صعقة|صعق*|كهربني|حساسيه|حساسية|تحسس*|طفلي|ابني|ابنتي|رضيعي|تسمم*|اختناق',
  'انتحار|انتحر|سانتحر|اقتل نفسي|ساقتلك|اقتلك|قنبله|قنبلة|تهديد|تسريب|تسريب بيانات|بياناتي|اختراق|محام*|المحامي|محكمه|محكمة|المحكمه|المحكمة|قضيه|قضية|دعوي|دعوى|الشرطه|الشرطة|خطير|خطيره|خطيرة',
  // French
  'feu|incendie*|brule*|fumee|fume|etincelle*|explos*|blesse*|blessure*|hopital|urgences|ambulance|saigne*|sang|inconscient*',
  'choc electrique|decharge electrique|electrocut*|allergi*|mon enfant|mon fils|ma fille|mon bebe|empoisonn*|etouff*|intoxi*',
  'me suicider|suicid*|me tuer|veux mourir|vous tuer|te tuer|bombe|menace*|fuite de donnees|mes donnees|donnees d autres|pirate|piratage|avocat*|porter plainte|poursuiv*|tribunal|tribunaux|justice|police|danger|dangereu*',
];

/** By the first letters of their first word, so that almost every word of a text is dismissed by one look. */
const KEY_LETTERS = 3;
const rules = Map.groupBy(DANGER.flatMap(line => line.split('|')).map(partsOf), ([first]) => keyOf(first?.text ?? ''));

/** Arabic writes "the", "and", "by" and "to" together with the word. */
function withoutArticle(word: string): string {
  return ARABIC.test(word) ? word.replace(/^(?:[وفبكل]{0,2}ال|لل|[وفبكل])(?=.{2})/u, '') : '';
}

const ARABIC = /^\p{Script=Arabic}/u;

function partsOf(phrase: string): Part[] {
  return phrase.split(' ').map(part => ({ text: fold(part.replace('*', '')), isBeginning: part.endsWith('*') }));
}

function keyOf(word: string): string {
  return word.slice(0, KEY_LETTERS);
}

function meets(word: string, { text, isBeginning }: Part): boolean {
  return isBeginning ? word.startsWith(text) : word === text;
}
