import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import styles from './Field.module.css';
import { Icon } from './Icon.tsx';

type Framing = { label: string; help?: ReactNode; bad?: string | undefined; large?: boolean };

/** One line of text with its name above, help or what is wrong below. */
export function Field({ label, help, bad, large, className, ...rest }: Framing & ComponentPropsWithRef<'input'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} help={help} bad={bad} large={large} className={className}>
      <input id={id} className={styles.input} {...described(id, help, bad)} {...rest} />
    </Frame>
  );
}

/** Several lines of text. */
export function TextArea({ label, help, bad, large, className, ...rest }: Framing & ComponentPropsWithRef<'textarea'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} help={help} bad={bad} large={large} className={className}>
      <textarea id={id} className={styles.input} {...described(id, help, bad)} {...rest} />
    </Frame>
  );
}

/** One of a few: the browser's own list, which is the best one on every device. */
export function Select({
  label,
  help,
  bad,
  large,
  className,
  children,
  ...rest
}: Framing & ComponentPropsWithRef<'select'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} help={help} bad={bad} large={large} className={className}>
      <span className={styles.select}>
        <select id={id} className={styles.input} {...described(id, help, bad)} {...rest}>
          {children}
        </select>
        <Icon name="updown" size={16} />
      </span>
    </Frame>
  );
}

/** A yes or no with its words beside it. */
export function Check({ label, className, ...rest }: { label: ReactNode } & ComponentPropsWithRef<'input'>) {
  return (
    <label className={[styles.check, className].filter(Boolean).join(' ')}>
      <input type="checkbox" {...rest} />
      <span>{label}</span>
    </label>
  );
}

type FrameProps = Omit<Framing, 'large' | 'bad'> & {
  id: string;
  bad: string | undefined;
  large: boolean | undefined;
  className: string | undefined;
  children: ReactNode;
};

function Frame({ id, label, help, bad, large, className, children }: FrameProps) {
  return (
    <div className={[styles.field, large ? styles.large : '', className].filter(Boolean).join(' ')}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children}
      {bad ? (
        <p id={`${id}-bad`} className={styles.bad}>
          <Icon name="stop" size={16} />
          {bad}
        </p>
      ) : (
        help && (
          <p id={`${id}-help`} className={styles.help}>
            {help}
          </p>
        )
      )}
    </div>
  );
}

function described(id: string, help: ReactNode, bad: string | undefined) {
  if (bad) return { 'aria-invalid': true, 'aria-describedby': `${id}-bad` };
  return help ? { 'aria-describedby': `${id}-help` } : {};
}
