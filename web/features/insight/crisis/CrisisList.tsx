import { useState } from 'react';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { Badge, type BadgeMeaning } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { useDeed } from '../../settings/use-deed.ts';
import { One } from '../Card.tsx';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { FigureTable } from '../FigureTable.tsx';
import { count } from '../numbers.ts';
import { useInsightWords } from '../words.ts';
import styles from './Crisis.module.css';
import type { Crises, CrisisRow } from './Crisis.tsx';
import { Short } from './Short.tsx';

type Props = { crises: Crises; onOpen: (id: string) => void };

/** Whether it is quiet, the crises there were, and a lead's way to declare one. */
export function CrisisList({ crises, onOpen }: Props) {
  const { t, language } = useInsightWords();
  const { may } = usePerson();
  const { rows, going } = crises;
  const loudest = rows.find(({ state }) => state === 'open') ?? rows.find(({ state }) => state === 'watching');
  return (
    <>
      <section className={figure.hero}>
        <div>
          <h2>{t('crisis.title')}</h2>
          <p className={styles.state}>
            <StateBadge state={loudest?.state ?? 'quiet'} />
          </p>
          <p>{going.open + going.watching === 0 ? t('crisis.quietSays') : t('crisis.goingSays', going)}</p>
          <Definition name="crisis" barred />
        </div>
        <div>
          {loudest?.staffing?.since && <Short staffing={loudest.staffing} />}
          {rows.length === 0 ? (
            <Empty icon="flame" title={t('crisis.none')}>
              {t('crisis.noneWhy')}
            </Empty>
          ) : (
            <FigureTable<CrisisRow>
              caption={t('crisis.all')}
              file="crises"
              rows={rows}
              keyOf={row => row.id}
              columns={[
                {
                  id: 'name',
                  label: t('crisis.col.what'),
                  value: row => row.name,
                  show: row => <NameLink row={row} />,
                  kind: 'words',
                },
                {
                  id: 'state',
                  label: t('crisis.col.state'),
                  value: row => row.state,
                  show: row => <StateBadge state={row.state} />,
                },
                {
                  id: 'began_at',
                  label: t('crisis.col.began'),
                  value: row => row.beganAt,
                  show: row => <Moment at={row.beganAt} />,
                },
                {
                  id: 'closed_at',
                  label: t('crisis.col.over'),
                  value: row => row.closedAt,
                  show: row => (row.closedAt === null ? '–' : <Moment at={row.closedAt} />),
                },
                {
                  id: 'networks',
                  label: t('crisis.col.where'),
                  value: row => row.networks.join(' '),
                  show: row => row.networks.map(networkName).join(', ') || '–',
                  kind: 'words',
                },
                {
                  id: 'posts',
                  label: t('crisis.col.posts'),
                  value: row => row.posts,
                  show: row => count(row.posts, language),
                  kind: 'number',
                },
              ]}
            />
          )}
        </div>
      </section>
      {may('lead') && (
        <One>
          <Declare onOpen={onOpen} />
        </One>
      )}
    </>
  );
}

function NameLink({ row }: { row: CrisisRow }) {
  return (
    <RouteLink to={{ screen: 'insight', part: 'crisis', search: `crisis=${row.id}` }}>
      <bdi>{oneLine(row.name)}</bdi>
    </RouteLink>
  );
}

const MEANINGS: Record<CrisisRow['state'] | 'quiet', BadgeMeaning> = {
  quiet: 'kept',
  watching: 'soon',
  open: 'broken',
  over: 'plain',
  dismissed: 'plain',
};

export function StateBadge({ state }: { state: CrisisRow['state'] | 'quiet' }) {
  const { t } = useInsightWords();
  return (
    <Badge meaning={MEANINGS[state]} {...(state === 'open' || state === 'watching' ? { icon: 'flame' as const } : {})}>
      {t(`crisis.state.${state}`)}
    </Badge>
  );
}

/** One that no burst has raised: somebody knows that it is coming. */
function Declare({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [name, setName] = useState('');
  const [words, setWords] = useState('');
  async function declare() {
    await deed.run(async () => {
      const made = await ask('declareCrisis', { brand: brand.id, body: { name, words: wordsIn(words) } });
      onOpen(made.id);
    }, t('crisis.declared'));
  }
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault();
        void declare();
      }}
    >
      <h3>{t('crisis.declareTitle')}</h3>
      <p className={figure.says}>{t('crisis.declareSays')}</p>
      <div className={styles.fields}>
        <Field
          label={t('crisis.name')}
          value={name}
          required
          maxLength={120}
          bad={deed.fields['name']}
          onChange={event => setName(event.target.value)}
        />
        <Field
          label={t('crisis.words')}
          help={t('crisis.wordsHelp')}
          value={words}
          bad={deed.fields['words']}
          onChange={event => setWords(event.target.value)}
        />
      </div>
      <Button type="submit" disabled={deed.busy || name.trim() === ''}>
        {t('crisis.declare')}
      </Button>
    </form>
  );
}

/** Written with blanks or commas between them. */
export function wordsIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/u).filter(word => word !== ''))];
}
