import { LANGUAGES, type Language, speak, useWords } from '../../strings/words.ts';
import styles from './Gate.module.css';

/** The languages in their own words, one press each. */
export function Languages() {
  const { chosen, t } = useWords();
  return (
    <fieldset className={styles.languages} aria-label={t('profile.language')}>
      {(Object.keys(LANGUAGES) as Language[]).map(language => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === chosen}
          onClick={() => speak(language, true)}
        >
          {LANGUAGES[language].name}
        </button>
      ))}
    </fieldset>
  );
}
