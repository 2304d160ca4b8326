import type { MediaView } from '../../../src/core/view.ts';
import { address } from '../../api.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
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
  if (item.kind !== 'image') {
    return (
      <a className={styles.missing} href={full} target="_blank" rel="noopener noreferrer">
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
