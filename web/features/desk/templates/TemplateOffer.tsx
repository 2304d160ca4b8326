import { lazy, Suspense, useState } from 'react';
import type { Detail } from '../../../live/detail.ts';
import { useWords } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { nowMs } from '../../../ui/tick.ts';
import type { Mode } from '../drafts.ts';
import { nameOf, shortNameOf } from '../face.ts';
import { termsOf } from './terms.ts';

const TemplateDialog = lazy(() => import('./TemplateDialog.tsx').then(module => ({ default: module.TemplateDialog })));

/** Where nobody may write freely any more: what still may go, and to whom nothing may. */
export function TemplateOffer({ detail, mode }: { detail: Detail; mode: Mode }) {
  const words = useWords();
  const { t } = words;
  const [isOpen, setOpen] = useState(false);
  const terms = mode === 'private' ? termsOf(detail, nowMs()) : null;
  if (terms === null) return null;
  const network = detail.channel.networkName;
  const name = shortNameOf(nameOf(detail.conversation, words));
  return (
    <>
      <Banner
        meaning={terms.kind === 'asked' || terms.kind === 'muted' ? 'soon' : 'plain'}
        acts={
          terms.kind === 'asked' ? null : <LinkButton onClick={() => setOpen(true)}>{t('templates.choose')}</LinkButton>
        }
      >
        {t(`templates.terms.${terms.kind}`, { network, name })}
      </Banner>
      {isOpen && (
        <Suspense fallback={null}>
          <TemplateDialog detail={detail} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
