import { type FormEvent, useState } from 'react';
import { suggestQuery } from '../../../src/core/query/suggest.ts';
import { ask } from '../../api.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { networkName } from '../../ui/networks.ts';
import { oneLine } from '../../ui/safe-text.ts';
import { complain } from '../../ui/toast.ts';
import { useDeed } from '../settings/use-deed.ts';
import styles from './Discover.module.css';
import { FoundPost } from './FoundPost.tsx';
import type { Source } from './look-around.ts';
import { type Look, useLook } from './use-look.ts';

type Props = { isFirst: boolean; onKept: () => void };

/** The first run: a name is typed, and what people said lately appears as it is found. */
export function Discover({ isFirst, onKept }: Props) {
  const { t } = useWords();
  const [look, begin] = useLook();
  const [text, setText] = useState('');
  function suggest(name: string, handles: string[]) {
    const suggestion = suggestQuery({ name, handles });
    setText(suggestion.text);
    if (suggestion.text !== '') begin(suggestion.text);
  }
  return (
    <main className={styles.screen}>
      <section className={styles.ask}>
        <h1>{t(isFirst ? 'discover.title' : 'listening.lookAround')}</h1>
        <p className={styles.lead}>{t('discover.lead')}</p>
        <NameForm again={look !== null} onName={suggest} />
        {look === null ? (
          <p>
            <LinkButton onClick={() => go({ screen: 'listening', query: 'new' })}>{t('discover.write')}</LinkButton>
          </p>
        ) : (
          <form
            className={styles.form}
            onSubmit={event => {
              event.preventDefault();
              begin(text);
            }}
          >
            <Field
              label={t('listening.words')}
              value={text}
              dir="auto"
              onChange={event => setText(event.target.value)}
            />
            {text !== look.text && <Button type="submit">{t('discover.again')}</Button>}
          </form>
        )}
      </section>
      {look !== null && <FoundSoFar look={look} onKept={onKept} />}
    </main>
  );
}

function NameForm({ again, onName }: { again: boolean; onName: (name: string, handles: string[]) => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const handles = String(form.get('handles') ?? '').split(/[\s,]+/);
    onName(String(form.get('name') ?? ''), handles.filter(Boolean));
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        large
        label={t('discover.name')}
        name="name"
        defaultValue={brand.name}
        required
        maxLength={120}
        dir="auto"
      />
      <Field label={t('discover.handles')} help={t('discover.handlesHelp')} name="handles" maxLength={500} />
      <Button type="submit" look={again ? 'plain' : 'primary'} size="large">
        <Icon name="wave" size={16} /> {t('discover.look')}
      </Button>
    </form>
  );
}

function FoundSoFar({ look, onKept }: { look: Look; onKept: () => void }) {
  const { t } = useWords();
  const { brand, may } = usePerson();
  const deed = useDeed();
  const total = (of: 'read' | 'matched') => look.sources.reduce((sum, source) => sum + source[of], 0);
  async function keep() {
    let id = '';
    const done = await deed.run(async () => {
      id = (await ask('addQuery', { brand: brand.id, body: { text: look.text } })).id;
      for (const { network, state, credentials } of look.sources) {
        if (state === 'failed' || credentials === null || !may('own')) continue;
        await ask('addChannel', { brand: brand.id, body: { network, credentials } }).catch(keepGoing);
      }
    }, t('listening.kept'));
    if (!done) return;
    onKept();
    go({ screen: 'listening', query: id }, { replace: true });
  }
  return (
    <section className={styles.found} aria-label={t('discover.found')}>
      <div className={styles.sum} aria-live="polite">
        <b>{t('listening.posts', { n: total('matched') })}</b>
        <span>
          {t('discover.read', { n: total('read') })}
          {!look.over && ` · ${t('discover.reading')}`}
        </span>
        <Button look="primary" disabled={deed.busy} onClick={keep}>
          {t('discover.keep')}
        </Button>
      </div>
      <ul className={styles.sources}>
        {look.sources.map(source => (
          <SourceLine key={source.id} source={source} />
        ))}
      </ul>
      {look.matches.map(match => (
        <FoundPost key={`${match.network} ${match.postedAt} ${match.text.slice(0, 40)}`} found={match} />
      ))}
      {look.over && total('matched') === 0 && (
        <p className={styles.nothing}>
          {t(look.sources.every(({ state }) => state === 'failed') ? 'discover.unreachable' : 'discover.nothing')}
        </p>
      )}
    </section>
  );
}

/** A source that is connected already, or not to be had, must not undo the rest. */
function keepGoing(error: unknown): void {
  complain(error instanceof Error ? error.message : String(error));
}

function SourceLine({ source }: { source: Source }) {
  const { t } = useWords();
  const { network, networkName: name, state, read, matched, said } = source;
  return (
    <li className={state === 'failed' ? styles.failed : undefined}>
      <Icon name={state === 'reading' ? 'wave' : state === 'done' ? 'check' : 'stop'} size={16} />
      <b>{network === 'here' ? t('discover.here') : name || networkName(network)}</b>{' '}
      <span>{state === 'failed' ? oneLine(said ?? '') : t('discover.source', { read, matched })}</span>
    </li>
  );
}
