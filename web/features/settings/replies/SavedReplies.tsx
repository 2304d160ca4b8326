import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { findReplies } from '../../../../src/core/saved-reply.ts';
import { readReplySetup, type SavedReply } from '../../../live/reply-setup.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import table from '../../../ui/Table.module.css';
import { useAsked } from '../../../use-asked.ts';
import styles from '../Settings.module.css';
import { Outcomes } from './Outcomes.tsx';
import { ReplyEditor } from './ReplyEditor.tsx';

type Outcome = OutputOf<'savedReplyOutcomes'>['rows'][number];
type Open = { reply: SavedReply | null } | null;

/** Words kept for what is asked again and again, with what became of them. */
export function SavedReplies() {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('listSavedReplies', { brand: brand.id });
  const [outcomes] = useAsked('savedReplyOutcomes', { brand: brand.id, query: { months: 6 } });
  const [open, setOpen] = useState<Open>(null);
  function done() {
    setOpen(null);
    again();
    readReplySetup(brand.id);
  }
  if (open) return <ReplyEditor reply={open.reply} onDone={done} onClose={() => setOpen(null)} />;
  return (
    <AskedView asked={asked} again={again}>
      {({ rows }) => (
        <>
          <Button onClick={() => setOpen({ reply: null })}>
            <Icon name="plus" size={16} /> {t('saved.new')}
          </Button>
          {rows.length === 0 ? (
            <Empty icon="reply" title={t('saved.noneYet')}>
              {t('saved.noneWhy')}
            </Empty>
          ) : (
            <List
              rows={rows}
              outcomes={outcomes.kind === 'ready' ? outcomes.value.rows : []}
              onOpen={reply => setOpen({ reply })}
            />
          )}
        </>
      )}
    </AskedView>
  );
}

type ListProps = { rows: SavedReply[]; outcomes: Outcome[]; onOpen: (reply: SavedReply) => void };

function List({ rows, outcomes, onOpen }: ListProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState<string | null>(null);
  const found = findReplies(
    rows.map(reply => ({ ...reply, words: reply.variants.flatMap(({ texts }) => texts).join(' '), reply })),
    typed,
  );
  return (
    <>
      <Field label={t('saved.find')} type="search" value={typed} onChange={event => setTyped(event.target.value)} />
      <div className={styles.table}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('saved.title')}</th>
              <th scope="col">{t('saved.folder')}</th>
              <th scope="col">{t('saved.used')}</th>
              <th scope="col">{t('saved.keptShare')}</th>
              <th scope="col">
                <span className={styles.quiet}>{t('saved.acts')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ reply }) => (
              <Row
                key={reply.id}
                reply={reply}
                mine={outcomes.filter(one => one.id === reply.id)}
                onOpen={() => onOpen(reply)}
                onFigures={() => setShown(shown === reply.id ? null : reply.id)}
                isShown={shown === reply.id}
              />
            ))}
          </tbody>
        </table>
        {found.length === 0 && <p className={styles.quiet}>{t('saved.noneFound')}</p>}
      </div>
      {shown && <Outcomes rows={outcomes.filter(one => one.id === shown)} />}
    </>
  );
}

type RowProps = { reply: SavedReply; mine: Outcome[]; isShown: boolean; onOpen: () => void; onFigures: () => void };

function Row({ reply, mine, isShown, onOpen, onFigures }: RowProps) {
  const { t } = useWords();
  const times = mine.reduce((n, one) => n + one.times, 0);
  const promised = mine.reduce((n, one) => n + one.promised, 0);
  const kept = mine.reduce((n, one) => n + one.kept, 0);
  return (
    <tr>
      <td>
        <bdi>{reply.title}</bdi>{' '}
        {reply.shortcut && (
          <span className={styles.quiet} dir="ltr">
            /{reply.shortcut}
          </span>
        )}{' '}
        {reply.ownerId && <Badge icon="person">{t('saved.mine')}</Badge>}{' '}
        {reply.actions.length > 0 && <Badge icon="play">{t('saved.macro')}</Badge>}
      </td>
      <td className={styles.quiet}>{reply.folder}</td>
      <td>
        <LinkButton aria-expanded={isShown} onClick={onFigures} disabled={times === 0}>
          {t('saved.times', { n: times })}
        </LinkButton>
      </td>
      <td>{promised === 0 ? '–' : t('saved.of', { kept, promised })}</td>
      <td className={styles.end}>
        {reply.mayEdit && (
          <Button size="small" onClick={onOpen} aria-label={t('saved.change', { title: reply.title })}>
            {t('tag.change')}
          </Button>
        )}
      </td>
    </tr>
  );
}
