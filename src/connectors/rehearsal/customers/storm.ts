/** A storm to practise: many people at once about one thing, some of them in the very same words. Whoever sits at the square lets it come. */
import { enter, type Square, SquareRefusal, write } from '../square.ts';
import type { Company } from './words.ts';

export const STORM_PEOPLE = 36;
/** One every so often: all of it comes within two minutes. */
export const STORM_STEP_MS = 3_000;

/** {at} is the company's handle with its sign. */
const PASSED_ON =
  '{at} the update of last night locked every machine with error E71. Nobody can make coffee. Do not install it, pass this on';
const OWN: readonly (readonly [lang: string, text: string])[] = [
  ['en', '{at} my machine says error E71 since the update and will not start.'],
  ['en', '{at} E71 again. What did this update do?'],
  ['en', 'Error E71 on the display, no coffee for the whole office. {at} please say something!'],
  ['de', '{at} Seit dem Update zeigt meine Maschine E71 und macht nichts mehr.'],
  ['en', '{at} is the E71 error your fault or mine? It began with the update.'],
  ['es', '{at} desde la actualización mi cafetera marca E71 y no arranca.'],
  ['en', 'Three machines in our café, all E71 after the update. {at} we open in an hour.'],
  ['el', '{at} μετά το update η μηχανή δείχνει E71 και δεν ανοίγει.'],
  ['en', '{at} how do I get rid of E71? I only pressed update.'],
  ['en', '{at} E71 here too. I want the old version back, or my money.'],
  ['de', '{at} E71 nach dem Update, schon wieder. Wann kommt eine Lösung?'],
  ['en', 'So {at} sends an update at midnight and now all of us have E71. Great.'],
];
const NAMES = 'Ada Bela Cleo Dina Emil Fritz Greta Hana Igor Jana Kaya Lars Mina Nils Olga Pia Quinn Rosa'.split(' ');
const SURNAMES = ['Winter', 'Sommer'];

export type StormPost = { handle: string; name: string; lang: string; text: string };

/** Every third passes on the same words; the others find their own. */
export function stormPost(n: number, { handle }: Pick<Company, 'handle'>): StormPost {
  const name = `${NAMES[n % NAMES.length]} ${SURNAMES[Math.floor(n / NAMES.length) % SURNAMES.length]}`;
  const own = OWN[Math.floor((n * 2) / 3) % OWN.length] ?? ['en', PASSED_ON];
  const [lang, text] = n % 3 === 0 ? ['en', PASSED_ON] : own;
  return { handle: name.toLowerCase().replace(' ', '_'), name, lang, text: text.replace('{at}', `@${handle}`) };
}

/** What of the storm is due by now. A tick late is made up for. */
export async function blow(square: Square, company: Company, now: Date): Promise<void> {
  const storm = square.storms.get(company.id);
  if (storm === undefined) return;
  const due = Math.min(STORM_PEOPLE, Math.floor((now.getTime() - storm.beganAtMs) / STORM_STEP_MS) + 1);
  for (; storm.said < due; storm.said++) {
    const { text, lang, ...who } = stormPost(storm.said, company);
    try {
      const { id } = await enter(square, { ...who, isCompany: false });
      await write(square, { by: id, text, lang, key: `storm ${storm.beganAtMs} ${storm.said}` });
    } catch (error) {
      // Somebody at the square may have taken that name for a company.
      if (!(error instanceof SquareRefusal)) throw error;
    }
  }
  if (storm.said >= STORM_PEOPLE) square.storms.delete(company.id);
}
