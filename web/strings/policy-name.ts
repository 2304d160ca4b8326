import type { WordKey, Words } from './words.ts';

/** What a new brand promises has these names until somebody chooses others. */
const DEFAULTS: Readonly<Record<string, WordKey>> = {
  Danger: 'promise.default.danger',
  'Public complaints': 'promise.default.complaints',
  'Everything else': 'promise.default.rest',
};

/** The name of a promise as it is shown: one that nobody has changed is said in the language of the desk. */
export function policyName(name: string, { t }: Pick<Words, 't'>): string {
  const key = Object.hasOwn(DEFAULTS, name) ? DEFAULTS[name] : undefined;
  return key === undefined ? name : t(key);
}
