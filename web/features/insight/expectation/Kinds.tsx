import { EXPECTATION_KINDS, type ExpectationKind } from '../../../../src/core/insight/insight-settings.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { useAsked } from '../../../use-asked.ts';
import { useDeed } from '../../settings/use-deed.ts';
import figure from '../Figure.module.css';
import { useInsightWords } from '../words.ts';
import styles from './Expectation.module.css';
import type { Report } from './Expectation.tsx';

type Props = { report: Report; onKind: (kind: ExpectationKind) => void; onEdit: () => void; onUsed: () => void };

/** Which curve of what customers expect is looked at; leads choose the one the brand reckons with. */
export function Kinds({ report: { expectation }, onKind, onEdit, onUsed }: Props) {
  const { t } = useInsightWords();
  const { brand, may } = usePerson();
  const deed = useDeed();
  const [asked, again] = useAsked('readInsightSettings', { brand: brand.id });
  const settings = asked.kind === 'ready' ? asked.value : null;
  async function use() {
    const body = { expectation: expectation.kind };
    if (await deed.run(() => ask('changeInsightSettings', { brand: brand.id, body }), t('exp.saved'))) {
      again();
      onUsed();
    }
  }
  return (
    <>
      <fieldset className={figure.segments} aria-label={t('exp.curve')}>
        {EXPECTATION_KINDS.filter(kind => kind !== 'own' || settings?.ownCurve || expectation.kind === 'own').map(
          kind => (
            <button key={kind} type="button" aria-pressed={expectation.kind === kind} onClick={() => onKind(kind)}>
              {t(`exp.kind.${kind}`)}
            </button>
          ),
        )}
      </fieldset>
      <p className={styles.look}>
        {settings && settings.expectation !== expectation.kind && (
          <>
            <span className={figure.interval}>{t('exp.looking')}</span>
            {may('lead') && (
              <Button size="small" disabled={deed.busy} onClick={use}>
                {t('exp.use')}
              </Button>
            )}
          </>
        )}
        {may('lead') && <LinkButton onClick={onEdit}>{t('exp.edit')}</LinkButton>}
      </p>
    </>
  );
}
