import { type FormEvent, useMemo, useState } from 'react';
import { parseQuery } from '../../../src/core/query/parse.ts';
import { type BrandFacts, type Suggestion, suggestQuery } from '../../../src/core/query/suggest.ts';
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
import { QueryText } from './QueryText.tsx';
import { SuggestionReasons } from './SuggestionReasons.tsx';
import { type Look, useLook } from './use-look.ts';

type Props = { isFirst: boolean; onKept: () => void };

/** The first run: a name is typed, and what people said lately appears as it is found. */
export function Discover({ isFirst, onKept }: Props) {
  const { t, chosen: language } = useWords();
  const [look, begin] = useLook();
  const [suggestion, setSuggestion] = useState<Suggestion | null>(null);
  const [text, setText] = useState('');
  const parsed = useMemo(() => (text.trim() === '' ? null : parseQuery(text)), [text]);
  function suggest(brand: BrandFacts) {
    const suggested = suggestQuery({ ...brand, language });
    setSuggestion(suggested);
    setText(suggested.text);
    if (suggested.text !== '') begin(suggested.text);
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
              if (parsed?.kind === 'query') begin(text);
            }}
          >
            <QueryText label={t('listening.words')} text={text} parsed={parsed} onText={setText} />
            {text !== look.text && (
              <Button type="submit" disabled={parsed?.kind !== 'query'}>
                {t('discover.again')}
              </Button>
            )}
            {suggestion?.text === text && <SuggestionReasons suggestion={suggestion} />}
          </form>
        )}
      </section>
      {look !== null && <FoundSoFar look={look} onKept={onKept} />}
    </main>
  );
}

function NameForm({ again, onName }: { again: boolean; onName: (brand: BrandFacts) => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const listed = (field: string, between: RegExp) =>
      String(form.get(field) ?? '')
        .split(between)
        .filter(Boolean);
    const [handles, products] = [listed('handles', /[\s,;،]+/), listed('products', /\s*[,;،\n]\s*/)];
    onName({ name: String(form.get('name') ?? ''), handles, products });
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
      <Field label={t('discover.products')} help={t('discover.productsHelp')} name="products" maxLength={500} />
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
  const isCutOff = look.sources.every(({ state }) => state === 'failed');
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
      {look.over && total('matched') === 0 && !isCutOff && <p className={styles.nothing}>{t('discover.nothing')}</p>}
      {look.over && isCutOff && <CutOff brand={brand.name} />}
    </section>
  );
}

/** Nothing can be reached: what a recording holds is heard as if it were live. */
function CutOff({ brand }: { brand: string }) {
  const { t } = useWords();
  return (
    <div className={styles.nothing}>
      <p>{t('discover.unreachable')}</p>
      <p>{t('discover.offline')}</p>
      <code dir="ltr">npm run heed -- replay FILE --format jetstream --brand {JSON.stringify(brand)}</code>
    </div>
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
