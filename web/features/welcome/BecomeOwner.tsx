import { type FormEvent, useState } from 'react';
import { type ApiRefusal, ask } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { refreshSession } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { asRefusal } from '../../use-asked.ts';
import styles from './Welcome.module.css';

/** The contract's own least length; the server checks it too. */
const PASSWORD_MIN_LENGTH = 10;

/** The first person becomes the owner, by the link that was printed at the start. */
export function BecomeOwner({ token }: { token: string }) {
  const words = useWords();
  const { t } = words;
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '').trim();
    setBusy(true);
    try {
      const owner = {
        name: field('name'),
        email: field('email'),
        brand: field('brand'),
        password: String(form.get('password')),
      };
      await ask('becomeOwner', { body: { token, ...owner } });
      await refreshSession();
    } catch (error) {
      setRefusal(asRefusal(error));
      setBusy(false);
    }
  }

  const bad = (name: string) => refusal?.fields[name];
  return (
    <>
      <h1 className={styles.title}>{t('welcome.title')}</h1>
      <p className={styles.lead}>{t('welcome.lead')}</p>
      <form className={styles.form} onSubmit={submit}>
        <Field
          large
          label={t('field.yourName')}
          name="name"
          autoComplete="name"
          required
          maxLength={120}
          autoFocus
          bad={bad('name')}
        />
        <Field
          large
          label={t('field.email')}
          name="email"
          type="email"
          autoComplete="username"
          required
          bad={bad('email')}
        />
        <Field
          large
          label={t('field.password')}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={PASSWORD_MIN_LENGTH}
          help={t('field.passwordHelp', { n: PASSWORD_MIN_LENGTH })}
          bad={bad('password')}
        />
        <Field
          large
          label={t('field.brand')}
          name="brand"
          required
          maxLength={120}
          help={t('field.brandHelp')}
          bad={bad('brand')}
        />
        {refusal && Object.keys(refusal.fields).length === 0 && (
          <Banner meaning="broken" urgent>
            {refusalWords(refusal, words)}
          </Banner>
        )}
        <div className={styles.go}>
          <Button look="primary" size="large" type="submit" disabled={busy}>
            {t('welcome.make')}
          </Button>
        </div>
      </form>
    </>
  );
}
