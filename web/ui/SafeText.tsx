import { Fragment, memo } from 'react';
import styles from './SafeText.module.css';
import { pieces } from './safe-text.ts';

/**
 * What somebody wrote, as text and nothing else: no markup, invisible characters shown as marks or left out, links only
 * to the web, its own direction.
 */
export const SafeText = memo(function SafeText({ text, lang }: { text: string; lang?: string | null | undefined }) {
  return (
    <span dir="auto" lang={lang ?? undefined} className={styles.text}>
      {pieces(text).map((piece, index) =>
        piece.kind === 'link' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change order
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
            {piece.text}
          </a>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change order
          <Fragment key={index}>{piece.text}</Fragment>
        ),
      )}
    </span>
  );
});
