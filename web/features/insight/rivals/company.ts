import type { OutputOf } from '../../../../src/contract/api.ts';
import type { InsightWords } from '../words.ts';

export type Report = OutputOf<'readRivalsReport'>;
export type Company = Report['companies'][number];

/** In the address: `us`, or a rival's id. */
export const US = 'us';

export function keyOf({ id }: Pick<Company, 'id'>): string {
  return id ?? US;
}

export function nameOf({ name }: Pick<Company, 'name'>, { t }: Pick<InsightWords, 't'>): string {
  return name ?? t('riv.us');
}

/** As one complains to them. */
export function addresseeOf({ name }: Pick<Company, 'name'>, { t }: Pick<InsightWords, 't'>): string {
  return name ?? t('riv.toUs');
}

/** More curves than these cannot be told apart. */
const CURVES = 4;

/** Whose curves are drawn beside ours: those with the most complaints. */
export function drawnBeside({ companies }: Report): Company[] {
  const theirs = companies.filter(({ id, isSmall }) => id !== null && !isSmall);
  const most = new Set(theirs.toSorted((a, b) => b.turns - a.turns).slice(0, CURVES));
  return theirs.filter(company => most.has(company));
}

const OUTCOMES = ['answered', 'waiting', 'withdrawn'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The complaints somebody looks at, as they stand in the address: a company, and what became of them. */
export function readRows(written: string | undefined): { company: string | null; outcome: Outcome | null } {
  const [company = null, outcome] = written?.split('.') ?? [];
  return { company, outcome: OUTCOMES.find(one => one === outcome) ?? null };
}

export function writeRows(company: Company, outcome: Outcome | null): string {
  return outcome === null ? keyOf(company) : `${keyOf(company)}.${outcome}`;
}
