import { memo } from 'react';
import styles from './SafeText.module.css';
import { type MarkedPiece, markedPieces, type Stretch } from './safe-text.ts';

type Props = {
  text: string;
  lang?: string | null | undefined;
  /** Stretches of the text as given that are marked. */
  marks?: readonly Stretch[] | undefined;
};

const NONE: readonly Stretch[] = [];

/**
 * What somebody wrote, as text and nothing else: no markup, invisible characters shown as marks or left out, links only
 * to the web, its own direction.
 */
export const SafeText = memo(function SafeText({ text, lang, marks = NONE }: Props) {
  return (
    <span dir="auto" lang={lang ?? undefined} className={styles.text}>
      {markedPieces(text, marks).map((piece, index) =>
        piece.kind === 'link' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change order
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
            <Shown piece={piece} />
          </a>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change order
          <Shown key={index} piece={piece} />
        ),
      )}
    </span>
  );
});

function Shown({ piece }: { piece: MarkedPiece }) {
  return piece.on ? <mark className={styles.mark}>{piece.text}</mark> : piece.text;
}
