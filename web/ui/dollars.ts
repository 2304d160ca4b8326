/** Small prices keep their digits: a tenth of a cent is not nothing. */
const MOST_DIGITS = 4;

export function dollarWords(usd: number, language: string): string {
  const isWhole = Number.isInteger(usd);
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: isWhole ? 0 : 2,
    maximumFractionDigits: isWhole ? 0 : MOST_DIGITS,
  }).format(usd);
}

/** A sum people compare at a glance: cents are enough, unless it is less than one. */
export function sumWords(usd: number, language: string): string {
  return dollarWords(usd >= 0.01 ? Math.round(usd * 100) / 100 : usd, language);
}

/** The same in a column, where cents stand below one another. */
export function columnWords(usd: number, language: string): string {
  const digits = usd > 0 && usd < 0.01 ? MOST_DIGITS : 2;
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  }).format(usd);
}
