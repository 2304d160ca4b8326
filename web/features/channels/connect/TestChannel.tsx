import { useCallback, useEffect, useState } from 'react';
import { type ApiRefusal, ask } from '../../../api.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { announce } from '../../../ui/announcer.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import type { IconName } from '../../../ui/icons.ts';
import { oneLine } from '../../../ui/safe-text.ts';
import { asRefusal } from '../../../use-asked.ts';
import screen from '../Channels.module.css';
import type { Channel } from '../channel.ts';
import styles from './Connect.module.css';
import type { Finding } from './network.ts';
import { useOutsideWords } from './outside-words.ts';

type State =
  | { kind: 'idle' }
  | { kind: 'trying' }
  | { kind: 'tried'; findings: readonly Finding[] }
  | { kind: 'refused'; refusal: ApiRefusal };

/** One button that says exactly what works here and what does not, without posting anything. @param atOnce tried as soon as it is shown */
export function TestChannel({ channel, atOnce }: { channel: Channel; atOnce: boolean }) {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const [state, setState] = useState<State>({ kind: atOnce ? 'trying' : 'idle' });
  const test = useCallback(async () => {
    setState({ kind: 'trying' });
    try {
      const { findings } = await ask('testChannel', { brand: brand.id, id: channel.id });
      setState({ kind: 'tried', findings });
      const failed = findings.filter(({ verdict }) => verdict === 'fails').length;
      announce(t('test.heard', { n: failed }));
    } catch (error) {
      setState({ kind: 'refused', refusal: asRefusal(error) });
    }
  }, [brand.id, channel.id, t]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: tried once, when it is shown
  useEffect(() => {
    if (atOnce) test();
  }, []);
  return (
    <section className={screen.section} aria-busy={state.kind === 'trying'}>
      <h3>{t('test.title')}</h3>
      {state.kind === 'idle' && <p className={screen.quiet}>{t('test.lead')}</p>}
      {state.kind === 'trying' && <p className={screen.quiet}>{t('test.trying', { network: channel.networkName })}</p>}
      {state.kind === 'tried' && <Findings findings={state.findings} />}
      {state.kind === 'refused' && <Banner meaning="broken">{refusalWords(state.refusal, words)}</Banner>}
      <div className={screen.acts}>
        <Button onClick={test} disabled={state.kind === 'trying'}>
          <Icon name="wave" size={16} /> {t(state.kind === 'tried' ? 'test.again' : 'test.go')}
        </Button>
      </div>
    </section>
  );
}

const MARKS: Record<Finding['verdict'], IconName> = { works: 'check', fails: 'stop', unsure: 'info', absent: 'close' };

function Findings({ findings }: { findings: readonly Finding[] }) {
  const { t } = useWords();
  const outside = useOutsideWords();
  return (
    <ul className={styles.findings}>
      {findings.map(({ ability, verdict, why }) => (
        <li key={ability} data-verdict={verdict}>
          <Icon name={MARKS[verdict]} size={16} />
          <span>
            <b>{t(`test.ability.${ability}`)}</b> <span>{t(`test.verdict.${verdict}`)}</span>
            {why && <small dir="auto">{oneLine(outside(why))}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
