/** The words in which people who answer customers promise to come back, and the words for when. Folded as in core/text. */
import { fold } from './text.ts';

/** A promise of our own: somebody here will do something. Each is a pattern over folded words between single blanks. */
export const PROMISES: RegExp[] = [
  // English
  '(i|we) (ll|will|shall)(?! (not|never|be closed|be away|be out))',
  '(i am|i m|we are|we re) going to(?! be closed)',
  '(get|be|come) back (to you|in touch|at|by|in|before|tomorrow|on)',
  'you (ll|will) (hear|have|get) .*(from|by|in|within)',
  '(someone|somebody|a colleague|our team|my colleague) will',
  'let you know|be in touch|expect (my|our) (answer|reply|call)',
  // German
  '(melde|schaue|prufe|kummere|schreibe|antworte|rufe|sage|gebe|schicke|klare) ich|ich (melde|schaue|prufe|kummere|schreibe|antworte|rufe|sage|gebe|schicke|klare|werde|bin wieder)',
  '(melden|schauen|prufen|kummern|schreiben|antworten|geben|schicken|klaren) wir|wir (melden|schauen|prufen|kummern|schreiben|antworten|geben|schicken|klaren|werden|sind wieder)',
  '(werde|bin) ich|(werden|sind) wir|(bekommen|erhalten|horen) sie|sie (bekommen|erhalten|horen)|(bekommst|erhaltst|horst) du|du (bekommst|erhaltst|horst)',
  // Spanish
  '(te|le|os|les) (escrib|respond|contest|avis|contact|llam|confirm|dig|dire|diremos|inform|actualiz|envi|mand)\\p{L}*',
  '(volvere|volveremos|vuelvo|volvemos|estare de vuelta|estaremos de vuelta|estoy de vuelta|voy a|vamos a|lo revis\\p{L}*|lo mir\\p{L}*|(nos pondremos|me pondre|nos ponemos|me pongo) en contacto|tendras (una )?(respuesta|noticias)|tendra (una )?(respuesta|noticias))',
  // French
  '(je|on|nous) (reviens|revient|revenons|reviendrai|reviendra|reviendrons|regarde|regardons|verifie|verifions|m en occupe|nous en occupons)',
  '(je|on|nous) (vous|te|t) (re)?(ecri|repond|contact|tien|tenons|envo|rappel|donn|confirm|di)\\p{L}*',
  '(vous aurez|tu auras)',
  // Greek
  'θα (σασ|σου|σε|το δω|το δουμε|το κοιταξ\\p{L}*|επικοινωνησ\\p{L}*|επιστρεψ\\p{L}*|επανελθ\\p{L}*|απαντησ\\p{L}*|ελεγξ\\p{L}*|κοιταξ\\p{L}*|ειμαι πισω|ειμαστε πισω|εχετε νεα|εχετε απαντηση|εχεισ νεα)',
  '(επανερχομαι|επανερχομαστε|επιστρεφω|επιστρεφουμε|(σασ|σε) ενημερων\\p{L}*)',
  // Arabic: the future is a letter before the verb, "I" or "we".
  'و?(سا(?!ع(ة|ت|ات))|سن(?!ة|وات|ين))\\p{L}{2,}',
  'سوف (ا|ن)\\p{L}{2,}|(اعود|نعود|ارد|نرد) (ا?لي\\p{L}*|علي\\p{L}*)',
].map(source => new RegExp(` (?:${source})(?= )`, 'u'));

/** Not a promise of ours, though it sounds like one. */
export const NO_PROMISES: RegExp[] = ['guten morgen|heute morgen|buenas|por que', '(i|we) (won t|cannot|can t)'].map(
  source => new RegExp(` (?:${source}) `, 'u'),
);

type Words = Record<string, string>;
const either = (words: string) => words.split(' ').map(fold).join('|');

/** Days from today. The longer phrase first: "day after tomorrow" holds "tomorrow". */
export const DAYS: [pattern: string, days: number][] = [
  ['day after tomorrow|ubermorgen|pasado manana|apres demain|μεθαυριο|بعد غد', 2],
  ['tomorrow|tmrw|(?<!guten |heute |jeden )morgen|(?<!la |esta |de )manana|demain|αυριο|غدا|غد|بكرا|بكره', 1],
  [
    'today|tonight|end of (the |my |our )?day|eod|heute|hoy|aujourd hui|ce soir|esta (tarde|noche)|this (morning|afternoon|evening)|σημερα|αποψε|اليوم|الليلة',
    0,
  ],
];

/** The hour by which a part of the day is over. */
export const DAY_PARTS: [pattern: string, hour: number][] = [
  ['morning|fruh|vormittag|por la manana|a primera hora|matin|πρωι|صباح\\p{L}*|الصباح', 12],
  ['noon|midday|lunch(time)?|mittag|mediodia|midi|μεσημερι|الظهر|ظهر\\p{L}*', 13],
  ['afternoon|nachmittag|por la tarde|esta tarde|apres midi|απογευμα|العصر|بعد الظهر', 18],
  ['evening|tonight|abend|por la noche|esta noche|soir|βραδυ|αποψε|مساء|المساء|الليلة', 21],
];

/** Monday is 1. */
export const WEEKDAYS: string[] = [
  'monday montag lunes lundi δευτερα الاثنين الإثنين',
  'tuesday dienstag martes mardi τριτη الثلاثاء',
  'wednesday mittwoch miercoles mercredi τεταρτη الاربعاء الأربعاء',
  'thursday donnerstag jueves jeudi πεμπτη الخميس',
  'friday freitag viernes vendredi παρασκευη الجمعة',
  'saturday samstag sonnabend sabado samedi σαββατο السبت',
  'sunday sonntag domingo dimanche κυριακη الاحد الأحد',
].map(either);

export const NEXT_WEEK =
  'next week|(nachste|kommende)\\p{L}? woche|(la )?(proxima semana|semana que viene)|semaine prochaine|(επομενη|αλλη) εβδομαδα|الاسبوع (القادم|المقبل)';

/** Minutes of one. */
export const UNITS: [pattern: string, minutes: number][] = [
  ['minutes?|mins?|minuten?|minutos?|λεπτ\\p{L}*|دقيق\\p{L}*|دقائق', 1],
  ['hours?|hrs?|h|stunden?|std|horas?|heures?|ωρ(?:α|εσ)|ساع\\p{L}*', 60],
  ['days?|tage?n?|dias?|jours?|(?:η)?μερ(?:α|εσ)|يوم|ايام|يوما', 1440],
  ['weeks?|wochen?|semanas?|semaines?|εβδομαδ(?:α|εσ)|اسبوع|اسابيع', 10_080],
];

/** "within", "in", "by then": what stands before an amount of time that is still to come. */
export const WITHIN =
  'within|in|inside|innerhalb(?: von)?|binnen|en|dentro de|(?:antes|en menos) de|dans|sous|d ici|σε|μεσα(?: σε| στισ| στα)?|εντοσ|خلال|بعد|في|في غضون';
export const NEXT =
  '(?:the |der |den |las? |los |les |τισ |τα )?(?:next |nachsten |proxim[ao]s |prochain(?:e)?s |επομεν(?:εσ|α) )?';

const NUMBER_LIST: Words = {
  1: 'a an one ein eine einer einem un una uno une ένα μία μια ενός',
  2: 'two zwei dos deux δύο δυο',
  3: 'three drei tres trois τρία τρεις τρις ثلاث ثلاثة',
  4: 'four vier cuatro quatre τέσσερα τέσσερις أربع أربعة',
  5: 'five fünf cinco cinq πέντε خمس خمسة',
  6: 'six sechs seis έξι ست ستة',
  8: 'eight acht ocho huit οκτώ οχτώ',
  10: 'ten zehn diez dix δέκα عشر عشرة',
  12: 'twelve zwölf doce douze δώδεκα',
  15: 'fifteen fünfzehn quince quinze δεκαπέντε',
  20: 'twenty zwanzig veinte vingt είκοσι',
  24: 'vierundzwanzig veinticuatro',
  30: 'thirty dreissig dreißig treinta trente τριάντα',
};
export const NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries(NUMBER_LIST).flatMap(([n, words]) => words.split(' ').map(word => [fold(word), Number(n)] as const)),
);

/** Arabic has a form of its own for two, and leaves out the one. */
export const DUALS: [pattern: string, minutes: number][] = [
  ['ساعتين|ساعتان', 120],
  ['يومين|يومان', 2880],
  ['اسبوعين|اسبوعان', 20_160],
  ['half an hour|einer halben stunde|media hora|une demi heure|μιση ωρα|نصف ساعة', 30],
  ['ساعة', 60],
  ['يوم', 1440],
  ['اسبوع', 10_080],
];
