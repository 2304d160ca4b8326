import { useEffect, useState } from 'react';
import { parseQuery } from '../../../src/core/query/parse.ts';
import { ask } from '../../api.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useDeed } from '../settings/use-deed.ts';
import { leavingOut } from './figures/exclude.ts';
import { Precision } from './figures/Precision.tsx';
import styles from './Listening.module.css';
import { MatchList } from './MatchList.tsx';
import { QueryEditor } from './QueryEditor.tsx';
import { nameOf, type QueryRow } from './QueryList.tsx';
import { Trial, useTrial } from './Trial.tsx';

/** `all`: everything every query heard, with nothing to write. */
type Props = { query: QueryRow | null; all?: boolean; onChange: () => void };
type Opens = QueryRow['opens'];

/** One query: its words, tried as they are written, and what it has heard. */
export function QueryScreen({ query, all = false, onChange }: Props) {
  const { t } = useWords();
  const { brand, may } = usePerson();
  const deed = useDeed();
  const [text, setText] = useState(query?.text ?? '');
  const [name, setName] = useState(query?.name ?? '');
  const [opens, setOpens] = useState<Opens>(query?.opens ?? 'wants');
  const isChanged = text !== (query?.text ?? '') || name !== (query?.name ?? '') || opens !== (query?.opens ?? 'wants');
  const parsed = text.trim() === '' ? null : parseQuery(text);
  const trial = useTrial(parsed?.kind === 'query' && (query === null || text !== query.text) ? text : null);
  useEffect(() => {
    if (query !== null) document.title = `${nameOf(query)} · Heed`;
  }, [query]);

  async function save() {
    const body = { text, name, opens };
    if (query === null) {
      let id = '';
      const done = await deed.run(async () => {
        id = (await ask('addQuery', { brand: brand.id, body })).id;
      }, t('listening.kept'));
      if (done) go({ screen: 'listening', query: id }, { replace: true });
    } else await deed.run(() => ask('changeQuery', { brand: brand.id, id: query.id, body }), t('listening.saved'));
    onChange();
  }
  function putBack() {
    setText(query?.text ?? '');
    setName(query?.name ?? '');
    setOpens(query?.opens ?? 'wants');
  }
  async function remove() {
    if (query === null) return;
    if (!(await deed.run(() => ask('removeQuery', { brand: brand.id, id: query.id }), t('listening.removed')))) return;
    go({ screen: 'listening', query: null }, { replace: true });
    onChange();
  }

  return (
    <main className={styles.main}>
      <header className={styles.head}>
        <a className={styles.back} href="/listening" onClick={event => leave(event)}>
          <Icon name="back" size={16} /> {t('listening.queries')}
        </a>
        <h2>{all ? t('listening.everything') : query ? nameOf(query) : t('listening.new')}</h2>
        {!all && may('lead') && (
          <span className={styles.acts}>
            {isChanged && query !== null && <span className={styles.quiet}>{t('listening.changed')}</span>}
            {isChanged && query !== null && <Button onClick={putBack}>{t('listening.putBack')}</Button>}
            {query !== null && !isChanged && (
              <Button look="danger" size="small" onClick={remove}>
                {t('listening.remove')}
              </Button>
            )}
            <Button look="primary" disabled={!isChanged || parsed?.kind !== 'query' || deed.busy} onClick={save}>
              {query === null ? t('listening.keep') : t('listening.save')}
            </Button>
          </span>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('listening.heard')}>
        {!all && (
          <QueryEditor
            text={text}
            name={name}
            opens={opens}
            parsed={parsed}
            readOnly={!may('lead')}
            onText={setText}
            onName={setName}
            onOpens={setOpens}
          />
        )}
        {query !== null && (
          <Precision
            queryId={query.id}
            onExclude={may('lead') ? word => setText(before => leavingOut(before, word)) : null}
          />
        )}
        {trial !== null ? <Trial trial={trial} /> : (all || query !== null) && <MatchList query={query} />}
      </section>
    </main>
  );
}

function leave(event: { preventDefault: () => void }): void {
  event.preventDefault();
  go({ screen: 'listening', query: null });
}
