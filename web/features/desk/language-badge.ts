const names = new Map<string, Intl.DisplayNames>();

/** The language of a message where it is not the agent's own: `EL`, and its name for the tooltip. */
export function languageBadge(lang: string | null, mine: string): { short: string; name: string } | undefined {
  const short = lang?.split('-')[0]?.toLowerCase();
  if (!short || short === mine || short === 'und' || !/^[a-z]{2,3}$/.test(short)) return undefined;
  return { short: short.toUpperCase(), name: languageName(short, mine) };
}

/** A language's name in the language of the page. */
export function languageName(lang: string, mine: string): string {
  let display = names.get(mine);
  if (!display) {
    display = new Intl.DisplayNames(mine, { type: 'language' });
    names.set(mine, display);
  }
  return display.of(lang) ?? lang;
}
