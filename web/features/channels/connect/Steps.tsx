import { useWords } from '../../../strings/words.ts';
import { Hidden } from '../../../ui/Hidden.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './Connect.module.css';
import type { Way } from './network.ts';
import { useOutsideWords } from './outside-words.ts';

/** What a person does on the network's side, one thing after the other, with the very page beside it. */
export function Steps({ way }: { way: Way }) {
  const { t } = useWords();
  const outside = useOutsideWords();
  if (way.steps.length === 0) return null;
  return (
    <ol className={styles.steps}>
      {way.steps.map(({ text, url }) => (
        <li key={text}>
          <span>
            {outside(text)}
            {url && /^https?:/.test(url) && (
              <a href={url} target="_blank" rel="noreferrer noopener">
                <bdi>{url.replace(/^https?:\/\//, '')}</bdi> <Icon name="out" size={14} />
                <Hidden>{t('connect.newTab')}</Hidden>
              </a>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
