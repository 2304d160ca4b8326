import { useState } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { FIELD_KINDS, type FieldKind } from '../../../src/core/contact-field.ts';
import { ask } from '../../api.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Field, Select } from '../../ui/Field.tsx';
import { useAsked } from '../../use-asked.ts';
import styles from './Settings.module.css';
import { useDeed } from './use-deed.ts';

type Row = { key: number; id?: string; name: string; kind: FieldKind; choices: string };
type Saved = OutputOf<'listContactFields'>['rows'];

/** What the company keeps of each person, in the order in which it is shown beside a conversation. */
export function ContactFields() {
  const { brand } = usePerson();
  const [asked, again] = useAsked('listContactFields', { brand: brand.id });
  return (
    <AskedView asked={asked} again={again}>
      {({ rows }) => <FieldsForm key={JSON.stringify(rows)} saved={rows} onDone={again} />}
    </AskedView>
  );
}

function FieldsForm({ saved, onDone }: { saved: Saved; onDone: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [rows, setRows] = useState<Row[]>(saved.map((one, key) => ({ ...one, key, choices: one.choices.join(', ') })));
  const set = (key: number, change: Partial<Row>) =>
    setRows(rows.map(row => (row.key === key ? { ...row, ...change } : row)));
  function move(at: number) {
    const next = [...rows];
    const [row] = next.splice(at, 1);
    if (row) next.splice(at - 1, 0, row);
    setRows(next);
  }
  async function save() {
    const fields = rows.map(({ id, name, kind, choices }) => ({
      ...(id ? { id } : {}),
      name,
      kind,
      choices: choices
        .split(',')
        .map(one => one.trim())
        .filter(one => one !== ''),
    }));
    if (await deed.run(() => ask('setContactFields', { brand: brand.id, body: { fields } }), t('settings.saved')))
      onDone();
  }
  const add = () =>
    setRows([...rows, { key: Math.max(-1, ...rows.map(row => row.key)) + 1, name: '', kind: 'text', choices: '' }]);
  return (
    <form
      className={styles.group}
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
    >
      {rows.map((row, at) => (
        <div key={row.key} className={styles.line}>
          <Field
            label={t('fields.name')}
            required
            maxLength={60}
            dir="auto"
            value={row.name}
            onChange={event => set(row.key, { name: event.target.value })}
          />
          <Select
            label={t('fields.kind')}
            value={row.kind}
            disabled={row.id !== undefined}
            onChange={event => set(row.key, { kind: FIELD_KINDS.find(kind => kind === event.target.value) ?? 'text' })}
          >
            {FIELD_KINDS.map(kind => (
              <option key={kind} value={kind}>
                {t(`fields.kind.${kind}`)}
              </option>
            ))}
          </Select>
          {row.kind === 'choice' && (
            <Field
              label={t('fields.choices')}
              required
              dir="auto"
              value={row.choices}
              onChange={event => set(row.key, { choices: event.target.value })}
            />
          )}
          <IconButton icon="up" label={t('fields.up')} disabled={at === 0} onClick={() => move(at)} />
          <IconButton
            icon="trash"
            label={t('fields.remove')}
            onClick={() => setRows(rows.filter(one => one.key !== row.key))}
          />
        </div>
      ))}
      <div className={styles.acts}>
        <Button onClick={add}>{t('fields.add')}</Button>
        <Button type="submit" look="primary" disabled={deed.busy}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
