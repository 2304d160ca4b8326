import { findPersonal } from '../core/privacy/personal.ts';
import { Refusal } from '../core/refusal.ts';

/** Said aloud, and where it stands: what is found is not repeated. */
const NAMES = {
  email: 'an e-mail address',
  phone: 'a phone number',
  card: 'a card number',
  iban: 'a bank account number',
  national_id: 'a national id number',
  order: 'an order number',
  address: 'an address',
} as const;

/** What everybody can read shows nobody’s data by mistake. What only looks so stops nobody. */
export function refuseIfPersonal(text: string): void {
  const found = findPersonal(text).filter(({ possible }) => !possible);
  if (found.length === 0) return;
  const what = [...new Set(found.map(({ kind }) => NAMES[kind]))].join(' and ');
  throw new Refusal(
    'shows_personal',
    `This shows ${what} to everybody. Take it out, say it in private, or send it anyway.`,
    { found: found.map(({ kind, start, end }) => ({ kind, start, end })) },
  );
}
