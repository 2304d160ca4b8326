/** The fields a company keeps on its contacts, and what may stand in them. */
import type { FieldValue, Money } from './contact-facts.ts';

export const FIELD_KINDS = ['text', 'number', 'date', 'choice', 'yes_no', 'link'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];
export type ContactField = { id: string; name: string; kind: FieldKind; choices: string[] };

export const FIELDS_LIMIT = 40;
export const CHOICES_LIMIT = 60;
export const FIELD_TEXT_LIMIT = 1_000;

export type ReadValue = { ok: true; value: FieldValue } | { ok: false; why: string };

/** What somebody wrote, as the field holds it; `why` in words for them. @param written never blank */
export function readField({ kind, choices }: Pick<ContactField, 'kind' | 'choices'>, written: FieldValue): ReadValue {
  const text = String(written).trim();
  switch (kind) {
    case 'text':
      return text.length <= FIELD_TEXT_LIMIT
        ? fine(text)
        : { ok: false, why: `A text has up to ${FIELD_TEXT_LIMIT} characters.` };
    case 'number':
      return readNumber(text);
    case 'date':
      return isDay(text) ? fine(text) : { ok: false, why: 'A date is written 2026-11-22.' };
    case 'choice': {
      const choice = choices.find(one => one.toLowerCase() === text.toLowerCase());
      return choice === undefined ? { ok: false, why: `Choose one of: ${choices.join(', ')}.` } : fine(choice);
    }
    case 'yes_no':
      return readYesNo(text);
    case 'link':
      return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && text.length <= FIELD_TEXT_LIMIT
        ? fine(text)
        : { ok: false, why: 'A link begins with https://.' };
  }
}

function fine(value: FieldValue): ReadValue {
  return { ok: true, value };
}

function readNumber(text: string): ReadValue {
  const number = Number(text.replace(/\s/g, ''));
  return Number.isFinite(number) && text !== '' ? fine(number) : { ok: false, why: 'A number is written 1234.5.' };
}

const YES = new Set(['yes', 'true', '1', 'y', 'ja', 'sí', 'si', 'ναι', 'نعم']);
const NO = new Set(['no', 'false', '0', 'n', 'nein', 'όχι', 'οχι', 'لا']);

function readYesNo(text: string): ReadValue {
  const word = text.toLowerCase();
  if (YES.has(word)) return fine(true);
  return NO.has(word) ? fine(false) : { ok: false, why: 'Write yes or no.' };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const AMOUNT = /^\d{1,12}(?:\.\d{1,3})?$/;

/**
 * An amount of money as written by people: `1.234,50 €`, `1,234.50`, `EUR 1234`. The last mark with one or two digits behind it parts the
 * cents; what parts thousands falls away. @param currency for amounts that name none
 */
export function readMoney(written: string, currency: string): Money | null {
  const named = /\b[A-Z]{3}\b/.exec(written)?.[0] ?? SIGNS.find(([sign]) => written.includes(sign))?.[1] ?? currency;
  const digits = written.replace(/\b[A-Z]{3}\b/, '').replace(/[\s\u00a0'’€$£¥]/g, '');
  const cents = /^(.*)[.,](\d{1,2})$/.exec(digits);
  const whole = (cents?.[1] ?? digits).replace(/[.,](?=\d{3}(?:\D|$))/g, '');
  const amount = cents === null ? whole : `${whole}.${cents[2]}`;
  return AMOUNT.test(amount) && /^[A-Z]{3}$/.test(named) ? { amount: plain(amount), currency: named } : null;
}

const SIGNS: readonly (readonly [string, string])[] = [
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['$', 'USD'],
  ['¥', 'JPY'],
];

/** Without zeros in front. */
function plain(amount: string): string {
  return amount.replace(/^0+(?=\d)/, '');
}
