import { useWords } from '../../../strings/words.ts';
import { Field as Line } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './Connect.module.css';
import { type Field, fieldsOf, type Network, type WayName } from './network.ts';
import { useOutsideWords } from './outside-words.ts';

type Props = {
  network: Network;
  way: WayName;
  values: Readonly<Record<string, string>>;
  onValue: (name: string, value: string) => void;
  /** What is wrong, by field. */
  wrong: Readonly<Record<string, string>>;
};

/** The form as the network itself asks for it. */
export function Fields({ network, way, values, onValue, wrong }: Props) {
  const { t } = useWords();
  const outside = useOutsideWords();
  const { usual, more } = fieldsOf(network, way);
  const line = (field: Field) => (
    <Line
      key={field.name}
      name={field.name}
      label={outside(field.label)}
      help={field.help === null ? undefined : outside(field.help)}
      required={field.required}
      type={field.secret ? 'password' : 'text'}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      dir="auto"
      value={values[field.name] ?? ''}
      onChange={event => onValue(field.name, event.target.value)}
      bad={wrong[field.name] ?? wrong[`credentials.${field.name}`] ?? wrong[`form.${field.name}`]}
    />
  );
  const isNeeded = more.some(({ name }) => values[name] || wrong[name]);
  return (
    <>
      {usual.map(line)}
      {more.length > 0 && (
        <details className={styles.more} open={isNeeded || undefined}>
          <summary>
            <Icon name="down" size={16} /> {t('connect.more')}
          </summary>
          <div className={styles.form}>{more.map(line)}</div>
        </details>
      )}
    </>
  );
}
