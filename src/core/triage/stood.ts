/** Posts that people saw and let stand, beside those they corrected: they hold what was read well in its place. */
import { featuresOf } from './features.ts';
import { chancesOf, holdingOf, pickOf } from './head.ts';
import type { TaughtLabel } from './labels.ts';
import { classesSaid, countsOf, type Shipped } from './shipped.ts';

/** Fewer corrections teach nothing, whatever else was let stand. */
const LEAST_CORRECTIONS = 10;

/**
 * Only posts that were read as what came with the product reads them: otherwise what was taught once would teach itself again, by
 * posts nobody looked at.
 */
export function withStood(
  labels: readonly TaughtLabel[],
  stood: readonly TaughtLabel[],
  shipped: Shipped,
): TaughtLabel[] {
  if (labels.filter(({ isDeed }) => !isDeed).length < LEAST_CORRECTIONS) return [...labels];
  return [...labels, ...stood.flatMap(label => stoodAs(label, shipped))];
}

/** With what rules read beside it left out: nobody teaches those. */
function stoodAs(label: TaughtLabel, shipped: Shipped): TaughtLabel[] {
  const { head, kind } = shipped;
  if (head === null) return [];
  const chances = chancesOf(head, featuresOf(label.text), countsOf(head, label.text));
  const places = kind === 'one' ? [pickOf(head, chances)] : holdingOf(head, chances);
  const value = places.map(k => head.classes[k] ?? '');
  const kept = classesSaid(shipped, label.value);
  return value.every(one => kept.includes(one)) ? [{ ...label, value }] : [];
}
