import type { ComponentPropsWithRef } from 'react';
import styles from './Button.module.css';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'private' | 'danger';

type Props = ComponentPropsWithRef<'button'> & { look?: ButtonLook; size?: 'small' | 'usual' | 'large' };

/** A button with words. At most one `primary` on a screen. */
export function Button({ look = 'plain', size = 'usual', className, type = 'button', ...rest }: Props) {
  const sized = size === 'usual' ? '' : styles[size];
  return (
    <button
      type={type}
      className={[styles.button, styles[look], sized, className].filter(Boolean).join(' ')}
      {...rest}
    />
  );
}

type IconButtonProps = Omit<ComponentPropsWithRef<'button'>, 'children'> & {
  icon: IconName;
  label: string;
  look?: ButtonLook;
  size?: 'small' | 'usual';
};

/** A button that is only a picture: `label` is its name for screen readers and its words on hover. */
export function IconButton({ icon, label, look = 'quiet', size = 'usual', className, ...rest }: IconButtonProps) {
  const sized = size === 'small' ? styles.small : '';
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={[styles.button, styles[look], styles.icon, sized, className].filter(Boolean).join(' ')}
      {...rest}
    >
      <Icon name={icon} size={size === 'small' ? 16 : 20} />
    </button>
  );
}

/** An action written as words in a line of text. */
export function LinkButton({ className, ...rest }: ComponentPropsWithRef<'button'>) {
  return <button type="button" className={[styles.link, className].filter(Boolean).join(' ')} {...rest} />;
}
