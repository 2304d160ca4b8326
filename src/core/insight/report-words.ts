/** What a letter with a report says, and the page on which one asks to be sent no more of them. */
import { isSmall, type Scorecard, type ScorecardLanguage } from './scorecard.ts';
import { termsIn } from './scorecard-terms.ts';
import { scorecardWords } from './scorecard-words.ts';

type ReportWords = {
  /** `met`: a share; or how many were answered. */
  subject: string;
  subjectFew: string;
  why: string;
  leave: string;
  leaveTitle: string;
  leaveDo: string;
  left: string;
  again: string;
};

const WORDS: Record<ScorecardLanguage, ReportWords> = {
  en: {
    subject: '{brand}: expectation met for {met}, {days}',
    subjectFew: '{brand}: {met}, {days}',
    why: 'You get this because {brand} sends you the report “{report}”.',
    leave: 'Send me no more of these',
    leaveTitle: 'No more of the report “{report}” of {brand} to {address}?',
    leaveDo: 'Send no more',
    left: '{address} is sent the report “{report}” of {brand} no more.',
    again: 'Send it again after all',
  },
  el: {
    subject: '{brand}: η προσδοκία τηρήθηκε για {met}, {days}',
    subjectFew: '{brand}: {met}, {days}',
    why: 'Το λαμβάνετε επειδή η {brand} σας στέλνει την αναφορά «{report}».',
    leave: 'Μη μου στέλνετε άλλες',
    leaveTitle: 'Να μη στέλνεται άλλο η αναφορά «{report}» της {brand} στο {address};',
    leaveDo: 'Να μη στέλνεται άλλο',
    left: 'Η αναφορά «{report}» της {brand} δεν στέλνεται πια στο {address}.',
    again: 'Να στέλνεται ξανά τελικά',
  },
  es: {
    subject: '{brand}: expectativa cumplida para el {met}, {days}',
    subjectFew: '{brand}: {met}, {days}',
    why: 'Lo recibe porque {brand} le envía el informe «{report}».',
    leave: 'No me envíen más',
    leaveTitle: '¿No enviar más el informe «{report}» de {brand} a {address}?',
    leaveDo: 'No enviar más',
    left: 'El informe «{report}» de {brand} ya no se envía a {address}.',
    again: 'Volver a enviarlo',
  },
  de: {
    subject: '{brand}: Erwartung bei {met} erfüllt, {days}',
    subjectFew: '{brand}: {met}, {days}',
    why: 'Sie erhalten dies, weil {brand} Ihnen den Bericht „{report}“ sendet.',
    leave: 'Keine weiteren senden',
    leaveTitle: 'Den Bericht „{report}“ von {brand} nicht mehr an {address} senden?',
    leaveDo: 'Nicht mehr senden',
    left: 'Der Bericht „{report}“ von {brand} wird nicht mehr an {address} gesendet.',
    again: 'Doch wieder senden',
  },
  ar: {
    subject: '{brand}: تحقق التوقع لدى {met}، {days}',
    subjectFew: '{brand}: {met}، {days}',
    why: 'يصلك هذا لأن {brand} ترسل إليك التقرير «{report}».',
    leave: 'لا ترسلوا لي المزيد',
    leaveTitle: 'هل نوقف إرسال التقرير «{report}» من {brand} إلى {address}؟',
    leaveDo: 'أوقفوا الإرسال',
    left: 'لم يعد التقرير «{report}» من {brand} يُرسل إلى {address}.',
    again: 'أرسلوه من جديد',
  },
};

export type SayOfReport = (key: keyof ReportWords, values?: Readonly<Record<string, string>>) => string;

export function reportWords(language: ScorecardLanguage): SayOfReport {
  return (key, values = {}) =>
    WORDS[language][key].replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/** One line, whatever the brand is called. */
export function reportSubject(card: Scorecard, language: ScorecardLanguage): string {
  const terms = termsIn(language);
  const days = terms.days(card.since, card.until, card.timeZone);
  const brand = card.brand.replace(/\s+/g, ' ');
  if (card.met !== null && !isSmall(card)) {
    return reportWords(language)('subject', { brand, met: terms.percent(card.met.share), days });
  }
  const answered = Math.max(0, card.turns - card.waiting - card.never);
  const met = scorecardWords(language)('smallAnswered', { n: terms.whole(answered), turns: terms.whole(card.turns) });
  return reportWords(language)('subjectFew', { brand, met, days });
}
