/** The fonts of the scorecard for a browser: the same letters on the page behind a link as on the pictures. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export const LETTERS_PATH = '/shared/letters';

const WEIGHTS = [400, 600] as const;
/** Each is fetched only where one of its letters stands on the page. */
const SUBSETS = [
  { family: 'inter', subset: 'latin', range: 'U+0000-00FF,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215' },
  { family: 'inter', subset: 'latin-ext', range: 'U+0100-02BA,U+1E00-1E9F,U+1EF2-1EFF' },
  { family: 'inter', subset: 'greek', range: 'U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF' },
  { family: 'inter', subset: 'cyrillic', range: 'U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116' },
  { family: 'ibm-plex-sans-arabic', subset: 'arabic', range: 'U+0600-06FF,U+0750-077F,U+FB50-FDFF,U+FE70-FEFC' },
] as const;

const require = createRequire(import.meta.url);
const files = new Map(
  SUBSETS.flatMap(({ family, subset }) =>
    WEIGHTS.map(weight => {
      const folder = join(dirname(require.resolve(`@fontsource/${family}/package.json`)), 'files');
      const name = `${family}-${subset}-${weight}-normal.woff2`;
      return [name, join(folder, name)] as const;
    }),
  ),
);

/** One family for all of them, as CSS. */
export function lettersStyle(family: string): string {
  return SUBSETS.flatMap(({ family: from, subset, range }) =>
    WEIGHTS.map(
      weight =>
        `@font-face{font-family:${family};font-weight:${weight};font-display:swap;src:url(${LETTERS_PATH}/${from}-${subset}-${weight}-normal.woff2) format("woff2");unicode-range:${range}}`,
    ),
  ).join('\n');
}

/** Null for any other name. */
export async function lettersFile(name: string): Promise<Buffer | null> {
  const path = files.get(name);
  return path === undefined ? null : readFile(path);
}
