/**
 * Posts that a person must see at once, whatever else is read off them: threats, safety, law, harm to oneself, leaked data.
 * Plain rules in ten languages, wide on purpose: a false alarm costs a look, a missed one may cost a person. The rules stand in
 * `danger-words-….ts`; how sure they are is measured by `tests/triage/danger.test.ts`.
 */
import { DANGER_EXTRAS, hearDanger } from './danger-head.ts';
import { addPatterns, emptyPatterns, hitsOf, meetings, type Patterns } from './danger-pattern.ts';
import { type Token, tokensOf } from './danger-text.ts';
import { DANGER_WORDS } from './danger-words.ts';
import type { Features } from './features.ts';
import type { Head, Push } from './head.ts';
import { DANGERS, type Danger, type Span, TRIAGE_READ_LIMIT } from './reading.ts';

/** `heard`: no rule knew it, a head did; how sure it is, and the words that moved it. */
export type DangerRead = { danger: Danger; spans: Span[]; heard?: { sure: number; pushes: Push[] } };

/** The most stretches shown for one danger. */
const SPAN_LIMIT = 5;

/** @returns each danger once, in the order of `DANGERS`, with the stretches that decided; none: nothing sounds like danger */
export function readDanger(text: string, features?: Features, head?: Head): DangerRead[] {
  const read = text.length > TRIAGE_READ_LIMIT ? text.slice(0, TRIAGE_READ_LIMIT) : text;
  const tokens = tokensOf(read);
  const met = meetings(rules, tokens);
  const byRule = met === null ? [] : ruled(tokens, met);
  if (byRule.length > 0 || head === undefined || features === undefined || tokens.length < HEARD_FROM_WORDS)
    return byRule;
  const heard = hearDanger(read, features, head, nearOf(met));
  return heard === null ? [] : [{ danger: heard.danger, spans: heard.pushes.map(({ span }) => span), heard }];
}

/** In fewer words a head hears danger where there is none; the rules know the short cries. */
const HEARD_FROM_WORDS = 5;

/** How many words of a text stand at the heart of rules, by kind, in the order of `DANGER_EXTRAS`: what its head is told. */
export function nearDanger(text: string): number[] {
  return nearOf(meetings(rules, tokensOf(text.slice(0, TRIAGE_READ_LIMIT))));
}

type Met = readonly (number[] | null)[];

function ruled(tokens: readonly Token[], met: Met): DangerRead[] {
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

function nearOf(met: Met | null): number[] {
  const counts = new Array<number>(DANGER_EXTRAS.length).fill(0);
  for (const parts of met ?? []) {
    if (parts === null) continue;
    const kinds = parts.reduce((all, part) => all | kindsOf(part), 0);
    for (let k = 0; k < counts.length; k++) if ((kinds >> k) & 1) counts[k] = (counts[k] ?? 0) + 1;
  }
  return counts.map(count => Math.log2(1 + count) * NEAR_WORTH);
}

/** Features are at most 1 together; a word of the rules should not outshout them. */
const NEAR_WORTH = 0.5;

/** The kinds of rules a part stands at the heart of, as bits. */
function kindsOf(part: number): number {
  const before = kindsAt.get(part);
  if (before !== undefined) return before;
  let kinds = 0;
  for (const { of } of rules.byAnchor.get(part) ?? []) kinds |= 1 << DANGER_EXTRAS.indexOf(of);
  kindsAt.set(part, kinds);
  return kinds;
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
const kindsAt = new Map<number, number>();
for (const words of DANGER_WORDS) {
  for (const kind of [...DANGERS, 'harmless'] as const) addPatterns(rules, kind, words[kind], words.lists);
}
