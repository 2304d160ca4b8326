import type { OutputOf } from '../../../../src/contract/api.ts';
import { percent } from '../numbers.ts';
import type { InsightWords } from '../words.ts';

type SmallAccounts = NonNullable<OutputOf<'readExpectationParts'>['smallAccounts']>;

/** Do small accounts wait longer? In a sentence that says how sure it is. */
export function smallWords({ kind, small, large, difference }: SmallAccounts, { t, language }: InsightWords): string {
  if (kind === 'few' || difference === null) return t('exp.smallFew', { small: small.turns, large: large.turns });
  const values = {
    small: percent(small.answered / small.turns, language),
    large: percent(large.answered / large.turns, language),
    low: Math.round(difference.low * 100),
    high: Math.round(difference.high * 100),
  };
  if (kind === 'longer') return t('exp.smallLonger', values);
  return kind === 'shorter' ? t('exp.smallShorter', values) : t('exp.smallAlike', values);
}
