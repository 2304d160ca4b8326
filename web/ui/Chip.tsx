import type { ComponentPropsWithRef } from 'react';
import styles from './Chip.module.css';

type Props = ComponentPropsWithRef<'button'> & { on: boolean };

/** A filter that is on or off. Whether it is on is said to screen readers unless the chip opens something. */
export function Chip({ on, className, ...rest }: Props) {
  const pressed = rest['aria-haspopup'] ? {} : { 'aria-pressed': on };
  return (
    <button
      type="button"
      className={[styles.chip, on ? styles.on : '', className].filter(Boolean).join(' ')}
      {...pressed}
      {...rest}
    />
  );
}
