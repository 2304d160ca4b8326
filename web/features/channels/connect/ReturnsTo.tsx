import { useState } from 'react';
import { useWords } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { copyWords } from '../../../ui/copy-words.ts';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './Connect.module.css';

/** The address the network has to know before it sends anybody back; entered there by hand, so it is here to be copied. */
export function ReturnsTo({ network, url }: { network: string; url: string }) {
  const { t } = useWords();
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={styles.copy}>
      <span>{t('connect.returnsTo', { network })}</span>
      <code dir="ltr">{url}</code>
      <Button onClick={async () => setCopied(await copyWords(url))}>
        <Icon name={isCopied ? 'check' : 'copy'} size={16} /> {t(isCopied ? 'connect.copied' : 'connect.copy')}
      </Button>
    </div>
  );
}
