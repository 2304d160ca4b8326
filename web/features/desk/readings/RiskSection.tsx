import { useEffect, useState } from 'react';
import { RISK_OUTCOMES, type RiskOutcome } from '../../../../src/core/triage/risk-calibration.ts';
import { ask } from '../../../api.ts';
import { useColleagues } from '../../../live/colleagues.ts';
import type { Detail } from '../../../live/detail.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { complain, say } from '../../../ui/toast.ts';
import { asRefusal, useAsked } from '../../../use-asked.ts';
import { markOn } from './marks.ts';
import styles from './RiskSection.module.css';
import { MAY_FROM, partWords, type Risk, type RiskPart, scoreMeans, signed } from './risk-words.ts';

/** How likely this customer is lost, part by part, and what became of it. Nothing where nothing speaks for it. */
export function RiskSection({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const { conversation, messages } = detail;
  const isWeighed = conversation.risk !== null;
  const [asked, again] = useAsked('openRisk', isWeighed ? { brand: brand.id, id: conversation.id } : null);
  const stands = `${conversation.risk} ${messages.length}`;
  const [seen, setSeen] = useState(stands);
  useEffect(() => {
    if (seen === stands) return;
    setSeen(stands);
    again();
  }, [seen, stands, again]);
  if (!isWeighed || asked.kind !== 'ready') return null;
  const risk = asked.value;
  if (risk.score === null || (risk.parts.length === 0 && risk.judgements.length === 0)) return null;
  return (
    <section className={styles.section} aria-label={t('risk.title')}>
      <h3>
        {t('risk.title')}
        <span className={styles.end}>{t('risk.judgedLater')}</span>
      </h3>
      <Score score={risk.score} />
      <ul className={styles.parts}>
        {risk.parts.map(part => (
          <Part key={`${part.part} ${part.name ?? ''}`} part={part} />
        ))}
      </ul>
      {risk.parts.length > 0 && <Sum risk={risk} score={risk.score} />}
      <Outcome conversationId={conversation.id} risk={risk} onJudged={again} />
    </section>
  );
}

function Score({ score }: { score: number }) {
  const words = useWords();
  return (
    <p className={styles.score} data-high={score >= MAY_FROM} title={words.t('risk.scoreOf', { score })}>
      <b>{score.toLocaleString(words.language)}</b> {scoreMeans(score, words)}
    </p>
  );
}

/** Points are no percentages: what they come to is said, or they would seem to be added up wrongly. */
function Sum({ risk, score }: { risk: Risk; score: number }) {
  const { t, language } = useWords();
  const points = risk.parts.reduce((sum, part) => sum + part.points, 0);
  return <p className={styles.sum}>{t('risk.sum', { points: signed(points, language), score })}</p>;
}

/** So many points fill the bar. */
const MOST_POINTS = 40;

/** Where words said so, pressing it marks them on the post. */
function Part({ part }: { part: RiskPart }) {
  const words = useWords();
  const [isShown, setShown] = useState(false);
  const { messageId, spans = [], points } = part;
  const hasWords = messageId !== undefined && spans.length > 0;
  useEffect(() => {
    if (!isShown || messageId === undefined) return;
    markOn(messageId, spans);
    document.querySelector(`[data-message="${CSS.escape(messageId)}"]`)?.scrollIntoView({ block: 'nearest' });
    return () => markOn(messageId, null);
  }, [isShown, messageId, spans]);
  const sentence = partWords(part, words);
  return (
    <li className={styles.part}>
      {hasWords ? (
        <button type="button" aria-pressed={isShown} title={words.t('risk.show')} onClick={() => setShown(!isShown)}>
          {sentence}
        </button>
      ) : (
        <span>{sentence}</span>
      )}
      <span className={styles.bar} data-against={points < 0} aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, (100 * Math.abs(points)) / MOST_POINTS)}%` }} />
      </span>
      <span className={styles.points} title={words.t('risk.points', { points: signed(points, words.language) })}>
        {signed(points, words.language)}
      </span>
    </li>
  );
}

type OutcomeProps = { conversationId: string; risk: Risk; onJudged: () => void };

function Outcome({ conversationId, risk, onJudged }: OutcomeProps) {
  const words = useWords();
  const { t } = words;
  const { brand, may } = usePerson();
  const colleagues = useColleagues();
  const judged = risk.judgements.find(one => one.outcome !== null) ?? null;
  const who = oneLine(colleagues.get(judged?.agentId ?? '')?.name ?? '') || t('happening.somebody');

  async function judge(outcome: RiskOutcome) {
    const before = judged?.judgedBy === 'person' ? judged.outcome : null;
    try {
      await ask('judgeRisk', { brand: brand.id, id: conversationId, body: { outcome } });
      const undo = before === null || before === outcome ? null : () => void judge(before);
      say(t('risk.done', { outcome: t(`risk.outcome.${outcome}`) }), { undo });
      onJudged();
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  return (
    <fieldset className={styles.outcome}>
      <legend>{t('risk.what')}</legend>
      {RISK_OUTCOMES.map(outcome => (
        <Chip
          key={outcome}
          on={judged?.outcome === outcome}
          disabled={!may('answer')}
          onClick={() => void judge(outcome)}
        >
          {t(`risk.outcome.${outcome}`)}
        </Chip>
      ))}
      {judged !== null && (
        <small>{judged.judgedBy === 'rule' ? t('risk.saidByRule') : t('risk.saidBy', { who })}</small>
      )}
    </fieldset>
  );
}
