import type { MediaView } from '../../../src/core/view.ts';
import { address } from '../../api.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { fileName } from '../../ui/file-name.ts';
import { Icon } from '../../ui/Icon.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import styles from './Pictures.module.css';

/** Pictures and files of a message, from our own copy; never straight from the network. */
export function Pictures({ media }: { media: readonly MediaView[] }) {
  if (media.length === 0) return null;
  return (
    <div className={styles.pictures}>
      {media.map((item, index) => (
        <Picture key={item.mediaId ?? `missing ${index}`} item={item} />
      ))}
    </div>
  );
}

function Picture({ item }: { item: MediaView }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const description = item.description ? oneLine(item.description) : '';
  if (!item.mediaId || item.missing) {
    return (
      <p className={styles.missing}>
        <Icon name="picture" size={16} />
        {item.missing ?? description ?? ''}
        {!item.missing && t('post.pictureComing')}
      </p>
    );
  }
  const full = address('media', { brand: brand.id, id: item.mediaId });
  const Player = item.type?.startsWith('audio/') ? 'audio' : item.type?.startsWith('video/') ? 'video' : null;
  if (Player !== null) {
    const name = description || t(`post.file.${Player}`);
    return <Player className={styles[Player]} src={full} controls preload="metadata" aria-label={name} />;
  }
  if (item.kind !== 'image' || !isShown(item.type)) {
    return (
      <a className={styles.missing} href={full} download={fileName(description, item.type)} rel="noopener noreferrer">
        <Icon name="clip" size={16} />
        {description || t(`post.file.${item.kind}`)}
      </a>
    );
  }
  const thumb = address('media', { brand: brand.id, id: item.mediaId, query: { size: 'thumb' } });
  return (
    <figure className={styles.picture}>
      <a className={styles.frame} href={full} target="_blank" rel="noopener noreferrer">
        <img src={thumb} alt={description || t('post.noDescription')} loading="lazy" width={112} height={72} />
      </a>
      {description && <figcaption dir="auto">{description}</figcaption>}
    </figure>
  );
}

/** Copies kept before their type was noted are what the network said. */
function isShown(type: string | undefined): boolean {
  return type === undefined || type.startsWith('image/');
}
