/**
 * People who want to be left alone say so with one word, and take it back with another. Only a whole message counts: who writes that a
 * machine should stop dripping asks for help.
 */

/** `asked`: only answers to what they write. `anything`: they may be written to first again. */
export type Wants = 'anything' | 'asked';
/** Who said so: their own words stop every template, a setting of the network stops those that advertise. */
export type WantsBy = 'words' | 'network';

/** Longest a message may be to be such a word, in UTF-16 units. */
const WORDS_LIMIT = 60;

/** Without capitals, accents, marks and punctuation, as `keyOf` leaves them. By language: English, Greek, Spanish, German, Arabic; French, Portuguese, Italian, Dutch, Turkish. */
const STOP = [
  'stop stopall unsubscribe optout cancelall end',
  'σταμα σταματα σταματηστε διαγραφη απεγγραφη στοπ τελος',
  'baja alto parar cancelar suscripcion:cancelar darme:de:baja no:molestar',
  'stopp abmelden abbestellen austragen keine:nachrichten:mehr',
  'توقف ايقاف الغاء الغاء:الاشتراك وقف لا:ترسل',
  'arret arreter desabonner desinscription stopper',
  'sair descadastrar remover pare',
  'disiscrivi disiscrivimi cancellami basta:messaggi',
  'uitschrijven afmelden',
  'dur durdur iptal ret',
  'stop:messages stop:all stop:promotions opt:out unsubscribe:me no:more:messages please:stop stop:please do:not:contact:me',
];
const START = [
  'start unstop subscribe optin opt:in resume yes:start',
  'εγγραφη ξεκινα ξεκινηστε συνεχεια εναρξη',
  'alta iniciar suscribir suscribirme reanudar',
  'anmelden starten fortsetzen',
  'ابدا بدء اشتراك استئناف',
  'demarrer abonner reprendre',
  'iniciar voltar inscrever',
  'iscrivimi riprendi',
  'aanmelden hervatten',
  'basla devam',
];

const STOPS = wordsOf(STOP);
const STARTS = wordsOf(START);

function wordsOf(lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap(list => list.split(' ')).map(words => words.replaceAll(':', ' ')));
}

/** What a message says of being written to; null: it is about something else. */
export function readWants(text: string): Wants | null {
  if (text.length > WORDS_LIMIT) return null;
  const key = keyOf(text);
  if (STOPS.has(key)) return 'asked';
  return STARTS.has(key) ? 'anything' : null;
}

/** Letters and digits of words alone, in one case: “STOP!”, «Στόπ.» and "إلغاء" are as they are meant. */
export function keyOf(text: string): string {
  return (
    text
      .normalize('NFKD')
      .toLocaleLowerCase('en')
      // Accents, the points of Arabic, and the letter that only makes words longer.
      .replace(/[\p{M}\u0640]/gu, '')
      .replace(/ς/g, 'σ')
      .replace(/[ıİ]/g, 'i')
      .replace(/[أإآٱ]/g, 'ا')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  );
}

/**
 * What stands after something was said.
 * @param now what stands; older words than `now.at` change nothing
 */
export function wantsAfter(
  now: { wants: Wants; by: WantsBy | null; at: Date | null },
  said: { wants: Wants; by: WantsBy; at: Date },
): { wants: Wants; by: WantsBy | null; at: Date | null } {
  if (now.at !== null && said.at < now.at) return now;
  // Their setting at the network is theirs to change there; a word here does not reach it.
  if (said.wants === 'anything' && said.by === 'words' && now.by === 'network') return now;
  // Whoever wrote STOP and then stops advertisements too has still written STOP.
  if (said.wants === 'asked' && said.by === 'network' && now.wants === 'asked' && now.by === 'words') return now;
  return said;
}

/** Whether something of this kind may be sent to somebody who asked for less, unasked for. */
export function mayWriteFirst(
  { wants, by }: { wants: Wants; by: WantsBy | null },
  category: 'utility' | 'marketing' | 'authentication' | 'other',
): boolean {
  if (wants === 'anything') return true;
  return by === 'network' && category !== 'marketing';
}
