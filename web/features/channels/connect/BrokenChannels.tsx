import { useEffect } from 'react';
import { onEvent } from '../../../live/store.ts';
import { usePerson } from '../../../session.ts';
import { useAsked } from '../../../use-asked.ts';
import { MendBanner } from './MendBanner.tsx';

/** On the desk, for those who may mend it: every channel that cannot be heard until somebody signs in. */
export function BrokenChannels() {
  const { brand } = usePerson();
  const [asked, again] = useAsked('listChannels', { brand: brand.id });
  useEffect(() => onEvent(event => event.data.kind === 'channel.changed' && again()), [again]);
  if (asked.kind !== 'ready') return null;
  return asked.value.rows
    .filter(channel => channel.state === 'broken')
    .map(channel => <MendBanner key={channel.id} channel={channel} />);
}
