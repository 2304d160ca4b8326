/** What Meta's answers say about how much of an allowance is used: percent of a rolling hour, in three headers of JSON. */

const HEADERS = ['x-business-use-case-usage', 'x-app-usage', 'x-page-usage'];
const COUNTS = ['call_count', 'total_time', 'total_cputime'];
const HEADER_LIMIT_CHARACTERS = 20_000;

/** `percent`: the fullest of all counts, it may be above 100. `waitMinutes`: until calls are taken again, where it says so. */
export type Usage = { percent: number; waitMinutes: number | null };

/** Null where nothing usable is said. */
export function usageOf(headers: Headers): Usage | null {
  const uses = HEADERS.flatMap(name => usesIn(headers.get(name)));
  if (uses.length === 0) return null;
  const waits = uses.flatMap(use => numberAt(use, 'estimated_time_to_regain_access') ?? []);
  const waitMinutes = Math.max(0, ...waits);
  return {
    percent: Math.max(...uses.flatMap(use => COUNTS.map(name => numberAt(use, name) ?? 0))),
    waitMinutes: waitMinutes > 0 ? waitMinutes : null,
  };
}

/** One object of counts, or a list of them by the account each is about. */
function usesIn(text: string | null): Record<string, unknown>[] {
  if (text === null || text.length > HEADER_LIMIT_CHARACTERS) return [];
  try {
    const told: unknown = JSON.parse(text);
    const all = isObject(told) ? [told, ...Object.values(told).flat()] : [];
    return all.filter(isObject).filter(use => COUNTS.some(name => numberAt(use, name) !== null));
  } catch {
    return [];
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberAt(use: Record<string, unknown>, name: string): number | null {
  const value = Number(use[name] ?? Number.NaN);
  return Number.isFinite(value) && value >= 0 ? value : null;
}
