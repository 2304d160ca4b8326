import type { OutputOf } from '../../../../src/contract/api.ts';
import type { Aspect } from '../../../../src/core/triage/reading.ts';
import type { MessageView } from '../../../../src/core/view.ts';
import { usePerson } from '../../../session.ts';
import { useWords, type Words } from '../../../strings/words.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { harmless, oneLine } from '../../../ui/safe-text.ts';
import { percent } from '../../listening/figures/percent.ts';
import { languageName } from '../language-badge.ts';
import styles from './Explained.module.css';
import { valueWords } from './reading-words.ts';
import { type Fact, type ReadAs, wordsAt } from './reasons.ts';
import { useCorrect } from './use-correct.ts';
import { saidNames } from './values.ts';

type Correction = OutputOf<'readMessageReadings'>['corrections'][number];

type Props = {
  message: MessageView;
  aspect: Aspect;
  read: readonly ReadAs[];
  corrections: readonly Correction[];
};

/** One plain sentence each: what it was read as, how sure, and because of what; before it what a person here said. */
export function Reasons({ message, aspect, read, corrections }: Props) {
  const { t } = useWords();
  const said = corrections.filter(one => one.said.aspect === aspect && one.undoneAt === null);
  return (
    <>
      {said.map(one => (
        <SaidBy key={one.id} correction={one} message={message} />
      ))}
      {read.length === 0 && said.length === 0 && <p className={styles.quiet}>{t(`triage.nothing.${aspect}`)}</p>}
      {read
        .filter(one => !one.facts.some(({ fact }) => fact === 'person_said'))
        .map(one => (
          <ReadAsLine key={one.name} text={message.text} aspect={aspect} read={one} />
        ))}
    </>
  );
}

function SaidBy({ correction, message }: { correction: Correction; message: MessageView }) {
  const words = useWords();
  const { t, rich, language } = words;
  const { may } = usePerson();
  const { takeBack } = useCorrect();
  const values = saidNames(correction.said).map(({ name, isTaken }) => {
    const value = valueWords(correction.said.aspect, name, words);
    return isTaken ? t('triage.not', { value }) : value;
  });
  const who = oneLine(correction.agentName ?? '') || t('happening.somebody');
  return (
    <p className={styles.sentence}>
      {rich(correction.source === 'person' ? 'triage.saidBy' : 'triage.followsFrom', {
        who: <bdi key="who">{who}</bdi>,
        value: <b key="value">{new Intl.ListFormat(language).format(values)}</b>,
      })}{' '}
      {wasRead(correction, words)}{' '}
      {may('answer') && (
        <LinkButton onClick={() => void takeBack(message, correction.id)}>{t('triage.takeBack')}</LinkButton>
      )}
    </p>
  );
}

/** What it had been read as before somebody said otherwise; of intents the line below tells it. */
function wasRead({ said, was }: Correction, words: Words): string {
  const { value, sure } = was;
  if (said.aspect === 'intents' || value === null || Array.isArray(value) || value === said.value) return '';
  return words.t(sure === null ? 'triage.wasRead' : 'triage.wasReadSure', {
    value: valueWords(said.aspect, value, words),
    sure: sureWords(sure ?? 0, words.language),
  });
}

function ReadAsLine({ text, aspect, read }: { text: string; aspect: Aspect; read: ReadAs }) {
  const words = useWords();
  const { t, rich, language } = words;
  const value = <b key="value">{valueWords(aspect, read.name, words)}</b>;
  const isWhy = read.marked.length > 0 || read.facts.length > 0 || read.taught > 0;
  return (
    <div className={styles.read}>
      <p className={styles.sentence}>
        {rich(isWhy ? 'triage.readAsBecause' : 'triage.readAs', { value, sure: sureWords(read.sure, language) })}{' '}
        <Quoted text={text} stretches={read.marked} />
      </p>
      {(read.facts.length > 0 || read.taught > 0 || read.against.length > 0) && (
        <ul className={styles.facts}>
          {read.facts.map(fact => (
            <li key={`${fact.fact} ${fact.name}`}>
              {factWords(fact, words)} <Quoted text={text} stretches={fact.spans ?? []} />
            </li>
          ))}
          {read.taught > 0 && <li>{t('triage.taught', { n: read.taught })}</li>}
          {read.against.length > 0 && (
            <li>
              {t('triage.against')} <Quoted text={text} stretches={read.against} isPlain />
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

/** Nothing that was read is certain. */
const SUREST = 0.99;

function sureWords(sure: number, language: string): string {
  return percent(Math.min(sure, SUREST), language);
}

type QuotedProps = { text: string; stretches: readonly { start: number; end: number }[]; isPlain?: boolean };

function Quoted({ text, stretches, isPlain = false }: QuotedProps) {
  return wordsAt(text, stretches).map(word => (
    <bdi key={word} className={isPlain ? styles.plainWord : styles.word}>
      {harmless(word)}
    </bdi>
  ));
}

function factWords({ fact, count, name }: Fact, { t, chosen }: Words): string {
  const n = count ?? 0;
  const shown = oneLine(name ?? '');
  switch (fact) {
    case 'network_language':
      return shown === ''
        ? t('triage.fact.network')
        : t('triage.fact.network_language', { name: named(shown, chosen) });
    case 'rival':
      return shown === '' ? t('triage.fact.somebodyElse') : t('triage.fact.rival', { name: shown });
    case 'outside_model':
      return shown === '' ? t('triage.fact.outside_model') : t('triage.fact.outside_named', { name: shown });
    case 'person_said':
    case 'script':
    case 'too_short':
    case 'only_links':
    case 'only_signs':
    case 'promise_broken':
    case 'angrier':
    case 'time_words':
    case 'danger_rule':
      return t(`triage.fact.${fact}`);
    case 'copied':
    case 'asked_before':
    case 'waiting':
    case 'reach':
    case 'repeated':
      return t(`triage.fact.${fact}`, { n });
  }
}

/** A language where the name is a tag of one, else the name. */
function named(tag: string, mine: string): string {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) ? languageName(tag, mine) : tag;
}
