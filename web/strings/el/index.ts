import { en } from '../en/index.ts';
export const el = en;
