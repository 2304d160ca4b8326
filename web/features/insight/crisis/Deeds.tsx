import { useState } from 'react';
import type { BodyOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { Check, Field, Select } from '../../../ui/Field.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { useAsked } from '../../../use-asked.ts';
import { type Deed, useDeed } from '../../settings/use-deed.ts';
import { useInsightWords } from '../words.ts';
import styles from './Crisis.module.css';
import type { CrisisView } from './Crisis.tsx';
import { wordsIn } from './CrisisList.tsx';
import { seriesWords } from './series-words.ts';

type Props = { crisis: CrisisView; again: () => void; onLeave: (other: string | null) => void };
type CrisisDeed = BodyOf<'changeCrisis'>['deed'];
type Act = (deed: CrisisDeed, done: string) => Promise<boolean>;

/** What a lead says about it: that it is one, what it is called, what belongs to it, and that it is over. */
export function Deeds({ crisis, again, onLeave }: Props) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [panel, setPanel] = useState<'name' | 'join' | 'split' | null>(null);
  const act: Act = async (wish, done) => {
    const body = { deed: wish, version: crisis.version };
    const isDone = await deed.run(() => ask('changeCrisis', { brand: brand.id, id: crisis.id, body }), done);
    setPanel(null);
    again();
    return isDone;
  };
  const { state, bursts } = crisis;
  return (
    <section aria-label={t('crisis.deeds')}>
      <p className={styles.acts}>
        {state !== 'open' && (
          <Button
            look={state === 'watching' ? 'primary' : 'plain'}
            disabled={deed.busy}
            onClick={() => void act({ kind: 'declare' }, t('crisis.declared'))}
          >
            {t(state === 'watching' ? 'crisis.declare' : 'crisis.declareAgain')}
          </Button>
        )}
        {state === 'watching' && (
          <Button
            disabled={deed.busy}
            onClick={() => void act({ kind: 'dismiss' }, t('crisis.dismissed')).then(done => done && onLeave(null))}
          >
            {t('crisis.dismiss')}
          </Button>
        )}
        {state === 'open' && (
          <Button disabled={deed.busy} onClick={() => void act({ kind: 'close' }, t('crisis.closed'))}>
            {t('crisis.close')}
          </Button>
        )}
        <LinkButton aria-expanded={panel === 'name'} onClick={() => setPanel(panel === 'name' ? null : 'name')}>
          {t('crisis.rename')}
        </LinkButton>
        <LinkButton aria-expanded={panel === 'join'} onClick={() => setPanel(panel === 'join' ? null : 'join')}>
          {t('crisis.join')}
        </LinkButton>
        {bursts.length > 1 && (
          <LinkButton aria-expanded={panel === 'split'} onClick={() => setPanel(panel === 'split' ? null : 'split')}>
            {t('crisis.split')}
          </LinkButton>
        )}
      </p>
      {panel === 'name' && <Name crisis={crisis} deed={deed} act={act} />}
      {panel === 'join' && <Join crisis={crisis} deed={deed} act={act} />}
      {panel === 'split' && <Split crisis={crisis} deed={deed} act={act} />}
    </section>
  );
}

type PanelProps = { crisis: CrisisView; deed: Deed; act: Act };

function Name({ crisis, deed, act }: PanelProps) {
  const { t } = useInsightWords();
  const [name, setName] = useState(crisis.name);
  const [words, setWords] = useState(crisis.words.join(', '));
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault();
        void act({ kind: 'name', name, words: wordsIn(words) }, t('crisis.kept'));
      }}
    >
      <div className={styles.fields}>
        <Field
          label={t('crisis.name')}
          value={name}
          required
          maxLength={120}
          onChange={event => setName(event.target.value)}
        />
        <Field
          label={t('crisis.words')}
          help={t('crisis.wordsHelp')}
          value={words}
          onChange={event => setWords(event.target.value)}
        />
      </div>
      <Button type="submit" disabled={deed.busy}>
        {t('common.save')}
      </Button>
    </form>
  );
}

function Join({ crisis, deed, act }: PanelProps) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const [asked] = useAsked('listCrises', { brand: brand.id });
  const others = asked.kind === 'ready' ? asked.value.rows.filter(({ id }) => id !== crisis.id) : [];
  const [other, setOther] = useState('');
  const chosen = other || others[0]?.id || '';
  if (asked.kind === 'ready' && others.length === 0) return <p>{t('crisis.noOther')}</p>;
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault();
        void act({ kind: 'join', otherId: chosen }, t('crisis.joined'));
      }}
    >
      <Select label={t('crisis.joinWhich')} value={chosen} onChange={event => setOther(event.target.value)}>
        {others.map(({ id, name, beganAt }) => (
          <option key={id} value={id}>
            {oneLine(name)} · {beganAt.slice(0, 10)}
          </option>
        ))}
      </Select>
      <Button type="submit" disabled={deed.busy || chosen === ''}>
        {t('crisis.joinDo')}
      </Button>
    </form>
  );
}

function Split({ crisis, deed, act }: PanelProps) {
  const { t } = useInsightWords();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const turn = (id: string) =>
    setChosen(new Set(chosen.has(id) ? [...chosen].filter(one => one !== id) : [...chosen, id]));
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault();
        void act({ kind: 'split', burstIds: [...chosen] }, t('crisis.splitDone'));
      }}
    >
      <fieldset className={styles.choices}>
        <legend>{t('crisis.splitWhich')}</legend>
        {crisis.bursts.map(burst => (
          <Check
            key={burst.id}
            label={`${seriesWords(burst, t)} · ${burst.words.slice(0, 3).join(' ')}`}
            checked={chosen.has(burst.id)}
            onChange={() => turn(burst.id)}
          />
        ))}
      </fieldset>
      <Button type="submit" disabled={deed.busy || chosen.size === 0 || chosen.size === crisis.bursts.length}>
        {t('crisis.splitDo')}
      </Button>
    </form>
  );
}
