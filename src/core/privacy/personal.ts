/**
 * Personal data that somebody shows in public: e-mail, telephone, card, bank account, national ids, order numbers, and what
 * may be an address. Plain rules with checksums, so that each finding can be explained; what cannot be checked is called
 * possible. Spans are UTF-16 units, end exclusive. What is found is never logged or stored, only where it stands.
 */
import { findAddresses } from './address.ts';
import { findCards, findIbans } from './bank.ts';
import { findEmails } from './email.ts';
import { findNationalIds } from './national-id.ts';
import { findOrders, type OrderPattern } from './order.ts';
import { findPhones } from './phone.ts';

export const PERSONAL_KINDS = ['email', 'phone', 'card', 'iban', 'national_id', 'order', 'address'] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];
/** `possible`: it looks so, and nothing proves it. `country` where a national id tells it. */
export type Personal = { kind: PersonalKind; start: number; end: number; possible: boolean; country?: string };

/** Longer texts are read up to here, in UTF-16 units. */
export const PERSONAL_READ_LIMIT = 20_000;

/** @param orders how this company's order numbers look; see `orderPattern` */
export function findPersonal(text: string, orders: readonly OrderPattern[] = []): Personal[] {
  const read = text.length > PERSONAL_READ_LIMIT ? text.slice(0, PERSONAL_READ_LIMIT) : text;
  const plain = asciiDigits(read);
  const found: Personal[] = [];
  // What is proven goes first and keeps its place: the digits of a card are no telephone.
  for (const find of [findEmails, findIbans, findCards, findNationalIds]) take(found, find(plain));
  take(found, findOrders(plain, orders));
  take(found, findPhones(plain));
  take(found, findAddresses(plain));
  return found.sort((a, b) => a.start - b.start);
}

function take(found: Personal[], more: readonly Personal[]): void {
  for (const one of more) {
    if (!found.some(other => one.start < other.end && other.start < one.end)) found.push(one);
  }
}

/** Arabic, Persian, Indian and full-width digits are digits; each takes one unit, so that places stay. */
function asciiDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹०-९０-９]/g, digit => {
    const code = digit.charCodeAt(0);
    const zero = code >= 0xff10 ? 0xff10 : code >= 0x0966 ? 0x0966 : code >= 0x06f0 ? 0x06f0 : 0x0660;
    return String(code - zero);
  });
}
