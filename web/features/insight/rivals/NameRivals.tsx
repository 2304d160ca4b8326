import { type FormEvent, useRef, useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { HANDLES_PER_RIVAL, RIVAL_NAME_LIMIT } from '../../../../src/core/insight/rival.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Field, Select } from '../../../ui/Field.tsx';
import { useDeed } from '../../settings/use-deed.ts';
import { useInsightWords } from '../words.ts';
import styles from './Rivals.module.css';
import { networkWords } from './RivalTable.tsx';

type List = OutputOf<'readRivals'>;
type Handle = { key: number; network: string; handle: string };
type Rival = { key: number; id: string | null; name: string; handles: Handle[] };
type Props = { list: List; onDone: () => void };

/** The list of rivals, all of it at once: their names, and by which handle each is heard where. */
export function NameRivals({ list, onDone }: Props) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const keys = useRef(0);
  const next = () => ++keys.current;
  const [rivals, setRivals] = useState<Rival[]>(() => {
    const known = list.rivals.map(rival => ({
      ...rival,
      key: next(),
      handles: rival.handles.map(handle => ({ ...handle, key: next() })),
    }));
    return known.length > 0 ? known : [blank(list, next)];
  });
  const change = (key: number, more: Partial<Rival>) =>
    setRivals(rivals.map(rival => (rival.key === key ? { ...rival, ...more } : rival)));
  async function save(event: FormEvent) {
    event.preventDefault();
    const written = rivals
      .map(({ id, name, handles }) => ({
        id,
        name: name.trim(),
        handles: handles
          .filter(({ handle }) => handle.trim() !== '')
          .map(({ network, handle }) => ({ network, handle })),
      }))
      .filter(({ name, handles }) => name !== '' || handles.length > 0);
    const body = { rivals: written, version: list.version };
    if (await deed.run(() => ask('setRivals', { brand: brand.id, body }), t('riv.saved'))) onDone();
  }
  return (
    <form className={styles.form} onSubmit={save}>
      <h2>{t('riv.edit')}</h2>
      <p className={styles.note}>{t('riv.editLead')}</p>
      {rivals.map(rival => (
        <RivalFields
          key={rival.key}
          rival={rival}
          list={list}
          next={next}
          onChange={more => change(rival.key, more)}
          onRemove={() => setRivals(rivals.filter(({ key }) => key !== rival.key))}
        />
      ))}
      <p>
        <Button onClick={() => setRivals([...rivals, blank(list, next)])}>{t('riv.addRival')}</Button>
      </p>
      <p className={styles.note}>{t('riv.removeSays')}</p>
      <div className={styles.acts}>
        <Button type="submit" look="primary" disabled={deed.busy}>
          {t('common.save')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

function blank(list: List, next: () => number): Rival {
  return { key: next(), id: null, name: '', handles: [blankHandle(list, next)] };
}

/** Where something is heard already comes first. */
function blankHandle({ networks }: List, next: () => number): Handle {
  const network = networks.find(({ heard }) => heard) ?? networks[0];
  return { key: next(), network: network?.id ?? 'archive', handle: '' };
}

type FieldsProps = {
  rival: Rival;
  list: List;
  next: () => number;
  onChange: (more: Partial<Rival>) => void;
  onRemove: () => void;
};

function RivalFields({ rival, list, next, onChange, onRemove }: FieldsProps) {
  const words = useInsightWords();
  const { t } = words;
  const { name, handles } = rival;
  const put = (key: number, more: Partial<Handle>) =>
    onChange({ handles: handles.map(handle => (handle.key === key ? { ...handle, ...more } : handle)) });
  // A handle may stand on a network that is heard no more.
  const strange = handles.map(({ network }) => network).filter(id => !list.networks.some(one => one.id === id));
  const networks = [...list.networks, ...[...new Set(strange)].map(id => ({ id, heard: true }))];
  return (
    <fieldset className={styles.rival} aria-label={name || t('riv.unnamed')}>
      <Field
        label={t('riv.nameOf')}
        value={name}
        maxLength={RIVAL_NAME_LIMIT}
        required={handles.some(({ handle }) => handle !== '')}
        onChange={event => onChange({ name: event.target.value })}
      />
      {handles.map(({ key, network, handle }) => (
        <div key={key} className={styles.handle}>
          <Select
            label={t('riv.networkOf')}
            value={network}
            onChange={event => put(key, { network: event.target.value })}
          >
            {networks.map(({ id, heard }) => (
              <option key={id} value={id}>
                {heard ? networkWords(id, words) : t('riv.notHeard', { name: networkWords(id, words) })}
              </option>
            ))}
          </Select>
          <Field
            label={t('riv.handleOf')}
            help={t('riv.handleHelp')}
            value={handle}
            autoCapitalize="none"
            spellCheck={false}
            onChange={event => put(key, { handle: event.target.value })}
          />
          <IconButton
            icon="trash"
            label={t('riv.removeHandle', { handle })}
            onClick={() => onChange({ handles: handles.filter(one => one.key !== key) })}
          />
        </div>
      ))}
      <div className={styles.acts}>
        {handles.length < HANDLES_PER_RIVAL && (
          <Button size="small" onClick={() => onChange({ handles: [...handles, blankHandle(list, next)] })}>
            {t('riv.addHandle')}
          </Button>
        )}
        <Button size="small" look="quiet" onClick={onRemove}>
          {t('riv.removeRival', { name: name || t('riv.unnamed') })}
        </Button>
      </div>
    </fieldset>
  );
}
