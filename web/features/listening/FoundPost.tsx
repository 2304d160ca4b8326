import type { ReactNode } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { networkName } from '../../ui/networks.ts';
import { harmless, oneLine, webAddress } from '../../ui/safe-text.ts';
import styles from './FoundPost.module.css';
import { marked } from './marked-spans.ts';

export type Found = OutputOf<'tryQuery'>['examples'][number] & { deleted?: boolean };

type Props = { found: Found; acts?: ReactNode; out?: boolean; brief?: boolean };

/** A post as Listening shows it: who, where, the words that matched, and why it is here. */
export function FoundPost({ found, acts, out = false, brief = false }: Props) {
  const { t } = useWords();
  const { author, network, addressed, lang, answered, wants, because } = found;
  const name = oneLine(author.name ?? author.handle ?? '') || t('listening.somebody');
  const page = webAddress(found.url);
  return (
    <article className={out ? `${styles.found} ${styles.out}` : styles.found}>
      <Avatar name={name} network={network} size={32} />
      <div className={styles.body}>
        <header className={styles.who}>
          <b>
            <bdi>{name}</bdi>
          </b>
          {!brief && <span className={styles.quiet}>{networkName(network)}</span>}
          {!addressed && !brief && (
            <Badge meaning="heard" icon="wave">
              {t('listening.nobodyTagged')}
            </Badge>
          )}
          {answered && <Badge meaning="kept">{t('listening.answered')}</Badge>}
          {lang && <Badge>{lang.slice(0, 2).toUpperCase()}</Badge>}
          <span className={styles.when}>
            <Moment at={found.postedAt} />
          </span>
        </header>
        {found.deleted ? (
          <p className={styles.quiet}>{t('listening.deleted')}</p>
        ) : (
          <p className={brief ? `${styles.words} ${styles.brief}` : styles.words} dir="auto" lang={lang ?? undefined}>
            {found.title && (
              <>
                <b>
                  <Marked text={found.title} spans={found.titleSpans} />
                </b>{' '}
              </>
            )}
            <Marked text={found.text} spans={found.spans} />
          </p>
        )}
        {!brief && (
          <footer className={styles.why}>
            {wants && (
              <span>
                <Icon name="info" size={12} /> <b>{t(`listening.wants.${wants}`)}</b>
                {because.length > 0 && because[0] !== '?' && (
                  <>
                    {' '}
                    <bdi>{because.slice(0, 3).join(', ')}</bdi>
                  </>
                )}
              </span>
            )}
            <span className={styles.acts}>
              {page && (
                <a href={page} target="_blank" rel="noopener noreferrer nofollow">
                  {t('listening.open')}
                </a>
              )}
              {acts}
            </span>
          </footer>
        )}
      </div>
    </article>
  );
}

function Marked({ text, spans }: { text: string; spans: readonly { start: number; end: number }[] }) {
  return marked(text, spans).map((piece, i) => {
    const words = harmless(piece.text);
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change order
    return piece.on ? <mark key={i}>{words}</mark> : <span key={i}>{words}</span>;
  });
}
