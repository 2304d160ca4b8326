/** Queries as brands keep them: a name, its handle and tag, what it is confused with, what is said around it. */

const SYLLABLES =
  'ka kes tre bru na vo mar lin den sol pax zen ori tal vi ra mon del fo bex qui lo sta wen dor bel cai pri sto ham ner gol tav ju ryn pel os mer ti lan cor vex'.split(
    ' ',
  );

export function makeName(chance: () => number): string {
  const part = () => SYLLABLES[Math.floor(chance() * SYLLABLES.length)] ?? '';
  const word = Array.from({ length: 2 + Math.floor(chance() * 2) }, part).join('');
  return `${word[0]?.toUpperCase()}${word.slice(1)}`;
}

const AROUND =
  'order refund delivery broken help waiting service app account card flight cancel complaint support late wrong missing price phone store driver update fix crash login charge bill queue'.split(
    ' ',
  );

/** Of a hundred names so many are words that occur in the posts, but no more than these; the others are made up. */
const SAID_SHARE = 10;
const SAID_MOST = 2_000;

/**
 * @param said words that occur in the posts
 * @param brandShare how many of a hundred queries ask for a name with its misspellings
 */
export function makeQueries(
  count: number,
  said: readonly string[],
  brandShare: number,
  chance: () => number,
): string[] {
  const around = () => AROUND[Math.floor(chance() * AROUND.length)] ?? '';
  const share = Math.min(SAID_SHARE / 100, SAID_MOST / count);
  const name = () =>
    chance() < share ? (said[Math.floor(chance() * said.length)] ?? makeName(chance)) : makeName(chance);
  return Array.from({ length: count }, () => {
    const brand = name();
    if (chance() * 100 < brandShare) return `~"${brand}"`;
    return shape(Math.floor(chance() * 12), brand, around, () => makeName(chance));
  });
}

function shape(kind: number, name: string, around: () => string, other: () => string): string {
  const said = name.includes(' ') ? `"${name}"` : name;
  const handle = name.toLowerCase().replaceAll(' ', '');
  switch (kind) {
    case 0:
    case 1:
      return said;
    case 2:
    case 3:
      return `"${name} ${other()}" OR ${handle}${other().toLowerCase()}`;
    case 4:
    case 5:
      return `${said} OR @${handle} OR #${handle}`;
    case 6:
      return `${said} (${around()} OR ${around()} OR "${around()} ${around()}")`;
    case 7:
      return `${said} -${around()} -${other()} -"${around()} ${around()}"`;
    case 8:
      return `${said} NEAR/8 (${around()} OR ${around()})`;
    case 9:
      return `(${said} OR ${other()}) ${around()} lang:en`;
    case 10:
      return `${handle}* -link:${hostOf(handle)} -from:${handle}`;
    default:
      return `=${said} OR link:${hostOf(handle)}`;
  }
}

function hostOf(handle: string): string {
  return `${/^[a-z0-9]+$/.test(handle) ? handle : 'brand'}.example`;
}
