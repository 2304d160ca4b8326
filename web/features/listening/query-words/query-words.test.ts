import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COST_WORDS } from '../../../../src/core/query/cost.ts';
import { ENGLISH } from '../../../../src/core/query/explain.ts';
import { LOSSES } from '../../../../src/core/query/import.ts';
import { HINTS, MISTAKES } from '../../../../src/core/query/notices.ts';
import { SUGGESTION_WORDS } from '../../../../src/core/query/suggest.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { el } from './el.ts';
import { es } from './es.ts';

type Templates = Readonly<Record<string, string>>;
const IN_ENGLISH: Record<string, Templates> = {
  explanation: ENGLISH,
  mistakes: MISTAKES,
  hints: HINTS,
  costs: COST_WORDS,
  losses: LOSSES,
  suggestions: SUGGESTION_WORDS,
};

for (const [language, words] of Object.entries({ ar, de, el, es })) {
  test(`${language} says everything about queries, and fills in what English fills in`, () => {
    for (const [part, templates] of Object.entries<Templates>(words)) {
      assert.deepEqual(gapsOf(templates), gapsOf(IN_ENGLISH[part] ?? {}), part);
    }
  });
}

/** What each template has filled in. */
function gapsOf(templates: Templates): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(templates)
      .map(([code, template]): [string, string[]] => [code, [...new Set(template.match(/\{\w+\}/g) ?? [])].sort()])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
