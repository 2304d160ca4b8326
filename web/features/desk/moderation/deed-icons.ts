import type { ModerationDeed } from '../../../../src/core/moderation.ts';
import type { IconName } from '../../../ui/icons.ts';

export const DEED_ICONS: Record<ModerationDeed, IconName> = {
  like: 'check',
  unlike: 'undo',
  hide: 'eye',
  unhide: 'eye',
  delete: 'trash',
  block: 'stop',
  unblock: 'undo',
  report: 'warn',
};
