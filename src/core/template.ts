/** Messages approved beforehand: what is to be filled in, and what they read as once it is. */

export type TemplateWords = {
  parts: readonly { kind: 'header' | 'body' | 'footer' | 'button'; text: string }[];
  variables: readonly { key: string }[];
};

/** Longest a value may be, in UTF-16 units; the networks' own limits are below it. */
export const VALUE_LIMIT = 1_000;

const PLACEHOLDER = /\{\{\s*([\w.-]{1,100})\s*\}\}/g;

/** The names in double braces, in the order they stand, each once. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))];
}

/** Renames what stands in double braces; the rest stays. */
export function renamePlaceholders(text: string, rename: (name: string) => string): string {
  return text.replace(PLACEHOLDER, (_whole, name: string) => `{{${rename(name)}}}`);
}

/** What is not filled in stays as it stands. A value is never searched for placeholders itself. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? inOneLine(values[name] ?? '') : '';
    return value === '' ? whole : value;
  });
}

/** Networks take no lines, tabs or rows of spaces in what is filled in. */
export function inOneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}

/** The keys of what is still to be filled in. */
export function missingIn({ variables }: TemplateWords, values: Readonly<Record<string, string>>): string[] {
  return variables
    .map(({ key }) => key)
    .filter(key => !Object.hasOwn(values, key) || inOneLine(values[key] ?? '') === '');
}

/** The whole message as the customer reads it; buttons stand below it in brackets. */
export function readsAs({ parts }: TemplateWords, values: Readonly<Record<string, string>>): string {
  return parts
    .map(({ kind, text }) => (kind === 'button' ? `[${fillIn(text, values)}]` : fillIn(text, values)))
    .filter(line => line.trim() !== '')
    .join('\n');
}
