/** What a survey says to a customer, in the five languages of the desk; the message in a conversation, and the page behind the link. */
import type { SurveyScale, SurveySettings } from './survey.ts';
import { LINK_PLACE } from './survey.ts';

export const SURVEY_LANGUAGES = ['en', 'el', 'es', 'de', 'ar'] as const;
export type SurveyLanguage = (typeof SURVEY_LANGUAGES)[number];

export type SurveyWords = {
  /** Its own name. */
  language: string;
  link: string;
  question: Record<SurveyScale, string>;
  /** `{brand}` stands for the company's name. */
  title: Record<SurveyScale, string>;
  low: Record<SurveyScale, string>;
  high: Record<SurveyScale, string>;
  /** Read aloud with each sign: `{n}` of `{of}`. */
  points: string;
  thanks: string;
  taken: string;
  youSaid: string;
  change: string;
  commentTitle: string;
  commentHint: string;
  send: string;
  commentTaken: string;
  privacy: string;
  goneTitle: string;
  gone: string;
  closed: string;
  notYours: string;
  slow: string;
  languages: string;
};

export const SURVEY_WORDS: Record<SurveyLanguage, SurveyWords> = {
  en: {
    language: 'English',
    link: `How did we do? One click, no sign-in: ${LINK_PLACE}`,
    question: {
      stars: 'How did we do, from 1 (badly) to 5 (very well)? The number is enough.',
      thumbs: 'Did we help you? 👍 or 👎 is enough.',
      points: 'How likely would you recommend us, from 0 (not at all) to 10 (certainly)? The number is enough.',
    },
    title: {
      stars: 'How did {brand} do?',
      thumbs: 'Did {brand} help you?',
      points: 'Would you recommend {brand} to a friend?',
    },
    low: { stars: 'Badly', thumbs: 'No', points: 'Not at all' },
    high: { stars: 'Very well', thumbs: 'Yes', points: 'Certainly' },
    points: '{n} of {of}',
    thanks: 'Thank you!',
    taken: 'Your answer has arrived.',
    youSaid: 'You said {answer}.',
    change: 'Change your answer',
    commentTitle: 'Anything you would like to add?',
    commentHint: 'A person reads this. Please leave out passwords and card numbers.',
    send: 'Send',
    commentTaken: 'Thank you, a person will read it.',
    privacy: 'This page sets no cookies and keeps nothing but your answer.',
    goneTitle: 'This link has ended',
    gone: 'It was open for a while and is not any more, or it is not whole. You need not do anything.',
    closed: 'Your answer has been taken in and can no longer be changed. Thank you!',
    notYours: 'You are signed in to the desk. Only the customer can answer here; nothing was counted.',
    slow: 'That was a bit fast. Please wait a minute and try again.',
    languages: 'Language',
  },
  el: {
    language: 'Ελληνικά',
    link: `Πώς τα πήγαμε; Ένα κλικ, χωρίς σύνδεση: ${LINK_PLACE}`,
    question: {
      stars: 'Πώς τα πήγαμε, από 1 (άσχημα) έως 5 (πολύ καλά); Αρκεί ο αριθμός.',
      thumbs: 'Σας βοηθήσαμε; Αρκεί 👍 ή 👎.',
      points: 'Πόσο πιθανό είναι να μας συστήσετε, από 0 (καθόλου) έως 10 (σίγουρα); Αρκεί ο αριθμός.',
    },
    title: {
      stars: 'Πώς τα πήγε η {brand};',
      thumbs: 'Σας βοήθησε η {brand};',
      points: 'Θα συστήνατε την {brand} σε έναν φίλο;',
    },
    low: { stars: 'Άσχημα', thumbs: 'Όχι', points: 'Καθόλου' },
    high: { stars: 'Πολύ καλά', thumbs: 'Ναι', points: 'Σίγουρα' },
    points: '{n} από {of}',
    thanks: 'Ευχαριστούμε!',
    taken: 'Η απάντησή σας έφτασε.',
    youSaid: 'Απαντήσατε {answer}.',
    change: 'Αλλάξτε την απάντησή σας',
    commentTitle: 'Θέλετε να προσθέσετε κάτι;',
    commentHint: 'Το διαβάζει άνθρωπος. Μη γράψετε κωδικούς ή αριθμούς καρτών.',
    send: 'Αποστολή',
    commentTaken: 'Ευχαριστούμε, θα το διαβάσει άνθρωπος.',
    privacy: 'Η σελίδα δεν χρησιμοποιεί cookies και κρατά μόνο την απάντησή σας.',
    goneTitle: 'Ο σύνδεσμος έληξε',
    gone: 'Ήταν ανοιχτός για λίγο και δεν είναι πια, ή δεν είναι ολόκληρος. Δεν χρειάζεται να κάνετε τίποτα.',
    closed: 'Η απάντησή σας καταχωρίστηκε και δεν αλλάζει πια. Ευχαριστούμε!',
    notYours: 'Έχετε συνδεθεί στο γραφείο. Εδώ απαντά μόνο ο πελάτης· δεν μετρήθηκε τίποτα.',
    slow: 'Λίγο γρήγορα. Περιμένετε ένα λεπτό και δοκιμάστε ξανά.',
    languages: 'Γλώσσα',
  },
  es: {
    language: 'Español',
    link: `¿Qué tal lo hicimos? Un clic, sin registro: ${LINK_PLACE}`,
    question: {
      stars: '¿Qué tal lo hicimos, de 1 (mal) a 5 (muy bien)? Basta con el número.',
      thumbs: '¿Le hemos ayudado? Basta con 👍 o 👎.',
      points: '¿Nos recomendaría, de 0 (en absoluto) a 10 (seguro)? Basta con el número.',
    },
    title: {
      stars: '¿Qué tal lo hizo {brand}?',
      thumbs: '¿Le ha ayudado {brand}?',
      points: '¿Recomendaría {brand} a un amigo?',
    },
    low: { stars: 'Mal', thumbs: 'No', points: 'En absoluto' },
    high: { stars: 'Muy bien', thumbs: 'Sí', points: 'Seguro' },
    points: '{n} de {of}',
    thanks: '¡Gracias!',
    taken: 'Su respuesta ha llegado.',
    youSaid: 'Ha respondido {answer}.',
    change: 'Cambiar la respuesta',
    commentTitle: '¿Quiere añadir algo?',
    commentHint: 'Lo lee una persona. No escriba contraseñas ni números de tarjeta.',
    send: 'Enviar',
    commentTaken: 'Gracias, lo leerá una persona.',
    privacy: 'Esta página no usa cookies y solo guarda su respuesta.',
    goneTitle: 'Este enlace ha terminado',
    gone: 'Estuvo abierto un tiempo y ya no lo está, o no está completo. No tiene que hacer nada.',
    closed: 'Su respuesta está guardada y ya no se puede cambiar. ¡Gracias!',
    notYours: 'Ha iniciado sesión en el escritorio. Aquí solo responde el cliente; no se ha contado nada.',
    slow: 'Un poco rápido. Espere un minuto y vuelva a intentarlo.',
    languages: 'Idioma',
  },
  de: {
    language: 'Deutsch',
    link: `Wie waren wir? Ein Klick, ohne Anmeldung: ${LINK_PLACE}`,
    question: {
      stars: 'Wie waren wir, von 1 (schlecht) bis 5 (sehr gut)? Die Zahl genügt.',
      thumbs: 'Haben wir Ihnen geholfen? 👍 oder 👎 genügt.',
      points: 'Würden Sie uns empfehlen, von 0 (gar nicht) bis 10 (sicher)? Die Zahl genügt.',
    },
    title: {
      stars: 'Wie war {brand}?',
      thumbs: 'Hat {brand} Ihnen geholfen?',
      points: 'Würden Sie {brand} weiterempfehlen?',
    },
    low: { stars: 'Schlecht', thumbs: 'Nein', points: 'Gar nicht' },
    high: { stars: 'Sehr gut', thumbs: 'Ja', points: 'Sicher' },
    points: '{n} von {of}',
    thanks: 'Vielen Dank!',
    taken: 'Ihre Antwort ist angekommen.',
    youSaid: 'Ihre Antwort: {answer}.',
    change: 'Antwort ändern',
    commentTitle: 'Möchten Sie noch etwas sagen?',
    commentHint: 'Das liest ein Mensch. Bitte keine Passwörter oder Kartennummern.',
    send: 'Senden',
    commentTaken: 'Danke, ein Mensch wird es lesen.',
    privacy: 'Diese Seite setzt keine Cookies und behält nur Ihre Antwort.',
    goneTitle: 'Dieser Link ist abgelaufen',
    gone: 'Er war eine Weile offen und ist es nicht mehr, oder er ist nicht vollständig. Sie müssen nichts tun.',
    closed: 'Ihre Antwort ist gespeichert und kann nicht mehr geändert werden. Vielen Dank!',
    notYours: 'Sie sind am Desk angemeldet. Hier antwortet nur der Kunde; es wurde nichts gezählt.',
    slow: 'Das war etwas schnell. Bitte warten Sie eine Minute und versuchen Sie es noch einmal.',
    languages: 'Sprache',
  },
  ar: {
    language: 'العربية',
    link: `كيف كانت خدمتنا؟ نقرة واحدة دون تسجيل دخول: ${LINK_PLACE}`,
    question: {
      stars: 'كيف كانت خدمتنا، من 1 (سيئة) إلى 5 (جيدة جدًا)؟ يكفي الرقم.',
      thumbs: 'هل ساعدناك؟ يكفي 👍 أو 👎.',
      points: 'هل توصي بنا، من 0 (أبدًا) إلى 10 (بالتأكيد)؟ يكفي الرقم.',
    },
    title: {
      stars: 'كيف كانت خدمة {brand}؟',
      thumbs: 'هل ساعدتك {brand}؟',
      points: 'هل توصي صديقًا بـ {brand}؟',
    },
    low: { stars: 'سيئة', thumbs: 'لا', points: 'أبدًا' },
    high: { stars: 'جيدة جدًا', thumbs: 'نعم', points: 'بالتأكيد' },
    points: '{n} من {of}',
    thanks: 'شكرًا لك!',
    taken: 'وصلت إجابتك.',
    youSaid: 'إجابتك: {answer}.',
    change: 'غيّر إجابتك',
    commentTitle: 'هل تريد إضافة شيء؟',
    commentHint: 'يقرأه إنسان. من فضلك لا تكتب كلمات مرور أو أرقام بطاقات.',
    send: 'إرسال',
    commentTaken: 'شكرًا، سيقرأه إنسان.',
    privacy: 'هذه الصفحة لا تستخدم ملفات تعريف الارتباط ولا تحفظ سوى إجابتك.',
    goneTitle: 'انتهت صلاحية هذا الرابط',
    gone: 'كان مفتوحًا لفترة ولم يعد كذلك، أو أنه غير كامل. لا حاجة إلى فعل أي شيء.',
    closed: 'حُفظت إجابتك ولا يمكن تغييرها بعد الآن. شكرًا لك!',
    notYours: 'أنت مسجّل الدخول إلى المكتب. العميل وحده يجيب هنا؛ لم يُحتسب شيء.',
    slow: 'كان ذلك سريعًا قليلًا. انتظر دقيقة ثم حاول مجددًا.',
    languages: 'اللغة',
  },
};

/** The nearest of ours to what a customer writes in: `pt-BR` is none of them. */
export function surveyLanguage(lang: string | null): SurveyLanguage | null {
  const base = (lang ?? '').toLowerCase().split(/[-_]/)[0];
  return SURVEY_LANGUAGES.find(one => one === base) ?? null;
}

/** The words of the message: the owner's own for this language, else ours, else English. @param link null: the question is asked in the conversation */
export function askText(
  settings: Pick<SurveySettings, 'scale' | 'texts'>,
  lang: string | null,
  link: string | null,
): string {
  const base = (lang ?? '').toLowerCase().split(/[-_]/)[0];
  const own = settings.texts.find(one => one.lang === base);
  const ours = SURVEY_WORDS[surveyLanguage(lang) ?? 'en'];
  if (link === null) return own?.question || ours.question[settings.scale];
  const words = own?.link || ours.link;
  return words.includes(LINK_PLACE) ? words.replaceAll(LINK_PLACE, () => link) : `${words} ${link}`;
}

/** What is shown of a score: `4 of 5`, a thumb. */
export function scoreWords(scale: SurveyScale, score: number, words: SurveyWords): string {
  if (scale === 'thumbs') return score === 1 ? words.high.thumbs : words.low.thumbs;
  return words.points.replace('{n}', String(score)).replace('{of}', scale === 'stars' ? '5' : '10');
}
