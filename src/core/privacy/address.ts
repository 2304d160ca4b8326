import type { Personal } from './personal.ts';

/**
 * A number and a word for a street, in either order. Addresses are written in too many ways to be sure of one. `hint`: without it
 * there is none; it is asked first, because the pattern itself is slow.
 */
const STREETS: readonly { hint: RegExp; pattern: RegExp }[] = [
  // 12 Harbour Street
  {
    hint: / (?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Place|Pl|Square|Terrace|Crescent|Close)/,
    pattern:
      /(?<![\p{L}\p{N}])\d{1,5}[a-z]?,? (?:\p{Lu}[\p{L}'’.-]{1,20} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Place|Pl|Square|Terrace|Crescent|Close)(?![\p{L}])/gu,
  },
  // Hafenstraße 12, Kerkstraat 5, Storgatan 3
  {
    hint: /(?:straße|strasse|str\.|weg|gasse|platz|allee|straat|laan|gatan|gade|veien|katu) ?\d/,
    pattern:
      /(?<![\p{L}\p{N}])\p{Lu}[\p{L}-]{2,24}(?:straße|strasse|str\.|weg|gasse|platz|allee|straat|laan|gatan|gade|veien|katu) ?\d{1,4}[a-z]?(?![\p{L}\p{N}])/gu,
  },
  // 12 rue de la Paix, 45 bis avenue Foch
  {
    hint: / (?:rue|avenue|boulevard|bd|place|allée|chemin|impasse|quai) /,
    pattern:
      /(?<![\p{L}\p{N}])\d{1,4}(?: ?bis| ?ter)?,? (?:rue|avenue|boulevard|bd|place|allée|chemin|impasse|quai) (?:(?:de|du|des|la|le|les) |[dl]['’]){0,2}\p{Lu}[\p{L}'’-]{1,24}/gu,
  },
  // Calle Mayor 12, rue de la Paix 5, via Roma 3, οδός Ερμού 10
  {
    hint: /(?:calle|avenida|avda|plaza|rua|rue|avenue|via|viale|piazza|οδός|οδος|οδού|λεωφόρος|λεωφ|شارع)[ .]/i,
    pattern:
      /(?<![\p{L}\p{N}])(?:calle|avenida|avda\.?|plaza|rua|rue|avenue|via|viale|piazza|οδός|οδος|οδού|λεωφόρος|λεωφ\.|شارع) (?:\p{L}[\p{L}'’.-]{0,20},? ){1,4}\d{1,4}[a-z]?(?![\p{L}\p{N}])/giu,
  },
];

export function findAddresses(text: string): Personal[] {
  if (!/\d/.test(text)) return [];
  return STREETS.filter(({ hint }) => hint.test(text)).flatMap(({ pattern }) =>
    [...text.matchAll(pattern)].map(
      (match): Personal => ({
        kind: 'address',
        start: match.index,
        end: match.index + match[0].length,
        possible: true,
      }),
    ),
  );
}
