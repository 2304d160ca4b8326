import type { Personal } from './personal.ts';

/** Seven to fifteen digits (ITU-T E.164), with the signs people put between them, and an extension. */
const CANDIDATE =
  /(?<![\p{L}\p{N}@#$€£/._-]|\d[,:])(?:\+|00)?[ ]?\(?\d(?:[ ().\u00a0\u2009\u2010-\u2015/-]{0,3}\d){6,15}(?: ?(?:x|ext\.?|int\.?) ?\d{1,5})?(?![\p{L}\p{N}%€$£]|[.,:/-]\d)/giu;

/** Just before it. Whole words of several languages; a colon, “is” or “at” may stand between. */
const BEFORE =
  /(?:phone|telephone|tel|mobile|mob|cell|cellphone|fax|desk|office|whatsapp|sms|text|call|calls|called|calling|ring|rang|dial|reach|contact|number|num|no|nr|answering|messages|registered|telefon|telefonnummer|handy|mobil|nummer|rufnummer|anrufen|ruf|teléfono|telefono|tfno|móvil|movil|celular|cel|llamar|llámame|llamadme|número|numero|téléphone|telephone|portable|appelez|appeler|numéro|telefoon|mobiel|bel|telefone|telemóvel|ligar|ligue|cellulare|chiamare|chiamami|chiamatemi|whats app|zap|zadzwoń|numer|ara|arayın|numaram|numarası|ring mig|telefonnr|τηλ|τηλέφωνο|τηλεφωνο|κινητό|κινητο|κιν|καλέστε|καλεστε|πάρτε|παρτε|τηλεφωνήστε|τηλεφωνηστε|αριθμός|هاتف|جوال|موبايل|واتساب|اتصل|رقم|رقمي|phones?|फोन|मोबाइल|नंबर|電話|电话|手机|전화)(?:[ .:#)=–-]|\s|με|μου|is|are|at|on|to|me|us|my|our|now|please|number|no|unter|auf|al|a|au|στο|στα|number is|against|with|is:){0,40}$/iu;
/** Just behind it. */
const AFTER =
  /^[\s\-–,(\\]{0,3}(?:is my (?:new |home |work )?)?(?:number|office|mobile|cell|fax|home|work|desk|tel|phone|handy|móvil|oficina|κινητό)(?![\p{L}])/iu;
/** Numbers that are called something else. */
const OTHER_BEFORE =
  /(?:order|booking|confirmation|reference|ref|ticket|case|invoice|account|tracking|parcel|flight|serial|sn|lottery|timestamp|seriennummer|model|zip|isbn|licen[cs]e|passport|policy|bestellung|bestellnummer|pedido|reserva|παραγγελία|παραγγελια|κράτηση|طلب|bestelnummer|commande|ordine)(?: ?(?:number|no|nr|num|sn|id|code|nummer|número))?(?:[ .:#=-]|\s|is|was){0,8}$/iu;
const DATE =
  /^(?:\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}(?: \d{1,2})?|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}(?: \d{1,2})?|\d{4}[-–]\d{4}|\d{4} ?\d{4})$/;
const CONTEXT = 60;

/** Where a country's own way of writing, a plus, or a word beside it says that it is a telephone number. */
export function findPhones(text: string): Personal[] {
  const found: Personal[] = [];
  for (const match of text.matchAll(CANDIDATE)) {
    const written = match[0].trimEnd();
    const start = match.index + (match[0].length - match[0].trimStart().length);
    const end = match.index + written.length;
    const before = text.slice(Math.max(0, start - CONTEXT), start);
    if (isPhone(written.trim(), before, text.slice(end, end + 20)))
      found.push({ kind: 'phone', start, end, possible: false });
  }
  return found;
}

function isPhone(written: string, before: string, after: string): boolean {
  const number = written.replace(/ ?(?:x|ext\.?|int\.?) ?\d{1,5}$/i, '');
  const digits = number.replace(/\D/g, '');
  const groups = number.match(/\d+/g) ?? [];
  if (digits.length < 7 || digits.length > 15 || /^(\d)\1+$/.test(digits)) return false;
  if (OTHER_BEFORE.test(before) || /^(?:\d{1,3}\.){3}\d{1,3}$/.test(number)) return false;
  if (/^(?:\+|00)[1-9]/.test(number) && digits.length >= 8) return true;
  if (BEFORE.test(before) || AFTER.test(after)) return !/^\d{4}[-./]\d{2}[-./]\d{2}$/.test(number);
  if (DATE.test(number) || isMoneyOrTime(number)) return false;
  if (/^[\d.]+$/.test(number) && groups.length > 1)
    return /^(?:\d{2}(?:\.\d{2}){4}|\d{3}\.\d{3}\.\d{3,4})$/.test(number);
  if (/^\(\d{1,5}\)/.test(number)) return digits.length >= 7;
  if (groups.length >= 3 && !isGrouped(groups)) return false;
  if (groups.length >= 3 && digits.length >= 8 && groups.every(group => group.length <= 5)) return digits.length <= 13;
  if (groups.length === 2 && digits.length >= 9) return groups[0]?.startsWith('0') ?? false;
  return groups.length === 1 && digits.startsWith('0') && digits.length >= 9 && digits.length <= 12;
}

/** Counting aloud, results of games and draws have groups as short as nobody writes a telephone number; all by twos some do. */
function isGrouped(groups: readonly string[]): boolean {
  if (groups.some(group => group.length >= 3)) return true;
  if (groups.some(group => group.length !== 2)) return false;
  return groups.length === 4 || (groups.length === 5 && (groups[0] ?? '').startsWith('0'));
}

/** 1.000.000, 12.30-14.00 */
function isMoneyOrTime(number: string): boolean {
  return /^\d{1,3}(?:[.,]\d{3})+$/.test(number) || /^\d{1,2}[.:]\d{2} ?[-–] ?\d{1,2}[.:]\d{2}$/.test(number);
}
