import type { OutputOf } from '../../../../src/contract/api.ts';
import type { Words } from '../../../strings/words.ts';
import { oneLine } from '../../../ui/safe-text.ts';

export type Risk = OutputOf<'openRisk'>;
export type RiskPart = Risk['parts'][number];

/** From these scores on it is called so. */
const LIKELY_FROM = 50;
export const MAY_FROM = 20;

export function scoreMeans(score: number, { t }: Pick<Words, 't'>): string {
  return t(score >= LIKELY_FROM ? 'risk.likely' : score >= MAY_FROM ? 'risk.may' : 'risk.little');
}

/** One part of a risk as a sentence. */
export function partWords({ part, count, name }: RiskPart, { t }: Pick<Words, 't'>): string {
  if (part === 'rival') return t('risk.part.rival', { name: oneLine(name ?? '') });
  if (part === 'asked_before' || part === 'promise_broken') return t(`risk.part.${part}`, { n: count ?? 1 });
  return part === 'reach' ? t('risk.part.reach', { n: count ?? 0 }) : t(`risk.part.${part}`);
}

/** `+12`, `−14`. */
export function signed(points: number, language: string): string {
  return new Intl.NumberFormat(language, { signDisplay: 'exceptZero' }).format(points);
}
