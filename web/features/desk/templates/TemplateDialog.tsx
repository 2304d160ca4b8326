import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import type { Detail } from '../../../live/detail.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { DialogBox } from '../../../ui/overlay/DialogBox.tsx';
import { useAsked } from '../../../use-asked.ts';
import { TemplateForm } from './TemplateForm.tsx';
import { TemplateList } from './TemplateList.tsx';
import styles from './Templates.module.css';

export type Template = OutputOf<'listTemplates'>['rows'][number];

/** One approved message is chosen, filled in, read once more and sent. */
export function TemplateDialog({ detail, onClose }: { detail: Detail; onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const [isFresh, setFresh] = useState(false);
  const query = isFresh ? { refresh: 'true' } : {};
  const [asked] = useAsked('listTemplates', { brand: brand.id, id: detail.channel.id, query });
  const [chosen, setChosen] = useState<Template | null>(null);
  const network = detail.channel.networkName;
  return (
    <DialogBox title={t('templates.choose')} onClose={onClose}>
      {chosen !== null ? (
        <TemplateForm detail={detail} template={chosen} onBack={() => setChosen(null)} onSent={onClose} />
      ) : (
        <>
          {asked.kind === 'loading' && <p className={styles.quiet}>{t('templates.loading', { network })}</p>}
          {asked.kind === 'failed' && (
            <Banner meaning="broken" urgent>
              {refusalWords(asked.refusal, words)}
            </Banner>
          )}
          {asked.kind === 'ready' && <TemplateList rows={asked.value.rows} detail={detail} onChoose={setChosen} />}
          {asked.kind !== 'loading' && !isFresh && (
            <p className={styles.quiet}>
              <LinkButton onClick={() => setFresh(true)}>{t('templates.askAgain', { network })}</LinkButton>
            </p>
          )}
        </>
      )}
    </DialogBox>
  );
}
