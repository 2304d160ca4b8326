import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Permission } from '../../../src/core/permission.ts';
import type { InsightKey } from '../../strings/insight-words.ts';
import type { Slice } from './slice.ts';

/** What every part is given. */
export type PartProps = {
  /** Which turns: spread it into the `query` of what is asked. */
  slice: Slice;
  /** Goes on with another slice; the address follows. */
  onSlice: (slice: Slice) => void;
  /** Anything else of this part that stands in the address, such as a target. */
  kept: Readonly<Record<string, string>>;
  /** Null takes it out of the address. */
  onKeep: (name: string, value: string | null) => void;
};

export type Part = {
  part: string;
  label: InsightKey;
  needs: Permission;
  /** The bar with period and filters stands above it; some questions are about now, about other periods, or not about our turns. */
  bar: 'slice' | 'filters' | 'period' | 'none';
  page: LazyExoticComponent<ComponentType<PartProps>>;
  /** How it stands, beside its name in the list. */
  badge?: LazyExoticComponent<ComponentType>;
};

/** The questions Insight answers, in the order of the list at the side. Each is fetched when it is opened. */
export const PARTS: readonly Part[] = [
  {
    part: 'promise',
    label: 'insight.promise',
    needs: 'read',
    bar: 'slice',
    page: lazy(() => import('./promise/Promise.tsx').then(module => ({ default: module.PromisePart }))),
  },
  {
    part: 'expectation',
    label: 'insight.expectation',
    needs: 'read',
    bar: 'slice',
    page: lazy(() => import('./expectation/Expectation.tsx').then(module => ({ default: module.Expectation }))),
  },
  {
    part: 'heard',
    label: 'insight.heard',
    needs: 'read_channels',
    bar: 'period',
    page: lazy(() => import('./heard/Heard.tsx').then(module => ({ default: module.Heard }))),
  },
  {
    part: 'silence',
    label: 'insight.silence',
    needs: 'read',
    bar: 'slice',
    page: lazy(() => import('./silence/Silence.tsx').then(module => ({ default: module.Silence }))),
  },
  {
    part: 'outcomes',
    label: 'insight.outcomes',
    needs: 'read',
    bar: 'slice',
    page: lazy(() => import('./outcomes/Outcomes.tsx').then(module => ({ default: module.Outcomes }))),
  },
  {
    part: 'risk',
    label: 'insight.risk',
    needs: 'read',
    bar: 'slice',
    page: lazy(() => import('./risk/Risk.tsx').then(module => ({ default: module.Risk }))),
  },
  {
    part: 'workload',
    label: 'insight.workload',
    needs: 'read',
    bar: 'slice',
    page: lazy(() => import('./workload/Workload.tsx').then(module => ({ default: module.Workload }))),
  },
  {
    part: 'staffing',
    label: 'insight.staffing',
    needs: 'read_people',
    bar: 'filters',
    page: lazy(() => import('./staffing/Staffing.tsx').then(module => ({ default: module.Staffing }))),
  },
  {
    part: 'rivals',
    label: 'insight.rivals',
    needs: 'read_channels',
    bar: 'period',
    page: lazy(() => import('./rivals/Rivals.tsx').then(module => ({ default: module.Rivals }))),
  },
  {
    part: 'crisis',
    label: 'insight.crisis',
    needs: 'read_channels',
    bar: 'none',
    page: lazy(() => import('./crisis/Crisis.tsx').then(module => ({ default: module.Crisis }))),
    badge: lazy(() => import('./crisis/CrisisBadge.tsx').then(module => ({ default: module.CrisisBadge }))),
  },
  {
    part: 'scorecard',
    label: 'insight.scorecard',
    needs: 'read',
    bar: 'slice',
    page: lazy(() => import('./scorecard/Scorecard.tsx').then(module => ({ default: module.Scorecard }))),
  },
];
