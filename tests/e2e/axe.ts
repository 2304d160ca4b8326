/** What axe finds on a page, in words. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const EVERYTHING = { type: 'tag', values: WCAG };
/** All that the dark theme changes: every screen is looked at in the light as well. */
const CONTRAST = { type: 'rule', values: ['color-contrast'] };

type Finding = { id: string; nodes: { html: string; failureSummary?: string }[] };

/** @param where named in what is found */
export async function axe(page: Page, where: string): Promise<string[]> {
  await page.evaluate(AXE);
  // Colours on their way from one to the other are nobody's to judge.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) if (ends(animation)) animation.finish();
    function ends({ effect }: Animation): boolean {
      return Number.isFinite(effect?.getComputedTiming().endTime ?? Number.POSITIVE_INFINITY);
    }
  });
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const violations = await page.evaluate(
    async runOnly => {
      const run = (window as unknown as { axe: { run: (options: object) => Promise<{ violations: Finding[] }> } }).axe
        .run;
      return (await run({ runOnly, resultTypes: ['violations'] })).violations;
    },
    isDark ? CONTRAST : EVERYTHING,
  );
  return violations.map(({ id, nodes }) => {
    const seen = nodes.map(node => `${node.html} ${node.failureSummary}`).join('\n');
    return `on ${where}, ${id}: ${seen}`;
  });
}
