import { createHash } from 'node:crypto';
import type { Head } from './core/triage/head.ts';
import { decodeLanguageTable } from './core/triage/language/table.ts';
import type { Shipped } from './core/triage/read.ts';
import { loadHeads, type ShippedWeights } from './load-heads.ts';

/** The weights that came with this Heed, ready to read by. */
export function shippedOf({ manifests, head, table }: ShippedWeights): Shipped {
  const heads: Record<string, Head> = {};
  for (const { name, form } of manifests) if (form === 'head') heads[name] = head(name);
  const hasLanguage = manifests.some(({ name, form }) => name === 'language' && form === 'table');
  const name = createHash('sha256')
    .update(manifests.map(({ sha256 }) => sha256).join())
    .digest('hex');
  return { name, heads, language: hasLanguage ? decodeLanguageTable(table('language')) : null };
}

/** The same, read from the disk when first asked for, and kept. */
export function shippedOnce(load: () => ShippedWeights = loadHeads): () => Shipped {
  let shipped: Shipped | null = null;
  return () => {
    shipped ??= shippedOf(load());
    return shipped;
  };
}
