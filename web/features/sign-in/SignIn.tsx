import { type FormEvent, useEffect, useState } from 'react';
import type { ApiRefusal } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { enter } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Logo } from '../../ui/Logo.tsx';
import { asRefusal } from '../../use-asked.ts';
import styles from './Gate.module.css';
import { Languages } from './Languages.tsx';

/** E-mail and password, and nothing else in the way. */
export function SignIn() {
  const words = useWords();
  const { t } = words;
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  useEffect(() => {
    document.title = `${t('signIn.title')} · Heed`;
  }, [t]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal(null);
    try {
      await enter(String(form.get('email')).trim(), String(form.get('password')));
    } catch (error) {
      setRefusal(asRefusal(error));
      setBusy(false);
    }
  }

  return (
    <main className={styles.gate}>
      <div className={styles.brand}>
        <Logo /> Heed
      </div>
      <div className={styles.box}>
        <h1 className={styles.title}>{t('signIn.title')}</h1>
        <form className={styles.form} onSubmit={submit}>
          <Field large label={t('field.email')} name="email" type="email" autoComplete="username" required autoFocus />
          <Field
            large
            label={t('field.password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
          {refusal && (
            <Banner meaning="broken" urgent>
              {refusalWords(refusal, words)}
            </Banner>
          )}
          <Button look="primary" size="large" type="submit" disabled={busy}>
            {t(busy ? 'signIn.busy' : 'signIn.go')}
          </Button>
        </form>
      </div>
      <footer className={styles.foot}>
        <span>{t('signIn.forgot')}</span>
        <Languages />
      </footer>
    </main>
  );
}
