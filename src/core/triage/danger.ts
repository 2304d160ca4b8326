/**
 * Posts that a person must see at once, whatever else is read off them: threats, safety, law, harm to oneself, leaked data.
 * Plain rules in ten languages, wide on purpose: a false alarm costs a look, a missed one may cost a person. The rules stand in
 * `danger-words-….ts`; how sure they are is measured by `tests/triage/danger.test.ts`.
 */
import { addPatterns, emptyPatterns, hitsOf, meetings, type Patterns } from './danger-pattern.ts';
import { tokensOf } from './danger-text.ts';
import { DANGER_WORDS } from './danger-words.ts';
import { DANGERS, type Danger, type Span, TRIAGE_READ_LIMIT } from './reading.ts';

export type DangerRead = { danger: Danger; spans: Span[] };

/** The most stretches shown for one danger. */
const SPAN_LIMIT = 5;

/** @returns each danger once, in the order of `DANGERS`, with the stretches that decided; none: nothing sounds like danger */
export function readDanger(text: string): DangerRead[] {
  const tokens = tokensOf(text.length > TRIAGE_READ_LIMIT ? text.slice(0, TRIAGE_READ_LIMIT) : text);
  const met = meetings(rules, tokens);
  if (met === null) return [];
  const hits = hitsOf(rules, met);
  if (hits.length === 0) return [];
  const harmless = new Set(hits.flatMap(hit => (hit.of === 'harmless' ? hit.tokens : [])));
  const real = hits.filter(hit => hit.of !== 'harmless' && !hit.tokens.some(at => harmless.has(at)));
  return DANGERS.flatMap(danger => {
    const own = real.filter(hit => hit.of === danger);
    if (own.length === 0) return [];
    const spans = own.map(({ tokens: at }) => ({
      start: tokens[Math.min(...at)]?.start ?? 0,
      end: tokens[Math.max(...at)]?.end ?? 0,
    }));
    return [{ danger, spans: apart(spans).slice(0, SPAN_LIMIT) }];
  });
}

/** In order, and those that touch made one. */
function apart(spans: Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined;
}

type Ruled = Danger | 'harmless';
const rules: Patterns<Ruled> = emptyPatterns();
for (const words of DANGER_WORDS) {
  for (const kind of [...DANGERS, 'harmless'] as const) addPatterns(rules, kind, words[kind], words.lists);
}
