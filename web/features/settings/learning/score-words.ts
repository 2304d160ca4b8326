import type { Score } from './curve.ts';

/** A score with two places, `0.84`. */
export function scoreWords(score: number, language: string): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(score);
}

/** From where to where, `0.76–0.91`. */
export function between({ low, high }: Pick<Score, 'low' | 'high'>, language: string): string {
  return `${scoreWords(low, language)}–${scoreWords(high, language)}`;
}
