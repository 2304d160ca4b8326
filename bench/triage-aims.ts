/** What triage promises of itself: floors it must keep, and goals. Shares in hundredths. */
export type Aim = { what: string; isShare: boolean; floor: string; goal?: string };

const share = (what: string, floor: string, goal?: string): Aim => ({
  what,
  isShare: true,
  floor,
  ...(goal === undefined ? {} : { goal }),
});

export const AIMS: Record<string, Aim> = {
  airline_untaught_f1: share('airlines, as shipped', '≥ 50', '≥ 60'),
  airline_taught_f1: share('airlines, taught', '≥ 74', '≥ 78'),
  airline_taught_negative_f1: share('airlines, taught, negative', '≥ 87', '≥ 90'),
  airline_taught_200_f1: share('airlines, taught by 200', '≥ 66', '≥ 70'),
  airline_unseen_f1: share('an airline from the others', '≥ 72'),
  complaints_taught_f1: share('complaints, taught', '≥ 79', '≥ 83'),
  umsab_taught_f1: share('eight languages, taught', '≥ 54', '≥ 60'),
  greek_taught_f1: share('Greek, taught', '≥ 64', '≥ 70'),
  language_accuracy: share('language, 21 signs or more', '≥ 96', '≥ 97'),
  language_short_accuracy: share('language, under 21 signs', '≥ 80'),
  spam_false_alarms: share('customers called noise', '≤ 1', '≤ 0.3'),
  spam_recall: share('noise found, unseen videos', '≥ 85'),
  email_recall: share('e-mail found', '≥ 98'),
  phone_recall: share('telephones found', '≥ 90'),
  phone_precision: share('… and are telephones', '≥ 60'),
  card_recall: share('cards found', '≥ 98'),
  iban_recall: share('bank accounts found', '≥ 98'),
  danger_recall: share('dangers heard', '≥ 95'),
  cpu_us_per_post: { what: 'µs of processor a post', isShare: false, floor: '≤ 400', goal: '≤ 250' },
  models_mb: { what: 'MB of all models', isShare: false, floor: '≤ 60' },
  first_post_ms: { what: 'ms of processor, weights to first post', isShare: false, floor: '≤ 100' },
};
