import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './Overlay.module.css';

export type DialogBoxProps = { title: string; onClose: () => void; children: ReactNode };

/** A question that must be answered first. The focus stays inside and goes back to where it was. */
export function DialogBox({ title, onClose, children }: DialogBoxProps) {
  return (
    <ModalOverlay className={styles.scrim ?? ''} isOpen isDismissable onOpenChange={open => !open && onClose()}>
      <Modal className={styles.dialog ?? ''}>
        <Dialog>
          <div className={styles.body}>
            <Heading slot="title" className={styles.title ?? ''}>
              {title}
            </Heading>
            {children}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
