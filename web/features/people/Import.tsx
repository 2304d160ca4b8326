import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { address, ask } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { Page } from '../../ui/Page.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { complain } from '../../ui/toast.ts';
import { asRefusal, useAsked } from '../../use-asked.ts';
import { Columns, type ImportView } from './Columns.tsx';
import styles from './Import.module.css';
import people from './People.module.css';

/** How often a running import is looked at. */
const LOOK_MS = 700;

type Checked = OutputOf<'checkImport'>;

/** Customers from a file: choose it, say what its columns are, try, take in, undo. */
export function Import() {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const [open, setOpen] = useState<ImportView | null>(null);
  async function upload(file: File) {
    try {
      const done = await ask('addImport', { brand: brand.id, query: { name: file.name }, file });
      setOpen(done.import);
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  return (
    <Page
      title={t('import.title')}
      acts={
        <span className={people.back}>
          <IconButton icon="back" label={t('action.back')} onClick={() => go({ screen: 'people', contact: null })} />
        </span>
      }
    >
      <div className={styles.import}>
        <p className={styles.lead}>{t('import.lead')}</p>
        <p className={styles.lead}>
          <a href={address('exportContacts', { brand: brand.id })} download>
            {t('export.contacts')}
          </a>
        </p>
        <label className={styles.file}>
          <span>{t('import.choose')}</span>
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={event => {
              const file = event.target.files?.[0];
              if (file) void upload(file);
              event.target.value = '';
            }}
          />
        </label>
        {open ? <Opened key={open.id} first={open} /> : <Earlier onOpen={setOpen} />}
      </div>
    </Page>
  );
}

function Earlier({ onOpen }: { onOpen: (row: ImportView) => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('listImports', { brand: brand.id });
  return (
    <AskedView asked={asked} again={again}>
      {({ rows }) =>
        rows.length > 0 && (
          <section>
            <h2>{t('import.earlier')}</h2>
            <ul className={styles.list}>
              {rows.map(row => (
                <li key={row.id}>
                  <button type="button" onClick={() => onOpen(row)}>
                    <bdi>{oneLine(row.fileName)}</bdi>
                    <span>{t(`import.state.${row.state}`)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )
      }
    </AskedView>
  );
}

function Opened({ first }: { first: ImportView }) {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const [row, setRow] = useState(first);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [busy, setBusy] = useState(false);
  const { id, state, mapping, reading } = row;
  useEffect(() => {
    if (state !== 'running' && state !== 'undoing') return;
    const timer = setInterval(async () => setRow((await ask('openImport', { brand: brand.id, id })).import), LOOK_MS);
    return () => clearInterval(timer);
  }, [brand.id, id, state]);
  async function run(deed: () => Promise<unknown>) {
    setBusy(true);
    try {
      await deed();
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    } finally {
      setBusy(false);
    }
  }
  const at = { brand: brand.id, id };
  const check = () => run(async () => setChecked(await ask('checkImport', { ...at, body: mapping })));
  const start = () => run(async () => setRow((await ask('startImport', { ...at, body: mapping })).import));
  const cancel = () => run(async () => setRow((await ask('cancelImport', at)).import));
  const undo = () => run(async () => setRow((await ask('undoImport', at)).import));
  return (
    <section className={styles.opened}>
      <h2>
        <bdi>{oneLine(row.fileName)}</bdi> · {t('import.rows', { n: reading.rows })}
      </h2>
      {reading.encoding === 'windows-1252' && <Banner>{t('import.oldLetters')}</Banner>}
      {state === 'ready' && (
        <>
          <Columns
            row={row}
            onChange={next => {
              setRow({ ...row, mapping: next });
              setChecked(null);
            }}
          />
          {checked && <Trial checked={checked} />}
          <div className={styles.acts}>
            <Button disabled={busy} onClick={check}>
              {t('import.check')}
            </Button>
            <Button look="primary" disabled={busy || checked === null} onClick={start}>
              {t('import.start')}
            </Button>
            <Button look="quiet" disabled={busy} onClick={cancel}>
              {t('common.cancel')}
            </Button>
          </div>
        </>
      )}
      {state !== 'ready' && <Outcome row={row} busy={busy} onCancel={cancel} onUndo={undo} />}
    </section>
  );
}

function Trial({ checked }: { checked: Checked }) {
  const { t } = useWords();
  return (
    <div role="status">
      <p>{t('import.would', { made: checked.made, known: checked.known })}</p>
      {checked.mistaken > 0 && <p>{t('import.mistaken', { n: checked.mistaken })}</p>}
      <Mistakes mistakes={checked.mistakes} />
    </div>
  );
}

function Mistakes({ mistakes }: { mistakes: Checked['mistakes'] }) {
  const { t } = useWords();
  return (
    <ul className={styles.mistakes}>
      {mistakes.map(({ line, column, why }) => (
        <li key={`${line} ${column}`}>
          <b>{t('import.line', { line })}</b> <bdi>{oneLine(column)}</bdi> {oneLine(why)}
        </li>
      ))}
    </ul>
  );
}

type OutcomeProps = { row: ImportView; busy: boolean; onCancel: () => void; onUndo: () => void };

function Outcome({ row, busy, onCancel, onUndo }: OutcomeProps) {
  const { t } = useWords();
  const { state, counts, rowsDone, reading, mistakes } = row;
  const hasEnded = state === 'done' || state === 'cancelled' || state === 'failed';
  return (
    <div role="status" className={styles.opened}>
      <p>
        <b>{t(`import.state.${state}`)}</b> ·{' '}
        {t('import.counts', { made: counts.made, changed: counts.changed, same: counts.same })}
      </p>
      {state === 'running' && <Meter share={rowsDone / Math.max(1, reading.rows)} />}
      {counts.kept > 0 && <p>{t('import.kept', { n: counts.kept })}</p>}
      {counts.mistaken > 0 && <p>{t('import.mistaken', { n: counts.mistaken })}</p>}
      <Mistakes mistakes={mistakes} />
      <div className={styles.acts}>
        {state === 'running' && (
          <Button disabled={busy} onClick={onCancel}>
            {t('import.stop')}
          </Button>
        )}
        {hasEnded && (
          <Button disabled={busy} onClick={onUndo}>
            {t('import.undo')}
          </Button>
        )}
      </div>
    </div>
  );
}
