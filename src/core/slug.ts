/** Where the database's own check ends: 63 characters. */
const SLUG_LIMIT = 63;

/**
 * "Kestrel & Söhne" → "kestrel-sohne". Never only digits: a number in an address is a brand's number. A name without a Latin
 * letter becomes `brand`.
 */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, SLUG_LIMIT - 6)
    .replace(/-+$/, '');
  if (plain === '') return 'brand';
  return /^\d+$/.test(plain) ? `brand-${plain}` : plain;
}

/** What to try when the first is taken: `kestrel`, `kestrel-2`, `kestrel-3` … */
export function slugsFor(name: string, tries: number): string[] {
  const slug = slugOf(name);
  return Array.from({ length: tries }, (_, index) => (index === 0 ? slug : `${slug}-${index + 1}`));
}
