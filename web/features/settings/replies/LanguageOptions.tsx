import { useWords } from '../../../strings/words.ts';

/** Those people write in most; another that was kept stays. */
const LANGUAGES = [
  'en',
  'el',
  'es',
  'de',
  'ar',
  'fr',
  'it',
  'pt',
  'nl',
  'pl',
  'sv',
  'da',
  'fi',
  'cs',
  'tr',
  'uk',
  'ru',
  'he',
  'ja',
  'ko',
  'zh',
];

/** Languages by their names in the reader's own; the first option stands for any. */
export function LanguageOptions({ any, kept }: { any: string; kept: string | null }) {
  const { language } = useWords();
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const tags = kept === null || LANGUAGES.includes(kept) ? LANGUAGES : [kept, ...LANGUAGES];
  return (
    <>
      <option value="">{any}</option>
      {tags.map(tag => (
        <option key={tag} value={tag}>
          {names.of(tag)}
        </option>
      ))}
    </>
  );
}
