import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { go } from '../../../routes.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { Button, IconButton, LinkButton } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { useAsked } from '../../../use-asked.ts';
import { useDeed } from '../../settings/use-deed.ts';
import { FoundPost } from '../FoundPost.tsx';
import list from '../Listening.module.css';
import styles from './Figures.module.css';

/** Which complaints: of a figure, by the name it has on the screen. */
export type Behind = { name: string; network?: string; query?: string; week?: string; since?: string };
type Complaint = OutputOf<'listComplaints'>['rows'][number];

/** The complaints a figure was counted from, newest first. */
export function ComplaintList({ behind, onClose }: { behind: Behind; onClose: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const { name, ...which } = behind;
  const [tagged, setTagged] = useState<'none' | 'us' | null>(null);
  const question = { ...which, limit: 20, ...(tagged === null ? {} : { tagged }) };
  const [asked, again] = useAsked('listComplaints', { brand: brand.id, query: question });
  const [more, setMore] = useState<{ rows: Complaint[]; next: string | null } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice begins at the first page again
  useEffect(() => setMore(null), [tagged]);
  async function read(after: string) {
    await deed.run(async () => {
      const page = await ask('listComplaints', { brand: brand.id, query: { ...question, after } });
      setMore({ rows: [...(more?.rows ?? []), ...page.rows], next: page.next });
    });
  }
  return (
    <section className={styles.rows} aria-label={t('figures.rows')}>
      <header className={styles.rowsHead}>
        <h3>
          {t('figures.rows')} · <bdi>{name}</bdi>
        </h3>
        <Chip on={tagged === null} onClick={() => setTagged(null)}>
          {t('figures.everything')}
        </Chip>
        <Chip on={tagged === 'none'} onClick={() => setTagged('none')}>
          {t('figures.untagged')}
        </Chip>
        <Chip on={tagged === 'us'} onClick={() => setTagged('us')}>
          {t('figures.taggedUs')}
        </Chip>
        <IconButton icon="close" label={t('common.close')} size="small" onClick={onClose} />
      </header>
      <AskedView asked={asked} again={again}>
        {page => {
          const next = more === null ? page.next : more.next;
          return (
            <>
              {[...page.rows, ...(more?.rows ?? [])].map(row => (
                <Row key={row.id} row={row} />
              ))}
              {page.rows.length === 0 && <p className={`${list.pad} ${list.quiet}`}>{t('listening.noneHere')}</p>}
              {next !== null && (
                <p className={list.pad}>
                  <Button disabled={deed.busy} onClick={() => read(next)}>
                    {t('listening.more')}
                  </Button>
                </p>
              )}
            </>
          );
        }}
      </AskedView>
    </section>
  );
}

function Row({ row }: { row: Complaint }) {
  const { t } = useWords();
  const { conversationId } = row;
  return (
    <FoundPost
      found={row}
      acts={
        <>
          {!row.inPublic && <Badge meaning="private">{t('figures.private')}</Badge>}
          {conversationId !== null && (
            <LinkButton onClick={() => go({ screen: 'desk', conversation: conversationId })}>
              {t('listening.onDesk')}
            </LinkButton>
          )}
        </>
      }
    />
  );
}
