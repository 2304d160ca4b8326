import { type FormEvent, useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { OUTSIDE_ASPECTS, type OutsideAspect } from '../../../../src/core/triage/outside/answer.ts';
import {
  POSTS_PER_DAY_LIMIT,
  TIMEOUT_LEAST_MS,
  TIMEOUT_MOST_MS,
  TOKENS_PER_DAY_LIMIT,
} from '../../../../src/core/triage/outside/bounds.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Check, Field, Select } from '../../../ui/Field.tsx';
import { useAsked } from '../../../use-asked.ts';
import { dayOf } from '../../listening/figures/percent.ts';
import settings from '../Settings.module.css';
import { useDeed } from '../use-deed.ts';
import { OutsideTrial } from './OutsideTrial.tsx';

type Saved = OutputOf<'readOutsideModel'>;

const MS_PER_SECOND = 1_000;

/** A model outside the house that adds readings: what leaves, where to, how much of it, and what it did today. */
export function OutsideModel() {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('readOutsideModel', { brand: brand.id });
  return (
    <section className={settings.group} aria-label={t('out.title')}>
      <h2>{t('out.title')}</h2>
      <p className={settings.quiet}>{t('out.means')}</p>
      <p className={settings.quiet}>{t('out.leaves')}</p>
      <AskedView asked={asked} again={again}>
        {saved => (
          <>
            <Today saved={saved} />
            <OutsideForm key={saved.version} saved={saved} onDone={again} />
            {saved.url !== null && saved.model !== '' && <OutsideTrial onDone={again} />}
            {saved.version > 0 && <Forget onDone={again} />}
          </>
        )}
      </AskedView>
    </section>
  );
}

function Today({ saved: { state, restsUntil, trouble, today } }: { saved: Saved }) {
  const { t, language } = useWords();
  if (state === 'off' && today.posts === 0) return null;
  return (
    <div role="status">
      <p>
        {t(`out.state.${state}`, { at: restsUntil === null ? '' : dayOf(restsUntil, language, true) })}{' '}
        {t('out.today', { posts: today.posts, tokens: today.tokens, changed: today.changed })}
      </p>
      <p className={settings.quiet}>
        {t('out.misses', { failed: today.failed, nonsense: today.nonsense, late: today.late, waiting: today.waiting })}
      </p>
      {trouble !== null && <p className={settings.quiet}>{t('out.failed', { trouble })}</p>}
    </div>
  );
}

function OutsideForm({ saved, onDone }: { saved: Saved; onDone: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [aspects, setAspects] = useState<readonly OutsideAspect[]>(saved.aspects);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const body = bodyOf(new FormData(event.currentTarget), aspects, saved.version);
    if (await deed.run(() => ask('changeOutsideModel', { brand: brand.id, body }), t('out.saved'))) onDone();
  }
  return (
    <form className={settings.form} onSubmit={event => void save(event)}>
      <Check name="isOn" label={t('out.isOn')} defaultChecked={saved.isOn} />
      <Field
        label={t('out.url')}
        help={t('out.urlHelp')}
        bad={deed.fields['url']}
        name="url"
        inputMode="url"
        dir="ltr"
        spellCheck={false}
        placeholder="https://"
        defaultValue={saved.url ?? ''}
      />
      <Field label={t('out.model')} name="model" dir="ltr" spellCheck={false} defaultValue={saved.model} />
      <Key hasKey={saved.hasKey} bad={deed.fields['key']} />
      <fieldset className={settings.checks}>
        <legend className={settings.quiet}>{t('out.aspects')}</legend>
        {OUTSIDE_ASPECTS.map(one => (
          <Check
            key={one}
            label={t(`triage.aspect.${one}`)}
            checked={aspects.includes(one)}
            onChange={event => setAspects(event.target.checked ? [...aspects, one] : aspects.filter(a => a !== one))}
          />
        ))}
      </fieldset>
      <Check name="asksPrivate" label={t('out.asksPrivate')} defaultChecked={saved.asksPrivate} />
      <Bounds saved={saved} bad={deed.fields} />
      <div className={settings.acts}>
        <Button type="submit" look="primary" disabled={deed.busy || aspects.length === 0}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

function Key({ hasKey, bad }: { hasKey: boolean; bad: string | undefined }) {
  const { t } = useWords();
  return (
    <>
      <Field
        label={t('out.key')}
        help={t(hasKey ? 'out.keyKept' : 'out.keyNone')}
        bad={bad}
        name="key"
        type="password"
        dir="ltr"
        autoComplete="off"
      />
      {hasKey && <Check name="keyAway" label={t('out.keyAway')} />}
    </>
  );
}

function Bounds({ saved, bad }: { saved: Saved; bad: Record<string, string> }) {
  const { t } = useWords();
  return (
    <>
      <div className={settings.line}>
        <Field
          label={t('out.timeout')}
          bad={bad['timeoutMs']}
          name="timeout"
          type="number"
          min={TIMEOUT_LEAST_MS / MS_PER_SECOND}
          max={TIMEOUT_MOST_MS / MS_PER_SECOND}
          step={TIMEOUT_LEAST_MS / MS_PER_SECOND}
          required
          defaultValue={saved.timeoutMs / MS_PER_SECOND}
        />
        <Field
          label={t('out.posts')}
          bad={bad['postsPerDay']}
          name="posts"
          type="number"
          min={0}
          max={POSTS_PER_DAY_LIMIT}
          required
          defaultValue={saved.postsPerDay}
        />
        <Field
          label={t('out.tokens')}
          bad={bad['tokensPerDay']}
          name="tokens"
          type="number"
          min={0}
          max={TOKENS_PER_DAY_LIMIT}
          required
          defaultValue={saved.tokensPerDay}
        />
      </div>
      <Select label={t('out.form')} help={t('out.formHelp')} name="form" defaultValue={saved.form}>
        <option value="schema">{t('out.form.schema')}</option>
        <option value="json">{t('out.form.json')}</option>
      </Select>
    </>
  );
}

/** An empty key keeps what is there. */
function bodyOf(form: FormData, aspects: readonly OutsideAspect[], version: number) {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const key = text('key');
  const keyGiven = key !== '' ? { key } : form.has('keyAway') ? { key: null } : {};
  return {
    ...keyGiven,
    isOn: form.has('isOn'),
    url: text('url'),
    model: text('model'),
    aspects: [...aspects],
    asksPrivate: form.has('asksPrivate'),
    form: text('form') === 'json' ? ('json' as const) : ('schema' as const),
    timeoutMs: Math.round(Number(text('timeout')) * MS_PER_SECOND),
    postsPerDay: Number(text('posts')),
    tokensPerDay: Number(text('tokens')),
    version,
  };
}

function Forget({ onDone }: { onDone: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  async function forget() {
    if (await deed.run(() => ask('removeOutsideModel', { brand: brand.id }), t('out.removed'))) onDone();
  }
  return (
    <div className={settings.form}>
      <p className={settings.quiet}>{t('out.removeHelp')}</p>
      <div className={settings.acts}>
        <Button disabled={deed.busy} onClick={() => void forget()}>
          {t('out.remove')}
        </Button>
      </div>
    </div>
  );
}
