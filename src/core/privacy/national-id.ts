import { isLuhn, isMod1110, isVerhoeff, mod97, weighted } from './checksum.ts';
import type { Personal } from './personal.ts';

type Rule = {
  country: string;
  pattern: RegExp;
  /** @param bare the match in capitals without its separators */
  isRight: (bare: string) => boolean;
  /** Its check is too weak to believe a bare number: one of these words must stand before it. */
  named?: RegExp;
};

const EDGE = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
const of = (body: string) => new RegExp(`${EDGE}${body}${END}`, 'giu');

/** Each by its own country's published rule. */
const RULES: readonly Rule[] = [
  {
    // Social Security Administration: no 000, 666 or 900–999 in front, no zero group.
    country: 'US',
    pattern: of('\\d{3}[- ]\\d{2}[- ]\\d{4}'),
    isRight: bare => !/^(?:000|666)/.test(bare) && bare.slice(3, 5) !== '00' && bare.slice(5) !== '0000',
  },
  {
    // HM Revenue & Customs, NIM39110.
    country: 'GB',
    pattern: of('[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]'),
    isRight: bare => !/^(?:BG|GB|KN|NK|NT|TN|ZZ)/.test(bare),
    named: /national insurance|\bnino?\b|[A-Z]{2} \d\d \d\d \d\d ?[A-D]?$/i,
  },
  { country: 'ES', pattern: of('[XYZ\\d]\\d{7}-?[A-HJ-NP-TV-Z]'), isRight: isSpanish },
  { country: 'IT', pattern: of('[A-Z]{6}\\d{2}[A-EHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]'), isRight: isItalian },
  {
    // INSEE: the key is 97 less the number modulo 97; Corsica's 2A and 2B count as 19 and 18.
    country: 'FR',
    pattern: of('[12] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\\d) ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}'),
    isRight: bare => 97 - mod97(bare.slice(0, 13).replace('2A', '19').replace('2B', '18')) === Number(bare.slice(13)),
  },
  {
    country: 'DE',
    pattern: of('[1-9]\\d ?\\d{3} ?\\d{3} ?\\d{3}'),
    isRight: isMod1110,
    named: /steuer|tax|idnr|id-nr|identifikation/i,
  },
  {
    country: 'BR',
    pattern: of('\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2}'),
    isRight: isBrazilian,
    named: /cpf|\d\.\d{3}\.\d{3}-\d/i,
  },
  { country: 'IN', pattern: of('[2-9]\\d{3}[ -]\\d{4}[ -]\\d{4}'), isRight: isVerhoeff },
  { country: 'CN', pattern: of('[1-9]\\d{5}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])\\d{2}\\d{3}[\\dX]'), isRight: isChinese },
  { country: 'MX', pattern: of('[A-Z]{4}\\d{6}[HMX][A-Z]{5}[A-Z\\d]\\d'), isRight: () => true },
  {
    country: 'PL',
    pattern: of('\\d{2}[0-3]\\d[0-3]\\d{6}'),
    isRight: bare => (10 - (weighted(bare, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === Number(bare[10]),
    named: /pesel/i,
  },
  {
    country: 'SE',
    pattern: of('(?:19|20)?\\d{2}[01]\\d[0-3]\\d[-+]\\d{4}'),
    isRight: bare => isLuhn(bare.slice(-10)),
  },
  {
    country: 'NL',
    pattern: of('\\d{9}'),
    isRight: bare => weighted(bare, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
    named: /bsn|burgerservice|sofi/i,
  },
  {
    // Nüfus ve Vatandaşlık İşleri: two check digits.
    country: 'TR',
    pattern: of('[1-9]\\d{10}'),
    isRight: isTurkish,
    named: /\btc\b|t\.c\.|kimlik|tckn/i,
  },
  {
    // Portaria 377/2003: modulo 11.
    country: 'PT',
    pattern: of('[1-35689]\\d{2} ?\\d{3} ?\\d{3}'),
    isRight: bare => [0, 11 - (weighted(bare.slice(0, 8), [9, 8, 7, 6, 5, 4, 3, 2]) % 11)].includes(Number(bare[8])),
    named: /\bnif\b|contribuinte/i,
  },
  {
    country: 'CA',
    pattern: of('[1-79]\\d{2}[ -]?\\d{3}[ -]?\\d{3}|0\\d{2} \\d{3} \\d{3}'),
    isRight: isLuhn,
    named: /\bsin\b|social insurance|\bnas\b/i,
  },
  {
    // Australian Taxation Office.
    country: 'AU',
    pattern: of('\\d{3} ?\\d{3} ?\\d{3}'),
    isRight: bare => weighted(bare, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0,
    named: /\btfn\b|tax file/i,
  },
  {
    // A date of birth, and Luhn's check over all thirteen.
    country: 'ZA',
    pattern: of('\\d{2}[01]\\d[0-3]\\d \\d{4} ?[01]\\d{2}|\\d{2}[01]\\d[0-3]\\d{5}[01]\\d{2}'),
    isRight: isLuhn,
    named: /\bid\b|identity/i,
  },
  {
    country: 'KR',
    pattern: of('\\d{2}[01]\\d[0-3]\\d-[1-8]\\d{6}'),
    isRight: bare => (11 - (weighted(bare, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10 === Number(bare[12]),
  },
  {
    // AHV: the check of EAN-13.
    country: 'CH',
    pattern: of('756\\.\\d{4}\\.\\d{4}\\.\\d{2}'),
    isRight: bare => weighted(bare, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
  },
  {
    // Rijksregister: who was born from 2000 on has a 2 in front of it.
    country: 'BE',
    pattern: of('\\d{2}\\.\\d{2}\\.\\d{2}-\\d{3}\\.\\d{2}'),
    isRight: bare => ['', '2'].some(front => 97 - mod97(front + bare.slice(0, 9)) === Number(bare.slice(9))),
  },
  {
    country: 'GR',
    pattern: of('\\d{9}|\\d{11}'),
    isRight: bare => (bare.length === 11 ? isLuhn(bare) : isGreekTax(bare)),
    named: /αφμ|α\.φ\.μ|amka|afm|αμκα|α\.μ\.κ\.α/iu,
  },
];

const NAMED_WITHIN = 40;

export function findNationalIds(text: string): Personal[] {
  if (!/\d{2}/.test(text)) return [];
  return RULES.flatMap(({ country, pattern, isRight, named }) =>
    [...text.matchAll(pattern)].flatMap((match): Personal[] => {
      const written = match[0];
      const before = text.slice(Math.max(0, match.index - NAMED_WITHIN), match.index);
      // Its own separators name it as well as a word does: nobody else writes 123.456.789-09.
      if (named !== undefined && !named.test(before) && !named.test(written)) return [];
      if (!isRight(written.replace(/[ .+-]/g, '').toUpperCase())) return [];
      return [{ kind: 'national_id', start: match.index, end: match.index + written.length, possible: false, country }];
    }),
  );
}

/** Ministerio del Interior: the letter is the number modulo 23. */
function isSpanish(bare: string): boolean {
  const digits = bare.slice(0, 8).replace('X', '0').replace('Y', '1').replace('Z', '2');
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23] === bare[8];
}

const ODD_ITALIAN = 'BAKPLCQDREVOSFTGUHMINJWZYX';

/** Decreto ministeriale 23 December 1976: odd places by a table, even ones by their rank. */
function isItalian(bare: string): boolean {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const sign = bare[i] ?? '';
    const rank = /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65;
    sum += i % 2 === 1 ? rank : ODD_ITALIAN.indexOf(String.fromCharCode(65 + rank));
  }
  return String.fromCharCode(65 + (sum % 26)) === bare[15];
}

/** Receita Federal: two check digits modulo 11. */
function isBrazilian(bare: string): boolean {
  if (/^(\d)\1+$/.test(bare)) return false;
  return [9, 10].every(length => {
    const weights = Array.from({ length }, (_, i) => length + 1 - i);
    const rest = (weighted(bare, weights) * 10) % 11;
    return (rest === 10 ? 0 : rest) === Number(bare[length]);
  });
}

function isTurkish(bare: string): boolean {
  const digits = [...bare].map(Number);
  const sum = (from: number, to: number, step: number) => {
    let total = 0;
    for (let i = from; i <= to; i += step) total += digits[i] ?? 0;
    return total;
  };
  const tenth = (((sum(0, 8, 2) * 7 - sum(1, 7, 2)) % 10) + 10) % 10;
  return tenth === digits[9] && sum(0, 9, 1) % 10 === digits[10];
}

/** GB 11643-1999: ISO/IEC 7064, MOD 11-2. */
function isChinese(bare: string): boolean {
  const sum = weighted(bare, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
  return '10X98765432'[sum % 11] === bare[17];
}

/** AADE: powers of two, modulo 11, modulo 10. */
function isGreekTax(bare: string): boolean {
  return (weighted(bare, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === Number(bare[8]);
}
