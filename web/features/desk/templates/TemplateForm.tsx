import { type FormEvent, useState } from 'react';
import { missingIn, readsAs, VALUE_LIMIT } from '../../../../src/core/template.ts';
import type { Detail } from '../../../live/detail.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { useWords, type Words } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useOutsideWords } from '../../channels/connect/outside-words.ts';
import { nameOf, shortNameOf } from '../face.ts';
import type { Template } from './TemplateDialog.tsx';
import { languageName } from './TemplateList.tsx';
import styles from './Templates.module.css';
import { useSendTemplate } from './use-send-template.ts';

type Props = { detail: Detail; template: Template; onBack: () => void; onSent: () => void };

/** The places of one template, and the whole as the customer will read it while they are being filled in. */
export function TemplateForm({ detail, template, onBack, onSent }: Props) {
  const words = useWords();
  const { t } = words;
  const outside = useOutsideWords();
  const name = shortNameOf(nameOf(detail.conversation, words));
  const [values, setValues] = useState<Record<string, string>>(() => firstValues(template, name));
  const sending = useSendTemplate(detail);
  const missing = missingIn(template, values);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (missing.length > 0) return;
    const { name: called, language } = template;
    if (await sending.send({ name: called, language, values })) onSent();
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.head}>
        <b>{template.name.replaceAll('_', ' ')}</b>
        <span className={styles.quiet}>{languageName(template.language, words.language)}</span>
        <LinkButton onClick={onBack}>{t('templates.others')}</LinkButton>
      </p>
      {template.variables.map((variable, at) => (
        <Field
          key={variable.key}
          label={labelOf(variable, words)}
          help={variable.example === null ? undefined : t('templates.example', { example: variable.example })}
          dir="auto"
          required
          autoFocus={at === 0}
          maxLength={VALUE_LIMIT}
          value={values[variable.key] ?? ''}
          onChange={event => setValues(all => ({ ...all, [variable.key]: event.target.value }))}
        />
      ))}
      <section className={styles.preview} aria-label={t('templates.preview', { name })}>
        <h3>{t('templates.preview', { name })}</h3>
        <p dir="auto" aria-live="polite">
          {readsAs(template, withGaps(template, values))}
        </p>
      </section>
      {template.priceNote !== null && (
        <p className={styles.quiet}>
          {t(`templates.category.${template.category}`)}. {outside(template.priceNote)}
        </p>
      )}
      {sending.refused && (
        <Banner
          meaning="broken"
          urgent
          acts={
            sending.refused.code === 'colleague_answered' && (
              <LinkButton onClick={() => sending.anyway(onSent)}>{t('warning.sendAnyway')}</LinkButton>
            )
          }
        >
          {refusalWords(sending.refused, words)}
        </Banner>
      )}
      <div className={styles.acts}>
        <Button type="submit" look="private" disabled={sending.busy || missing.length > 0}>
          <Icon name="lock" size={16} /> {t('templates.send')}
        </Button>
      </div>
    </form>
  );
}

/** What is still to be filled in is a gap to be seen. */
function withGaps(template: Template, values: Record<string, string>): Record<string, string> {
  return { ...values, ...Object.fromEntries(missingIn(template, values).map(key => [key, '…'])) };
}

/** A place that is named after a name gets theirs, to be looked at. */
function firstValues({ variables }: Template, name: string): Record<string, string> {
  const named = variables.filter(({ key }) => /^(first_?name|customer_?name|name)$/i.test(key));
  return Object.fromEntries(named.map(({ key }) => [key, name]));
}

/** `first_name`, `1`, `header.1`, `button.0.code`. */
function labelOf({ key, of }: Template['variables'][number], { t }: Words): string {
  const last = key.split('.').at(-1) ?? key;
  const isNumber = /^\d+$/.test(last);
  if (of === 'button') return t('templates.inButton', { n: Number(key.split('.')[1] ?? 0) + 1 });
  if (!isNumber) return last.replaceAll('_', ' ');
  return t(of === 'header' ? 'templates.inHead' : 'templates.inBody', { n: Number(last) });
}
