/** Markup in which everything put in is text, unless it is markup already. */
export type Markup = { readonly markup: string };
type Part = Markup | string | number | null | false | readonly Part[];

export function html(pieces: TemplateStringsArray, ...parts: Part[]): Markup {
  let markup = pieces[0] ?? '';
  parts.forEach((part, i) => {
    markup += textOf(part) + (pieces[i + 1] ?? '');
  });
  return { markup };
}

function textOf(part: Part): string {
  if (part === null || part === false) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  if ('markup' in part) return part.markup;
  return part.map(textOf).join('');
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, letter => ESCAPES[letter] ?? letter);
}
