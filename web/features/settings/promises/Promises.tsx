import { useEffect, useState } from 'react';
import { ask } from '../../../api.ts';
import { onEvent } from '../../../live/store.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { say } from '../../../ui/toast.ts';
import { useAsked } from '../../../use-asked.ts';
import { percent } from '../../listening/figures/percent.ts';
import { useChoices } from '../conditions/use-choices.ts';
import settings from '../Settings.module.css';
import { useDeed } from '../use-deed.ts';
import { type Draft, draftsOver, freshDraft, isSame, moved, type PolicyRow, wishOf } from './draft.ts';
import { PolicyCard } from './PolicyCard.tsx';
import styles from './Promises.module.css';
import { type Trial, useTried } from './use-tried.ts';

/** What is promised to whom: an ordered list, with how often each would have been kept. */
export function Promises() {
  const { brand } = usePerson();
  const [asked, again] = useAsked('listPolicies', { brand: brand.id });
  useEffect(() => onEvent(event => event.data.kind === 'settings.changed' && again()), [again]);
  return (
    <AskedView asked={asked} again={again}>
      {({ rows }) => <PolicyList rows={rows} again={again} />}
    </AskedView>
  );
}

function PolicyList({ rows, again }: { rows: PolicyRow[]; again: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const options = useChoices();
  const [edited, setEdited] = useState<ReadonlyMap<string, Draft>>(new Map());
  const [open, setOpen] = useState<string | null>(null);
  const drafts = draftsOver(rows, edited);
  const trial = useTried(drafts);
  const ids = rows.map(row => row.id);

  function put(id: string, draft: Draft | null) {
    const next = new Map(edited);
    if (draft === null) next.delete(id);
    else next.set(id, draft);
    setEdited(next);
  }
  function change(work: () => Promise<{ retimed: number }>): Promise<boolean> {
    return deed.run(async () => {
      const { retimed } = await work();
      say(retimed > 0 ? t('hours.retimed', { n: retimed }) : t('settings.saved'));
      again();
    });
  }
  async function save(draft: Draft) {
    const body = wishOf(draft);
    const { id, version } = draft;
    const done = await change(() =>
      version === null
        ? ask('addPolicy', { brand: brand.id, body: { ...body, first: true } })
        : ask('changePolicy', { brand: brand.id, id, body: { ...body, version } }),
    );
    if (done) put(id, null);
  }
  function drop(draft: Draft) {
    put(draft.id, null);
    if (draft.version !== null) change(() => ask('removePolicy', { brand: brand.id, id: draft.id }));
  }
  function move(id: string, to: number) {
    const order = moved(ids, id, to);
    if (order.join() !== ids.join()) change(() => ask('orderPolicies', { brand: brand.id, body: { ids: order } }));
  }
  function begin() {
    const draft = freshDraft(crypto.randomUUID(), t('promise.newName'));
    put(draft.id, draft);
    setOpen(draft.id);
  }
  return (
    <div className={styles.promises}>
      <Summary trial={trial} />
      <ol className={styles.list}>
        {drafts.map((draft, place) => (
          <PolicyCard
            key={draft.id}
            draft={draft}
            place={place}
            options={options}
            row={trial.tried?.rows.find(one => one.policyId === draft.id)}
            isChanged={draft.version === null || !rows.some(row => row.id === draft.id && isSame(row, draft))}
            isOpen={open === draft.id}
            deed={deed}
            onOpen={isOpen => setOpen(isOpen ? draft.id : null)}
            onEdit={after => put(draft.id, after)}
            onSave={() => save(draft)}
            onLeave={() => put(draft.id, null)}
            onRemove={() => drop(draft)}
            onMove={by => move(draft.id, ids.indexOf(draft.id) + by)}
            onMoveHere={other => move(other, ids.indexOf(draft.id))}
          />
        ))}
      </ol>
      <div className={settings.acts}>
        <Button disabled={deed.busy} onClick={begin}>
          <Icon name="plus" size={16} /> {t('promise.new')}
        </Button>
      </div>
      <p className={settings.quiet}>{t('promise.pauses')}</p>
    </div>
  );
}

function Summary({ trial: { tried, trouble } }: { trial: Trial }) {
  const { t, language } = useWords();
  if (trouble !== null) return <Banner meaning="broken">{trouble}</Banner>;
  if (tried === null) return <div className={styles.summary} />;
  const due = tried.rows.reduce((sum, row) => sum + row.due, 0);
  const kept = tried.rows.reduce((sum, row) => sum + row.kept, 0);
  return (
    <div className={styles.summary}>
      {due > 0 && <b>{percent(kept / due, language)}</b>}
      <p>
        {due > 0 ? t('promise.summary', { kept, due }) : t('promise.summaryNone')}{' '}
        {tried.unpromised > 0 && t('promise.unpromised', { n: tried.unpromised })}{' '}
        {tried.isCut && t('promise.cut', { n: tried.turns })}
        <span className={settings.quiet}> {t('promise.triedMeans')}</span>
      </p>
    </div>
  );
}
