import { useId, useRef, useState } from 'react';
import { useWords } from '../../../strings/words.ts';
import field from '../../../ui/Field.module.css';
import { Icon } from '../../../ui/Icon.tsx';
import { Choices } from '../../../ui/overlay/lazy.tsx';
import styles from './Hours.module.css';

type Props = { value: string; onChange: (timeZone: string) => void };

/** One of the world's time zones, found by typing. */
export function TimeZoneField({ value, onChange }: Props) {
  const { t } = useWords();
  const id = useId();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <div className={field.field}>
      <span id={id} className={field.label}>
        {t('hours.timeZone')}
      </span>
      <button
        ref={trigger}
        type="button"
        className={`${field.input} ${styles.zone}`}
        aria-labelledby={`${id} ${id}-value`}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <span id={`${id}-value`}>{nameOf(value)}</span>
        <Icon name="updown" size={16} />
      </button>
      {open && (
        <Choices
          trigger={trigger}
          label={t('hours.timeZone')}
          search={t('hours.findZone')}
          none={t('hours.noZone')}
          choices={zones(value).map(zone => ({
            id: zone,
            words: nameOf(zone),
            aside: offsetOf(zone),
            on: zone === value,
          }))}
          onClose={() => setOpen(false)}
          onChoose={onChange}
        />
      )}
    </div>
  );
}

function zones(chosen: string): string[] {
  const known = ['UTC', ...Intl.supportedValuesOf('timeZone').filter(zone => zone !== 'UTC')];
  return known.includes(chosen) ? known : [chosen, ...known];
}

/** `Europe / Athens`: an address that can be read. */
function nameOf(zone: string): string {
  return zone.replaceAll('_', ' ').replaceAll('/', ' / ');
}

function offsetOf(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts();
  return parts.find(part => part.type === 'timeZoneName')?.value ?? '';
}
