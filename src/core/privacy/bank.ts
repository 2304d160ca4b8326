import { isLuhn, mod97 } from './checksum.ts';
import type { Personal } from './personal.ts';

/** Twelve to nineteen digits, together or in groups by one sign. */
const CARD = /(?<![\p{L}\p{N}.,+-])\d(?:[ .-]?\d){11,18}(?![\p{N}]|[.,-]\d)/gu;
/** Beginnings that networks of cards use: ISO/IEC 7812 prefixes of Visa, Mastercard, Amex, Diners, Discover, JCB, UnionPay, Maestro, Mir, RuPay. */
const ISSUER = /^(?:4|5[0-8]|6|2[2-7]|3[0-9]|18|21|81|82|508)/;

const NAMED_WITHIN = 30;
/** Twelve digits alone are as often a telephone number. */
const UNNAMED_FROM = 13;

export function findCards(text: string): Personal[] {
  const found: Personal[] = [];
  for (const match of text.matchAll(CARD)) {
    const digits = match[0].replace(/\D/g, '');
    const isNamed = /\bcard|karte|tarjeta|carte|carta|κάρτα|καρτα|بطاقة/iu.test(
      text.slice(Math.max(0, match.index - NAMED_WITHIN), match.index),
    );
    if (
      !(isNamed || (ISSUER.test(digits) && digits.length >= UNNAMED_FROM)) ||
      !isLuhn(digits) ||
      /^(\d)\1+$/.test(digits)
    )
      continue;
    found.push({ kind: 'card', start: match.index, end: match.index + match[0].length, possible: false });
  }
  return found;
}

/** Country, two check digits, 11 to 30 more: SWIFT IBAN Registry. Spaces, dots or dashes between groups. */
const IBAN = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ .-]?[A-Z\d]){11,30}(?![\p{L}\p{N}])/giu;

export function findIbans(text: string): Personal[] {
  const found: Personal[] = [];
  for (const match of text.matchAll(IBAN)) {
    const length = ibanLength(match[0]);
    if (length !== null) found.push({ kind: 'iban', start: match.index, end: match.index + length, possible: false });
  }
  return found;
}

/** Words may follow behind a space and look like its groups: of all lengths that are proven the country's own counts, else the longest. */
function ibanLength(written: string): number | null {
  const wanted = LENGTHS[written.slice(0, 2).toUpperCase()];
  let signs = 0;
  let best: number | null = null;
  for (let i = 0; i < written.length; i++) {
    if (!/[A-Z\d]/i.test(written[i] ?? '')) continue;
    signs += 1;
    if (signs < 15 || (wanted !== undefined && signs !== wanted)) continue;
    const bare = written
      .slice(0, i + 1)
      .replace(/[ .-]/g, '')
      .toUpperCase();
    if (/[A-Z\d]/i.test(written[i + 1] ?? '')) continue;
    if (mod97(bare.slice(4) + bare.slice(0, 4)) === 1) best = i + 1;
  }
  return best;
}

/** Signs in the IBAN of each country (SWIFT IBAN Registry); of the others any length is believed that is proven. */
const LENGTHS: Readonly<Record<string, number>> = {
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  TR: 26,
  UA: 29,
  AE: 23,
  SA: 24,
  IL: 23,
  EG: 29,
  QA: 29,
  KW: 30,
  JO: 30,
  LB: 28,
  BR: 29,
};
