/** What people write where a language's code belongs: its name, its three letters, or the code of its country. */
const CODES: Readonly<Record<string, string>> = {
  en: 'english eng',
  de: 'german deutsch deu ger',
  fr: 'french français francais fra fre',
  es: 'spanish español espanol spa',
  el: 'greek gr ελληνικα ell gre',
  it: 'italian italiano ita',
  pt: 'portuguese português por',
  nl: 'dutch nederlands nld dut',
  pl: 'polish polski pol',
  ru: 'russian русский rus',
  uk: 'ukrainian ukr',
  tr: 'turkish türkçe tur',
  ar: 'arabic العربية ara',
  he: 'hebrew עברית heb',
  fa: 'persian farsi fas per',
  hi: 'hindi hin',
  ja: 'japanese jp 日本語 jpn',
  ko: 'korean 한국어 kor',
  zh: 'chinese cn 中文 zho chi',
  th: 'thai ไทย tha',
  sv: 'swedish svenska swe',
  da: 'danish dansk dk dan',
  nb: 'norwegian norsk nob',
  fi: 'finnish suomi fin',
  cs: 'czech cz ces cze',
  hu: 'hungarian magyar hun',
  ro: 'romanian ron rum',
  bg: 'bulgarian bul',
  vi: 'vietnamese vn vie',
  id: 'indonesian ind',
};

const BY_NAME = new Map(
  Object.entries(CODES).flatMap(([code, names]) => names.split(' ').map(name => [name, code] as const)),
);

/** The code when something else was written for it. */
export function codeOfLanguage(written: string): string | null {
  return BY_NAME.get(written.toLowerCase()) ?? null;
}
