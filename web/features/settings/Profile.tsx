import { type FormEvent, useState } from 'react';
import { setSingleKeys, singleKeysOn } from '../../actions/keyboard.ts';
import { ask } from '../../api.ts';
import { tellPresence } from '../../live/presence.ts';
import { leave, refreshSession, usePerson } from '../../session.ts';
import { LANGUAGES, type Language, speak, useWords } from '../../strings/words.ts';
import { chooseTheme, readTheme, type Theme } from '../../theme.ts';
import { Button } from '../../ui/Button.tsx';
import { Check, Field, Select } from '../../ui/Field.tsx';
import { asRefusal } from '../../use-asked.ts';
import { Devices } from './Devices.tsx';
import { OwnWork } from './OwnWork.tsx';
import styles from './Settings.module.css';
import { useDeed } from './use-deed.ts';

const THEMES: Theme[] = ['system', 'light', 'dark'];

/** My name, how the desk looks and speaks to me, my password, and the way out. */
export function Profile() {
  return (
    <>
      <Myself />
      <Looks />
      <Devices />
      <Password />
      <WayOut />
    </>
  );
}

function Myself() {
  const { t } = useWords();
  const { me } = usePerson();
  const deed = useDeed();
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    if (await deed.run(() => ask('changeMe', { body: { name } }), t('settings.saved'))) await refreshSession();
  }
  return (
    <section className={styles.group}>
      <h2>{t('profile.me')}</h2>
      <form className={styles.line} onSubmit={submit}>
        <Field
          label={t('field.yourName')}
          name="name"
          defaultValue={me.name}
          required
          maxLength={120}
          bad={deed.fields['name']}
        />
        <Button type="submit" disabled={deed.busy}>
          {t('common.save')}
        </Button>
      </form>
      <p className={styles.quiet}>{me.email}</p>
      <OwnWork />
    </section>
  );
}

function Looks() {
  const { t, chosen } = useWords();
  const [theme, setTheme] = useState<Theme>(readTheme);
  const [letters, setLetters] = useState(singleKeysOn);
  return (
    <section className={styles.group}>
      <h2>{t('profile.looks')}</h2>
      <fieldset className={styles.segments} aria-label={t('profile.theme')}>
        {THEMES.map(option => (
          <button
            key={option}
            type="button"
            aria-pressed={theme === option}
            onClick={() => {
              chooseTheme(option);
              setTheme(option);
            }}
          >
            {t(`profile.theme.${option}`)}
          </button>
        ))}
      </fieldset>
      <div className={styles.line}>
        <Select
          label={t('profile.language')}
          value={chosen}
          onChange={event => {
            const language = event.target.value as Language;
            speak(language, true);
            // The choice also follows the person to other machines; this one already has it.
            ask('changeMe', { body: { locale: language } }).catch(() => undefined);
          }}
        >
          {(Object.keys(LANGUAGES) as Language[]).map(language => (
            <option key={language} value={language}>
              {LANGUAGES[language].name}
            </option>
          ))}
        </Select>
      </div>
      <Check
        label={t('profile.singleKeys')}
        checked={letters}
        onChange={event => {
          setSingleKeys(event.target.checked);
          setLetters(event.target.checked);
        }}
      />
    </section>
  );
}

/** The contract's own least length; the server checks it too. */
const PASSWORD_MIN_LENGTH = 10;

function Password() {
  const { t } = useWords();
  const deed = useDeed();
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const body = { current: String(form.get('current')), next: String(form.get('next')) };
    if (await deed.run(() => ask('changePassword', { body }), t('profile.passwordChanged'))) element.reset();
  }
  return (
    <section className={styles.group}>
      <h2>{t('field.password')}</h2>
      <form className={styles.line} onSubmit={submit}>
        <Field label={t('profile.current')} name="current" type="password" autoComplete="current-password" required />
        <Field
          label={t('profile.next')}
          name="next"
          type="password"
          autoComplete="new-password"
          minLength={PASSWORD_MIN_LENGTH}
          required
          bad={deed.fields['next']}
        />
        <Button type="submit" disabled={deed.busy}>
          {t('profile.changePassword')}
        </Button>
      </form>
      <p className={styles.quiet}>{t('field.passwordHelp', { n: PASSWORD_MIN_LENGTH })}</p>
    </section>
  );
}

function WayOut() {
  const { t } = useWords();
  const { brand } = usePerson();
  async function signOut() {
    // What waits goes to others at once, not when the desk has been missed. Nobody is kept in by a word that fails.
    await tellPresence(brand.id, { active: false, leaving: true }).catch(asRefusal);
    await leave();
  }
  return (
    <section className={styles.group}>
      <div className={styles.acts}>
        <Button onClick={signOut}>{t('profile.signOut')}</Button>
      </div>
    </section>
  );
}
