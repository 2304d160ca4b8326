import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { ask } from '../../api.ts';
import { onAside } from '../../live/asides.ts';
import { type Beside, useBeside } from '../../live/beside.ts';
import { useColleagues } from '../../live/colleagues.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { LinkButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { asRefusal } from '../../use-asked.ts';
import styles from './Beside.module.css';

const FACES_SHOWN = 3;

/** Who else has it open, as faces; a pen where they are writing. */
export function Faces({ id }: { id: string }) {
  const { t } = useWords();
  const colleagues = useColleagues();
  const there = useBeside(id).filter(one => colleagues.has(one.agentId));
  if (there.length === 0) return null;
  const nameOf = (one: Beside) => colleagues.get(one.agentId)?.name ?? '';
  const words = there.map(one => t(`beside.${one.doing}`, { name: nameOf(one) })).join(' · ');
  return (
    <span className={styles.faces} role="img" aria-label={words} title={words}>
      {there.slice(0, FACES_SHOWN).map(one => (
        <span key={one.agentId} className={styles.face} data-doing={one.doing}>
          <Avatar name={nameOf(one)} size={20} ours />
          {one.doing === 'writing' && <Icon name="note" size={12} />}
        </span>
      ))}
      {there.length > FACES_SHOWN && <span className={styles.more}>+{there.length - FACES_SHOWN}</span>}
    </span>
  );
}

/** Above the composer: who is writing; for a lead, the words themselves as they are written. */
export function WritingNow({ id }: { id: string }) {
  const { t } = useWords();
  const { may } = usePerson();
  const colleagues = useColleagues();
  const writing = useBeside(id).filter(one => one.doing === 'writing' && colleagues.has(one.agentId));
  const [reading, setReading] = useState<string | null>(null);
  const leads = may('lead');
  if (writing.length === 0 && reading === null) return null;
  return (
    <div className={styles.writing}>
      {writing.map(({ agentId }) => {
        const name = colleagues.get(agentId)?.name ?? '';
        return (
          <p key={agentId} className={styles.line} role="status">
            <Avatar name={name} size={20} ours />
            <span>{t('beside.writing', { name })}</span>
            {leads && (
              <LinkButton
                aria-expanded={reading === agentId}
                onClick={() => setReading(reading === agentId ? null : agentId)}
              >
                {t('beside.reads')}
              </LinkButton>
            )}
          </p>
        );
      })}
      {reading !== null && (
        <LiveDraft key={`${id} ${reading}`} id={id} agentId={reading} onClose={() => setReading(null)} />
      )}
    </div>
  );
}

type Draft = OutputOf<'listDrafts'>['rows'][number];

/** What a colleague is writing, as it is written; for leads. */
export function LiveDraft({ id, agentId, onClose }: { id: string; agentId: string; onClose: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const colleagues = useColleagues();
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    const read = () =>
      ask('listDrafts', { brand: brand.id, id, signal: stop.signal }).then(
        ({ rows }) => setDrafts(rows.filter(row => row.agentId === agentId)),
        error => !stop.signal.aborted && asRefusal(error),
      );
    read();
    const forget = onAside(said => {
      if (said.kind === 'drafted' && said.conversationId === id && said.agentId === agentId) read();
    });
    return () => {
      stop.abort();
      forget();
    };
  }, [brand.id, id, agentId]);
  const name = colleagues.get(agentId)?.name ?? '';
  const written = drafts.filter(draft => draft.text);
  return (
    <section className={styles.draft} aria-label={t('beside.draft', { name })}>
      <header>
        <b>{t('beside.draft', { name })}</b>
        <LinkButton onClick={onClose}>{t('common.close')}</LinkButton>
      </header>
      {written.length === 0 ? (
        <p>{t('beside.draftEmpty')}</p>
      ) : (
        written.map(draft => <SafeText key={draft.mode} text={draft.text ?? ''} lang={null} />)
      )}
    </section>
  );
}
