import { useId } from 'react';
import { useWords } from '../../../strings/words.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { droppedOn, OrderHandle } from '../OrderHandle.tsx';
import promises from '../promises/Promises.module.css';
import settings from '../Settings.module.css';
import type { Deed } from '../use-deed.ts';
import { RuleForm } from './RuleForm.tsx';
import styles from './Rules.module.css';
import { RuleTrial } from './RuleTrial.tsx';
import { ruleAsks } from './rule-conditions.tsx';
import { isSame, isWhole, type RuleDraft, type RuleRow } from './rule-draft.ts';
import { type RuleChoices, useDeedWords } from './use-rule-choices.ts';
import { type Tried, useRuleTrial } from './use-rule-trial.ts';

type Props = {
  draft: RuleDraft;
  /** As it is kept; none: not yet. */
  row: RuleRow | undefined;
  place: number;
  choices: RuleChoices;
  isOpen: boolean;
  deed: Deed;
  onOpen: (isOpen: boolean) => void;
  onEdit: (draft: RuleDraft) => void;
  onTurn: (isOn: boolean) => void;
  onSave: (draft: RuleDraft, over?: number | null) => void;
  onTheirs: () => void;
  onLeave: () => void;
  onRemove: () => void;
  onMove: (by: number) => void;
  /** Another was dropped here. */
  onMoveHere: (id: string) => void;
};

/** One rule: what it says in a line, and opened, its three steps and what it would have done. */
export function RuleCard(props: Props) {
  const { draft, row, place, choices, isOpen, deed } = props;
  const { t } = useWords();
  const id = useId();
  const isChanged = row === undefined || !isSame(row, draft);
  const tried = useRuleTrial(isOpen || !draft.isOn ? draft : null);
  return (
    <li className={promises.card} {...droppedOn(draft.id, row === undefined, props.onMoveHere)}>
      <div className={`${promises.head} ${styles.head}`}>
        <OrderHandle id={draft.id} name={draft.name} fixed={row === undefined} onMove={props.onMove} />
        <span className={promises.place}>{place + 1}</span>
        <button
          type="button"
          className={promises.title}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => props.onOpen(!isOpen)}
        >
          <span className={styles.name}>
            <b>
              <bdi>{draft.name}</bdi>
            </b>
            {isChanged && <Badge meaning="ink">{t(row === undefined ? 'promise.isNew' : 'promise.isChanged')}</Badge>}
          </span>
          <Sentence draft={draft} choices={choices} />
          <Lately draft={draft} row={row} tried={tried} />
        </button>
        <Switch
          label={t('rule.switch', { name: draft.name })}
          on={draft.isOn}
          disabled={deed.busy || (row === undefined && !isWhole(draft))}
          onChange={props.onTurn}
        />
      </div>
      {row !== undefined && row.lastFailed !== null && (
        <p className={styles.failed}>
          <Icon name="warn" size={16} />
          <span>{t('rule.failed', { n: row.failed, said: oneLine(row.lastFailed) })}</span>
        </p>
      )}
      {isOpen && (
        <div id={id} className={promises.body}>
          <RuleForm draft={draft} choices={choices} deed={deed} onEdit={props.onEdit} />
          <RuleTrial tried={tried} />
          <Acts {...props} isChanged={isChanged} />
        </div>
      )}
    </li>
  );
}

/** When · if · then, in a line. */
function Sentence({ draft, choices }: Pick<Props, 'draft' | 'choices'>) {
  const words = useWords();
  const { t } = words;
  const said = useDeedWords(choices);
  const asks = ruleAsks({ conditions: draft.conditions, choices, words });
  return (
    <span className={styles.sentence}>
      <span>
        <i>{t('rule.when')}</i> {draft.events.map(event => t(`rule.event.${event}`)).join(' / ') || '…'}
      </span>
      {asks.length > 0 && (
        <span>
          <i>{t('rule.if')}</i> <bdi>{asks.join(' · ')}</bdi>
        </span>
      )}
      <span>
        <i>{t('rule.then')}</i> <bdi>{draft.actions.map(said).join(' · ') || '…'}</bdi>
      </span>
    </span>
  );
}

/** What it did in seven days; while it is off, what it would have done. */
function Lately({ draft, row, tried }: Pick<Props, 'draft' | 'row'> & { tried: Tried }) {
  const { t } = useWords();
  if (draft.isOn && row) return <span className={promises.times}>{t('rule.acted', { n: row.acted })}</span>;
  return <span className={promises.times}>{tried.trial ? t('rule.would', { n: tried.trial.acted }) : '\u00a0'}</span>;
}

function Acts({ draft, row, deed, isChanged, onSave, onTheirs, onLeave, onRemove }: Props & { isChanged: boolean }) {
  const { t } = useWords();
  const ready = !deed.busy && isWhole(draft);
  const collided = row !== undefined && isChanged && row.version !== draft.version;
  if (row === undefined) {
    return (
      <div className={settings.acts}>
        <Button look="primary" disabled={!ready} onClick={() => onSave({ ...draft, isOn: true })}>
          {t('rule.switchOn')}
        </Button>
        <Button disabled={!ready} onClick={() => onSave({ ...draft, isOn: false })}>
          {t('rule.makeOff')}
        </Button>
        <Button look="quiet" onClick={onRemove}>
          {t('rule.remove')}
        </Button>
      </div>
    );
  }
  return (
    <>
      {collided && (
        <Banner
          meaning="soon"
          acts={
            <>
              <LinkButton onClick={onTheirs}>{t('rule.theirs')}</LinkButton>
              <LinkButton disabled={!ready} onClick={() => onSave(draft, row.version)}>
                {t('rule.mine')}
              </LinkButton>
            </>
          }
        >
          {t('rule.collided')}
        </Banner>
      )}
      <div className={settings.acts}>
        <Button look="primary" disabled={!ready || !isChanged || collided} onClick={() => onSave(draft)}>
          {t('common.save')}
        </Button>
        {isChanged && (
          <Button look="quiet" onClick={onLeave}>
            {t('promise.asItWas')}
          </Button>
        )}
        <Button look="danger" disabled={deed.busy} onClick={onRemove}>
          {t('rule.remove')}
        </Button>
      </div>
    </>
  );
}
