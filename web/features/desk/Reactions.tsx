import type { ReactionView } from '../../../src/core/view.ts';
import { useWords } from '../../strings/words.ts';
import { Hidden } from '../../ui/Hidden.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import styles from './Reactions.module.css';

/** Marks that networks name instead of drawing them. */
const DRAWN: Record<string, string> = {
  like: '👍',
  love: '❤️',
  care: '🤗',
  haha: '😆',
  wow: '😮',
  sad: '😢',
  sorry: '😢',
  angry: '😠',
  anger: '😠',
  pride: '🌈',
  thankful: '🙏',
  smile: '😊',
  dislike: '👎',
};

/** What people put under a message, each mark once, with who did it. They ask for no answer. */
export function Reactions({ reactions }: { reactions: readonly ReactionView[] }) {
  const { t, language } = useWords();
  if (reactions.length === 0) return null;
  const list = new Intl.ListFormat(language);
  return (
    <ul className={styles.reactions} aria-label={t('mark.title')}>
      {[...Map.groupBy(reactions, ({ mark }) => drawn(mark))].map(([mark, all]) => {
        const names = list.format(all.map(({ name, own }) => (own ? t('mark.us') : oneLine(name))));
        const isOurs = all.some(({ own }) => own);
        return (
          <li key={mark} className={isOurs ? styles.ours : undefined} title={names}>
            <bdi>{mark}</bdi>
            {all.length > 1 && <span aria-hidden="true">{new Intl.NumberFormat(language).format(all.length)}</span>}
            <Hidden>{names}</Hidden>
          </li>
        );
      })}
    </ul>
  );
}

function drawn(mark: string): string {
  const known = mark.toLowerCase();
  return Object.hasOwn(DRAWN, known) ? (DRAWN[known] ?? mark) : oneLine(mark);
}
