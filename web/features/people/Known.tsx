import { type FormEvent, useState } from 'react';
import type { BodyOf, OutputOf } from '../../../src/contract/api.ts';
import { readMoney } from '../../../src/core/contact-field.ts';
import { ask } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { usePerson } from '../../session.ts';
import { useWords, type Words } from '../../strings/words.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Field, Select } from '../../ui/Field.tsx';
import { oneLine, webAddress } from '../../ui/safe-text.ts';
import { complain, say } from '../../ui/toast.ts';
import { asRefusal, useAsked } from '../../use-asked.ts';
import styles from './Known.module.css';

export type Contact = OutputOf<'openContact'>['contact'];
type FieldOf = OutputOf<'listContactFields'>['rows'][number];
type Change = BodyOf<'changeContact'>;

/** What a company keeps of a person: value, tags, its own fields and how to reach them. Each line can be changed where it stands. */
export function Known({ contact, onChange }: { contact: Contact; onChange: (contact: Contact) => void }) {
  const words = useWords();
  const { t } = words;
  const { brand, may } = usePerson();
  const [asked] = useAsked('listContactFields', may('read_people') ? { brand: brand.id } : null);
  const [editing, setEditing] = useState(false);
  if (!may('read_people')) return null;
  const fields = asked.kind === 'ready' ? asked.value.rows : [];
  async function change(body: Change) {
    try {
      const before = contact;
      const done = await ask('changeContact', { brand: brand.id, id: contact.id, body });
      onChange(done.contact);
      setEditing(false);
      say(t('people.saved'), { undo: () => void back(before) });
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  async function back({ tags, value, fields: known }: Contact) {
    const emptied = Object.fromEntries(fields.map(field => [field.id, known[field.id] ?? null]));
    const done = await ask('changeContact', {
      brand: brand.id,
      id: contact.id,
      body: { tags, value, fields: emptied },
    });
    onChange(done.contact);
  }
  if (editing) return <KnownForm contact={contact} fields={fields} onSave={change} onClose={() => setEditing(false)} />;
  return <KnownList contact={contact} fields={fields} onEdit={may('answer') ? () => setEditing(true) : null} />;
}

function KnownList({ contact, fields, onEdit }: { contact: Contact; fields: FieldOf[]; onEdit: (() => void) | null }) {
  const words = useWords();
  const { t } = words;
  const { value, tags, given } = contact;
  const filled = fields.filter(field => contact.fields[field.id] !== undefined);
  const isBare = value === null && tags.length === 0 && given.length === 0 && filled.length === 0;
  return (
    <div className={styles.known}>
      {isBare && <p className={styles.quiet}>{t('people.nothingKnown')}</p>}
      <dl className={styles.list}>
        {value && (
          <div>
            <dt>{t('people.value')}</dt>
            <dd className={styles.number}>{moneyWords(value, words)}</dd>
          </div>
        )}
        {filled.map(field => (
          <div key={field.id}>
            <dt>
              <bdi>{oneLine(field.name)}</bdi>
            </dt>
            <dd>
              <FieldShown field={field} value={contact.fields[field.id] ?? ''} />
            </dd>
          </div>
        ))}
        {given.map(one => (
          <div key={`${one.kind} ${one.network} ${one.shown}`}>
            <dt>{one.kind === 'handle' ? t('people.givenHandle') : t(`people.given.${one.kind}`)}</dt>
            <dd>
              <bdi>{oneLine(one.shown)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {tags.length > 0 && (
        <div className={styles.tags}>
          {tags.map(tag => (
            <Badge key={tag}>{oneLine(tag)}</Badge>
          ))}
        </div>
      )}
      {onEdit && <LinkButton onClick={onEdit}>{t('people.edit')}</LinkButton>}
    </div>
  );
}

function FieldShown({ field, value }: { field: FieldOf; value: string | number | boolean }) {
  const { t, language } = useWords();
  if (field.kind === 'yes_no') return t(value === true ? 'people.yes' : 'people.no');
  if (field.kind === 'number') return new Intl.NumberFormat(language).format(Number(value));
  if (field.kind === 'date') {
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(String(value)));
  }
  const href = field.kind === 'link' ? webAddress(String(value)) : null;
  const shown = oneLine(String(value));
  if (!href) return <bdi>{shown}</bdi>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {shown.replace(/^https?:\/\//, '')}
    </a>
  );
}

export function moneyWords({ amount, currency }: { amount: string; currency: string }, { language }: Words): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(Number(amount));
}

type FormProps = { contact: Contact; fields: FieldOf[]; onSave: (change: Change) => void; onClose: () => void };

function KnownForm({ contact, fields, onSave, onClose }: FormProps) {
  const { t } = useWords();
  const [bad, setBad] = useState<string | undefined>();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const value = text('value') === '' ? null : readMoney(text('value'), contact.value?.currency ?? 'EUR');
    if (text('value') !== '' && value === null) return setBad(t('people.badValue'));
    const tags = text('tags')
      .split(',')
      .map(tag => tag.trim())
      .filter(tag => tag !== '');
    onSave({ value, tags, fields: Object.fromEntries(fields.map(field => [field.id, text(field.id) || null])) });
  }
  const { value, tags } = contact;
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label={t('people.value')}
        name="value"
        bad={bad}
        inputMode="decimal"
        placeholder="1234.50 EUR"
        defaultValue={value ? `${value.amount} ${value.currency}` : ''}
      />
      <Field label={t('people.tagsByComma')} name="tags" dir="auto" maxLength={500} defaultValue={tags.join(', ')} />
      {fields.map(field => (
        <FieldInput key={field.id} field={field} value={contact.fields[field.id]} />
      ))}
      <div className={styles.acts}>
        <Button type="submit" size="small" look="primary">
          {t('common.save')}
        </Button>
        <Button size="small" look="quiet" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

function FieldInput({ field, value }: { field: FieldOf; value: string | number | boolean | undefined }) {
  const { t } = useWords();
  const label = oneLine(field.name);
  const written = value === undefined ? '' : String(value);
  if (field.kind === 'choice' || field.kind === 'yes_no') {
    const choices =
      field.kind === 'choice'
        ? field.choices.map(one => [one, one])
        : [
            ['true', t('people.yes')],
            ['false', t('people.no')],
          ];
    return (
      <Select label={label} name={field.id} defaultValue={written}>
        <option value="">–</option>
        {choices.map(([key, shown]) => (
          <option key={key} value={key}>
            {shown}
          </option>
        ))}
      </Select>
    );
  }
  const type = field.kind === 'date' ? 'date' : field.kind === 'link' ? 'url' : 'text';
  return <Field label={label} name={field.id} type={type} dir="auto" maxLength={1000} defaultValue={written} />;
}
