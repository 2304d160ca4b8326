import { ask } from '../../../api.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { nowMs } from '../../../ui/tick.ts';
import { shortTime } from '../../../ui/time.ts';
import { complain, say } from '../../../ui/toast.ts';
import { asRefusal } from '../../../use-asked.ts';
import type { Channel } from '../channel.ts';
import { Redial } from './Redial.tsx';

/** From so long before its end a sign-in is worth a banner. */
const ENDING_MS = 14 * 24 * 60 * 60 * 1000;

/** Why a channel that is connected needs a look all the same: it is silent, nobody listens to it, the network does not call, its sign-in ends. */
export function SilenceBanner({ channel, onChange }: { channel: Channel; onChange: () => void }) {
  const words = useWords();
  const { t, language } = words;
  const { brand, may } = usePerson();
  const name = oneLine(channel.name);
  const time = (iso: string) => shortTime(iso, language, nowMs());
  async function callNormal() {
    try {
      await ask('callNormal', { brand: brand.id, id: channel.id });
      say(t('health.calledNormal'));
      onChange();
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  const { silence, isUnattended, isUncalled, life } = channel;
  if (silence) {
    return (
      <Banner
        meaning="broken"
        icon="bell"
        acts={
          may('lead') && (
            <>
              <Redial channel={channel} />
              <LinkButton onClick={callNormal}>{t('health.normal')}</LinkButton>
            </>
          )
        }
      >
        <b>{t('health.silent', { name, time: time(silence.since) })}</b>{' '}
        {t('health.silentMeans', { n: Math.max(1, Math.round(silence.expected)) })}
      </Banner>
    );
  }
  if (isUnattended) {
    return (
      <Banner meaning="broken">
        <b>{t('health.unattended', { name })}</b> {t('health.unattendedMeans')}
      </Banner>
    );
  }
  if (isUncalled) {
    return (
      <Banner meaning="soon">
        <b>{t('hook.uncalled', { name, network: channel.networkName })}</b> {t('hook.uncalledMeans')}
      </Banner>
    );
  }
  if (life.kind !== 'ending' || life.endsAt === null || Date.parse(life.endsAt) - nowMs() > ENDING_MS) return null;
  return (
    <Banner meaning="soon">
      <b>{t('health.ending', { name, day: time(life.endsAt) })}</b> {t('health.endingMeans')}
    </Banner>
  );
}
