import type { Personal } from '../../../../src/core/privacy/personal.ts';
import type { MessageView } from '../../../../src/core/view.ts';
import { useWords } from '../../../strings/words.ts';
import { isHarmful } from './chips.ts';
import styles from './Explained.module.css';
import { HarmActs } from './HarmActs.tsx';

/** What the post shows of somebody, marked on it; nothing of what it says is repeated here. */
export function Shows({ message, personal }: { message: MessageView; personal: readonly Personal[] }) {
  const { t, language } = useWords();
  if (personal.length === 0) return <p className={styles.quiet}>{t('triage.showsNothing')}</p>;
  const list = new Intl.ListFormat(language);
  const kinds = (possible: boolean) =>
    list.format(new Set(personal.filter(one => one.possible === possible).map(({ kind }) => t(`personal.${kind}`))));
  const sure = kinds(false);
  const perhaps = kinds(true);
  // The line below the post offers it already.
  const isOffered = personal.some(({ kind, possible }) => !possible && isHarmful(kind));
  return (
    <>
      {sure !== '' && <p className={styles.sentence}>{t('triage.shows', { what: sure })}</p>}
      {perhaps !== '' && <p className={styles.sentence}>{t('triage.showsPerhaps', { what: perhaps })}</p>}
      <p className={styles.quiet}>{t('triage.showsWhy')}</p>
      {message.visibility === 'public' && !isOffered && <HarmActs message={message} />}
    </>
  );
}
