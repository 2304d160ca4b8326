/** What a brand reckons its figures with: what customers expect, and what it costs to lose one. Every value is an assumption and shown as one. */
import { DEFAULT_EXPECTATION, type ExpectationCurve, faultInExpectation, STRICT_EXPECTATION } from './expectation.ts';

export const EXPECTATION_KINDS = ['founding', 'strict', 'own'] as const;
export type ExpectationKind = (typeof EXPECTATION_KINDS)[number];

export type InsightSettings = {
  expectation: ExpectationKind;
  /** Null: nobody drew one. */
  ownCurve: ExpectationCurve | null;
  /** Of those whom silence meets, the share that leaves. */
  leaveShare: number;
  /** What a customer is worth, in the currency; null: nobody has said. */
  customerValue: number | null;
  currency: string | null;
};

/** 30% go to a competitor when unanswered: the founding figure. */
export const LEAVE_SHARE = 0.3;
export const USUAL_SETTINGS: InsightSettings = {
  expectation: 'founding',
  ownCurve: null,
  leaveShare: LEAVE_SHARE,
  customerValue: null,
  currency: null,
};
const VALUE_LIMIT = 1_000_000_000;

/** What is wrong with settings, in words; null: nothing. */
export function faultInInsightSettings(settings: InsightSettings): string | null {
  const { expectation, ownCurve, leaveShare, customerValue, currency } = settings;
  if (ownCurve !== null) {
    const fault = faultInExpectation(ownCurve);
    if (fault !== null) return fault;
  }
  if (expectation === 'own' && ownCurve === null) return 'There is no curve of your own yet. Draw one first.';
  if (!(leaveShare >= 0 && leaveShare <= 1)) return 'The chance of leaving lies between 0% and 100%.';
  if (customerValue !== null && !(customerValue > 0 && customerValue <= VALUE_LIMIT))
    return 'The value of a customer is more than nothing.';
  if ((customerValue === null) !== (currency === null)) return 'A value needs its currency, and a currency its value.';
  return null;
}

/** @param kind another than the brand's, to look at */
export function curveOf(settings: InsightSettings, kind = settings.expectation): ExpectationCurve {
  if (kind === 'strict') return STRICT_EXPECTATION;
  return kind === 'own' && settings.ownCurve !== null ? settings.ownCurve : DEFAULT_EXPECTATION;
}
