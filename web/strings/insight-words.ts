/** The words of Insight, by language: one file each, fetched when the screen is opened and not with the desk. */
import type { insight } from './en/insight.ts';
import type { Language } from './words.ts';

export type InsightKey = keyof typeof insight;

export const INSIGHT_WORDS: Record<Language, () => Promise<Record<InsightKey, string>>> = {
  en: () => import('./en/insight.ts').then(m => m.insight),
  el: () => import('./el/insight.ts').then(m => m.insight),
  es: () => import('./es/insight.ts').then(m => m.insight),
  de: () => import('./de/insight.ts').then(m => m.insight),
  ar: () => import('./ar/insight.ts').then(m => m.insight),
};
