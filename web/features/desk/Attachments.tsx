import { address, ask } from '../../api.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { IconButton } from '../../ui/Button.tsx';
import styles from './Attachments.module.css';

export type Attached = { key: string; mediaId: string | null; description: string };

type Props = {
  attached: readonly Attached[];
  onChange: (change: (attached: readonly Attached[]) => readonly Attached[]) => void;
};

/** Pictures that go with the answer, each with a place for the words of those who cannot see it. */
export function Attachments({ attached, onChange }: Props) {
  const { t } = useWords();
  const { brand } = usePerson();
  return attached.map(item => (
    <div key={item.key} className={styles.attachment}>
      {item.mediaId ? (
        <img
          src={address('media', { brand: brand.id, id: item.mediaId, query: { size: 'thumb' } })}
          alt={item.description}
        />
      ) : (
        <span className={styles.waiting} role="status" aria-label={t('composer.uploading')} />
      )}
      <input
        dir="auto"
        value={item.description}
        aria-label={t('composer.describe')}
        placeholder={t('composer.describe')}
        maxLength={1500}
        onChange={event => {
          const description = event.target.value;
          onChange(all => all.map(other => (other.key === item.key ? { ...other, description } : other)));
        }}
      />
      <IconButton
        icon="close"
        size="small"
        label={t('composer.removePicture')}
        onClick={() => onChange(all => all.filter(other => other.key !== item.key))}
      />
    </div>
  ));
}

/** Hands a picture to the server; it is sent to nobody until the answer is. */
export async function upload(brand: number, file: File): Promise<string> {
  const { mediaId } = await ask('addMedia', { brand, file });
  return mediaId;
}
