/** Money out of a currency's smallest unit, as people write it. */
export function amountIn(
  minor: number,
  { currency, minorDigits }: { currency: string; minorDigits: number },
  language: string,
): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(minor / 10 ** minorDigits);
}
