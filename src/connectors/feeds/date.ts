/** Dates as feeds write them: RFC 822 with every liberty taken, RFC 3339 with fewer. */

const DATE_LIMIT = 100;

/** Zones people write by name, in hours; the rest `Date.parse` knows. */
const ZONES: Record<string, string> = {
  WET: '+0000',
  WEST: '+0100',
  BST: '+0100',
  CET: '+0100',
  MEZ: '+0100',
  CEST: '+0200',
  MESZ: '+0200',
  EET: '+0200',
  EEST: '+0300',
  MSK: '+0300',
  IST: '+0530',
  JST: '+0900',
  KST: '+0900',
  AEST: '+1000',
  AEDT: '+1100',
};

/** Null for what is no date. A date without a zone is taken for UTC, wherever this runs. */
export function dateOf(text: string | null | undefined): Date | null {
  if (text === null || text === undefined || text.length > DATE_LIMIT) return null;
  const plain = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^\p{L}+\.?, ?(?=\d)/u, '')
    .replace(/ ?\([^)]*\)$/, '')
    .replace(/\b([A-Z]{3,4})$/, (name: string) => ZONES[name] ?? name);
  const hasZone = /(?:[zZ]|[+-]\d{2}:?\d{2}|\b[A-Z]{1,4})$/.test(plain);
  const isIso = /^\d{4}-\d{2}-\d{2}/.test(plain);
  const at = Date.parse(hasZone ? plain : isIso ? isoInUtc(plain) : `${plain} GMT`);
  return Number.isNaN(at) ? null : new Date(at);
}

function isoInUtc(plain: string): string {
  return plain.length > 10 ? `${plain.replace(' ', 'T')}Z` : plain;
}
