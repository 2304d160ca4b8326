import type { Personal } from './personal.ts';

/** How a company writes its order or booking numbers, ready to look for. */
export type OrderPattern = { readonly written: string; readonly pattern: RegExp };

/** Longest a company's own pattern may be, in characters. */
export const ORDER_PATTERN_LIMIT = 40;

/**
 * `#` stands for a digit, `@` for a letter, `?` for either; everything else for itself: `K-#####`, `@@@###`.
 * @returns null where nothing variable is in it or it is too long
 */
export function orderPattern(written: string): OrderPattern | null {
  if (written.length > ORDER_PATTERN_LIMIT || !/[#@?]/.test(written)) return null;
  const body = [...written].map(sign => SIGNS[sign] ?? sign.replace(/[\\^$.*+()[\]{}|/]/, '\\$&')).join('');
  return { written, pattern: new RegExp(`(?<![\\p{L}\\p{N}])${body}(?![\\p{L}\\p{N}])`, 'giu') };
}

const SIGNS: Readonly<Record<string, string>> = { '#': '\\d', '@': '\\p{L}', '?': '[\\p{L}\\d]' };

/** A word for an order, then its number: at least five signs, at least one of them a digit, or six capitals of a booking. */
const NAMED =
  /(?:order|booking|confirmation|reservation|reference|ref|invoice|ticket|tracking|pnr|record locator|case|bestellung|bestelling|bestellnummer|bestell|auftrag|buchung|rechnung|sendung|vorgang|pedido|reserva|factura|localizador|commande|réservation|facture|ordine|prenotazione|fattura|encomenda|sipariş|siparis|zamówienie|zamówienia|zamowienie|beställning|παραγγελία|παραγγελια|παραγγελίας|κράτηση|κρατηση|κράτησης|αποστολή|طلب|طلبي|الطلب|حجز|الحجز|فاتورة)(?:nummer)?[ ]?(?:ref|reference|number|no|num|nr|nº|n°|id|code|nummer|número|αριθμός|رقم)?(?:[ .:#=-]|is|was|ist|es|είναι){0,6}(?<code>[A-Z\d]+(?:-[A-Z\d]+){0,4})(?![\p{L}\p{N}])/giu;

export function findOrders(text: string, patterns: readonly OrderPattern[]): Personal[] {
  const own = patterns.flatMap(({ pattern }) =>
    [...text.matchAll(pattern)].map(match => found(match.index, match.index + match[0].length, false)),
  );
  const named = [...text.matchAll(NAMED)].flatMap(match => {
    const code = match.groups?.['code'] ?? '';
    if (!isCode(code)) return [];
    const end = match.index + match[0].length;
    return [found(end - code.length, end, true)];
  });
  return [...own, ...named];
}

function isCode(code: string): boolean {
  if (/^[A-Z]{6}$/.test(code)) return true;
  return code.length >= 5 && /\d/.test(code) && !/^(?:19|20)\d\d$/.test(code);
}

function found(start: number, end: number, possible: boolean): Personal {
  return { kind: 'order', start, end, possible };
}
