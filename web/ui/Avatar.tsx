import { memo } from 'react';
import styles from './Avatar.module.css';
import { initials } from './initials.ts';
import { networkMark, networkName } from './networks.ts';

type Props = {
  name: string;
  network?: string | undefined;
  picture?: string | null | undefined;
  size?: 20 | 24 | 32 | 36 | 40 | 56;
  ours?: boolean;
};

/** A face, or the initials where there is none, with the network's mark on its corner. The name stands beside it, so it is hidden from screen readers. */
export const Avatar = memo(function Avatar({ name, network, picture, size = 32, ours = false }: Props) {
  return (
    <span className={ours ? `${styles.avatar} ${styles.ours}` : styles.avatar} data-size={size} aria-hidden="true">
      {picture ? <img className={styles.picture} src={picture} alt="" loading="lazy" /> : initials(name)}
      {network && <NetworkMark network={network} hidden />}
    </span>
  );
});

/** A network's mark by itself; named unless the name stands beside it. */
export function NetworkMark({ network, hidden = false }: { network: string; hidden?: boolean }) {
  const mark = networkMark(network);
  const name = networkName(network);
  const naming = hidden ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name };
  return (
    <span className={styles.network} {...naming}>
      {mark ? (
        <svg viewBox="0 0 16 16" strokeWidth={mark.width} aria-hidden="true">
          <path d={mark.path} />
        </svg>
      ) : (
        <span className={styles.letter}>{name.charAt(0)}</span>
      )}
    </span>
  );
}
