import { type FormEvent, useState } from 'react';
import { OWN_WORD_LIMIT } from '../../../../src/core/triage/own-words.ts';
import { REQUESTS } from '../../../../src/core/triage/reading.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Field, TextArea } from '../../../ui/Field.tsx';
import { useAsked } from '../../../use-asked.ts';
import { intentWords } from '../../desk/readings/reading-words.ts';
import settings from '../Settings.module.css';
import { useDeed } from '../use-deed.ts';
import { OutsideModel } from './OutsideModel.tsx';
import { bodyOf, draftOf, type OwnWordsDraft, type TriageSettings as Saved, withRequest } from './own-words-draft.ts';
import { ReadAgain } from './ReadAgain.tsx';

/** What the company says of its own matters, and reading its history once more. */
export function TriageSettings() {
  const { brand, may } = usePerson();
  const [asked, again] = useAsked('readTriageSettings', { brand: brand.id });
  return (
    <>
      <AskedView asked={asked} again={again}>
        {saved => <OwnWordsForm key={saved.version} saved={saved} onDone={again} />}
      </AskedView>
      <ReadAgain />
      {may('own') && <OutsideModel />}
    </>
  );
}

function OwnWordsForm({ saved, onDone }: { saved: Saved; onDone: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [draft, setDraft] = useState(() => draftOf(saved));
  const change = (more: Partial<OwnWordsDraft>) => setDraft({ ...draft, ...more });

  async function save(event: FormEvent) {
    event.preventDefault();
    const body = bodyOf(draft, saved.version);
    const isDone = await deed.run(() => ask('changeTriageSettings', { brand: brand.id, body }), t('triage.set.saved'));
    if (isDone) onDone();
  }
  return (
    <form className={settings.group} onSubmit={event => void save(event)}>
      <Requests draft={draft} onChange={change} />
      {(['rivals', 'orders', 'danger'] as const).map(name => (
        <TextArea
          key={name}
          label={t(`triage.set.${name}`)}
          help={t(`triage.set.${name}Help`)}
          bad={deed.fields[name]}
          rows={2}
          dir="auto"
          spellCheck={false}
          value={draft[name]}
          onChange={event => change({ [name]: event.target.value })}
        />
      ))}
      <div className={settings.acts}>
        <Button type="submit" look="primary" disabled={deed.busy}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

type RequestsProps = { draft: OwnWordsDraft; onChange: (more: Partial<OwnWordsDraft>) => void };

function Requests({ draft, onChange }: RequestsProps) {
  const words = useWords();
  const { t, language } = words;
  const known = new Intl.ListFormat(language).format(REQUESTS.map(name => intentWords(`request.${name}`, words)));
  function set(key: number, more: Partial<OwnWordsDraft['requests'][number]>) {
    onChange({ requests: draft.requests.map(one => (one.key === key ? { ...one, ...more } : one)) });
  }
  return (
    <>
      <h3>{t('triage.set.requests')}</h3>
      <p className={settings.quiet}>{t('triage.set.requestsMeans', { known })}</p>
      {draft.requests.length > 0 && <p className={settings.quiet}>{t('triage.set.requestHelp')}</p>}
      {draft.requests.map(one => (
        <div key={one.key} className={settings.line}>
          <Field
            label={t('triage.set.name')}
            maxLength={OWN_WORD_LIMIT}
            value={one.name}
            spellCheck={false}
            onChange={event => set(one.key, { name: event.target.value })}
          />
          <Field
            label={t('triage.set.words')}
            dir="auto"
            value={one.words}
            onChange={event => set(one.key, { words: event.target.value })}
          />
          <IconButton
            icon="trash"
            label={t('triage.set.removeRequest')}
            onClick={() => onChange({ requests: draft.requests.filter(({ key }) => key !== one.key) })}
          />
        </div>
      ))}
      <div className={settings.acts}>
        <Button onClick={() => onChange(withRequest(draft))}>{t('triage.set.addRequest')}</Button>
      </div>
    </>
  );
}
