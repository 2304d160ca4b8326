import { go } from '../../../routes.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import type { Channel } from '../channel.ts';
import { SIGN_IN } from './places.ts';

/** A channel that has lost its sign-in, and the one button that goes straight to mending it. */
export function MendBanner({ channel }: { channel: Channel }) {
  const { t, rich } = useWords();
  const { may } = usePerson();
  const said = oneLine(channel.said ?? '');
  const mend = () => go({ screen: 'channels', channel: channel.id, step: channel.signsIn ? SIGN_IN : null });
  return (
    <Banner
      meaning="broken"
      icon="bell"
      acts={may('lead') && <LinkButton onClick={mend}>{t(channel.signsIn ? 'mend.go' : 'mend.look')}</LinkButton>}
    >
      <b>{t(channel.signsIn ? 'mend.lost' : 'channels.broken', { name: oneLine(channel.name) })}</b>{' '}
      {said && rich('mend.said', { network: channel.networkName, said: <bdi key="said">{said}</bdi> })}
    </Banner>
  );
}
