import { useState } from 'react';
import type { BodyOf, OutputOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { Check, Field, TextArea } from '../../../ui/Field.tsx';
import { networkName } from '../../../ui/networks.ts';
import { oneLine } from '../../../ui/safe-text.ts';
import { nowMs } from '../../../ui/tick.ts';
import { localMinute } from '../../../ui/time.ts';
import { useDeed } from '../../settings/use-deed.ts';
import figure from '../Figure.module.css';
import { FigureTable } from '../FigureTable.tsx';
import { useInsightWords } from '../words.ts';
import styles from './Crisis.module.css';
import type { CrisisView } from './Crisis.tsx';

type Preview = OutputOf<'previewHolding'>;
type Wish = BodyOf<'previewHolding'>;
type Wording = { key: number; lang: string; text: string };
type Props = { crisis: CrisisView; onDone: () => void; onLeave: () => void };

const HOUR_MS = 3_600_000;

/** The words, by language; whom they go to and how each reads them; and then one press. */
export function HoldingForm({ crisis, onDone, onLeave }: Props) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [id] = useState(() => crypto.randomUUID());
  const [wordings, setWordings] = useState<Wording[]>([{ key: 0, lang: '', text: '' }]);
  const [until, setUntil] = useState('');
  const [said, setSaid] = useState('');
  const [preview, setPreview] = useState<Preview | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const wish = (): Wish => wishOf(wordings, until, said);
  async function look() {
    const body = wish();
    await deed.run(async () => setPreview(await ask('previewHolding', { brand: brand.id, id: crisis.id, body })));
  }
  async function send() {
    const chosen = preview?.rows.flatMap(row => (row.text !== null && !left.has(row.id) ? [row.id] : [])) ?? [];
    const body = { ...wish(), id, conversationIds: chosen };
    const done = t(preview?.needsLook === null ? 'crisis.sendingNow' : 'crisis.askedLead');
    if (await deed.run(() => ask('askHolding', { brand: brand.id, id: crisis.id, body }), done)) onDone();
  }
  const change = (place: number, wording: Wording) => {
    setPreview(null);
    setWordings(wordings.map((one, n) => (n === place ? wording : one)));
  };
  const isEmpty = wordings.every(({ text }) => text.trim() === '');
  return (
    <form
      className={styles.form}
      aria-label={t('crisis.writeHolding')}
      onSubmit={event => {
        event.preventDefault();
        void look();
      }}
    >
      {wordings.map((wording, place) => (
        <WordingFields
          key={wording.key}
          wording={wording}
          isOnly={wordings.length === 1}
          onChange={next => change(place, next)}
        />
      ))}
      <p>
        <LinkButton onClick={() => setWordings([...wordings, { key: wordings.length, lang: '', text: '' }])}>
          {t('crisis.addWording')}
        </LinkButton>
      </p>
      <div className={styles.fields}>
        <Field
          label={t('crisis.nextUpdate')}
          help={t('crisis.nextUpdateHelp')}
          type="datetime-local"
          min={localMinute(nowMs())}
          value={until}
          onChange={event => setUntil(event.target.value)}
          onFocus={() => until === '' && setUntil(localMinute(nowMs() + HOUR_MS))}
        />
        {until !== '' && (
          <Field
            label={t('crisis.nextSaid')}
            help={t('crisis.nextSaidHelp')}
            required
            value={said}
            onChange={event => setSaid(event.target.value)}
          />
        )}
      </div>
      <p className={styles.acts}>
        <Button type="submit" look={preview === null ? 'primary' : 'plain'} disabled={deed.busy || isEmpty}>
          {t('crisis.preview')}
        </Button>
        <Button look="quiet" onClick={onLeave}>
          {t('common.cancel')}
        </Button>
      </p>
      {preview !== null && (
        <Previewed preview={preview} left={left} onLeft={setLeft} busy={deed.busy} onSend={() => void send()} />
      )}
    </form>
  );
}

/** Wordings of one language (empty: any) take turns. */
function wishOf(wordings: readonly Wording[], until: string, said: string): Wish {
  const written = wordings.filter(({ text }) => text.trim() !== '');
  const variants = [...Map.groupBy(written, ({ lang }) => lang.trim().toLowerCase())].map(([lang, own]) => ({
    lang: lang === '' ? null : lang,
    network: null,
    texts: own.map(({ text }) => text),
  }));
  if (until === '') return { variants };
  return { variants, nextUpdate: { at: new Date(until).toISOString(), said: said.trim() || '…' } };
}

type WordingProps = { wording: Wording; isOnly: boolean; onChange: (wording: Wording) => void };

function WordingFields({ wording, isOnly, onChange }: WordingProps) {
  const { t } = useInsightWords();
  return (
    <div className={styles.wording}>
      <TextArea
        label={t('crisis.text')}
        help={t('crisis.textHelp', { place: '{{first_name|}}' })}
        rows={3}
        maxLength={2_000}
        dir="auto"
        value={wording.text}
        onChange={event => onChange({ ...wording, text: event.target.value })}
      />
      <Field
        label={t('crisis.lang')}
        help={isOnly ? t('crisis.langHelp') : undefined}
        maxLength={20}
        value={wording.lang}
        onChange={event => onChange({ ...wording, lang: event.target.value })}
      />
    </div>
  );
}

type PreviewedProps = {
  preview: Preview;
  left: ReadonlySet<string>;
  onLeft: (left: ReadonlySet<string>) => void;
  busy: boolean;
  onSend: () => void;
};

function Previewed({ preview, left, onLeft, busy, onSend }: PreviewedProps) {
  const { t } = useInsightWords();
  const getting = preview.rows.filter(row => row.text !== null);
  const n = getting.filter(row => !left.has(row.id)).length;
  const turn = (id: string) => onLeft(new Set(left.has(id) ? [...left].filter(one => one !== id) : [...left, id]));
  const { needsLook } = preview;
  return (
    <div className={styles.preview}>
      <p className={figure.says}>
        {t('crisis.previewSays', { n, left: preview.rows.length - n })}{' '}
        {preview.networks
          .map(({ network, n: on, same }) =>
            t(same > 1 ? 'crisis.onNetwork' : 'crisis.onNetworkApart', { network: networkName(network), n: on, same }),
          )
          .join(' · ')}
      </p>
      {needsLook !== null && (
        <Banner meaning="soon" icon="eye">
          {needsLook === 'agent' ? t('crisis.lookAgent') : t('crisis.lookRule', { rule: needsLook.rule })}
        </Banner>
      )}
      <FigureTable<Preview['rows'][number]>
        caption={t('crisis.preview')}
        file="holding-preview"
        rows={preview.rows}
        keyOf={row => row.id}
        columns={[
          {
            id: 'who',
            label: t('crisis.col.who'),
            value: row => row.name ?? row.handle,
            show: row => (
              <Check
                label={<bdi>{oneLine(row.name ?? row.handle ?? t('rows.unknown'))}</bdi>}
                checked={row.text !== null && !left.has(row.id)}
                disabled={row.text === null}
                onChange={() => turn(row.id)}
              />
            ),
          },
          {
            id: 'network',
            label: t('crisis.col.where'),
            value: row => row.network,
            show: row => networkName(row.network),
          },
          {
            id: 'wrote',
            label: t('rows.words'),
            value: row => row.preview,
            show: row => <span dir="auto">{oneLine(row.preview)}</span>,
            kind: 'words',
          },
          {
            id: 'gets',
            label: t('crisis.col.gets'),
            value: row => row.text ?? row.why,
            show: row =>
              row.text === null ? (
                <small>{row.why && t(`crisis.why.${row.why}`)}</small>
              ) : (
                <span dir="auto">{oneLine(row.text)}</span>
              ),
            kind: 'words',
          },
        ]}
      />
      <p className={styles.acts}>
        <Button look="primary" disabled={busy || n === 0} onClick={onSend}>
          {t(needsLook === null ? 'crisis.send' : 'crisis.askLead', { n })}
        </Button>
      </p>
    </div>
  );
}
