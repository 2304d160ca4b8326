import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  DEFAULT_STEPS,
  type EscalationStep,
  type EscalationWhat,
  type EscalationWhen,
  faultIn,
  sharesWatched,
  stepName,
  stepsAfter,
  stepsAt,
} from './escalation.ts';

const share = fc.integer({ min: 1, max: 99 }).map(percent => percent / 100);
const when: fc.Arbitrary<EscalationWhen> = fc.oneof(
  share.map(one => ({ kind: 'warned', share: one }) as const),
  fc.constant({ kind: 'breached' } as const),
  fc.integer({ min: 1, max: 600 }).map(minutes => ({ kind: 'after', minutes }) as const),
);
const what: fc.Arbitrary<EscalationWhat> = fc.oneof(
  fc.constantFrom<EscalationWhat>({ kind: 'warn_agent' }, { kind: 'tell_leads' }, { kind: 'next_agent' }),
  fc.boolean().map(onlyIfAway => ({ kind: 'hand_back', onlyIfAway }) as const),
);
const steps: fc.Arbitrary<EscalationStep[]> = fc.uniqueArray(fc.record({ when, what }), {
  selector: stepName,
  maxLength: 12,
});

test('whatever the shares at which clocks look, no step comes twice and all come by the break', () => {
  fc.assert(
    fc.property(
      steps,
      fc.uniqueArray(share).map(all => all.toSorted((a, b) => a - b)),
      (list, shares) => {
        const done = new Set<string>();
        const taken: EscalationStep[] = [];
        const take = (all: EscalationStep[]) => {
          for (const step of all) {
            if (done.has(stepName(step))) continue;
            done.add(stepName(step));
            taken.push(step);
          }
        };
        const watched = sharesWatched(shares, list);
        for (const one of watched) take(stepsAt(list, { kind: 'warned', share: one }));
        take(stepsAt(list, { kind: 'breached' }));
        take(stepsAfter(list, new Date(0)).map(({ step }) => step));
        assert.equal(taken.length, list.length);
        assert.deepEqual(
          [...watched],
          [...watched].sort((a, b) => a - b),
        );
      },
    ),
  );
});

test('steps of one moment are done in the order in which they stand', () => {
  fc.assert(
    fc.property(steps, list => {
      const broken = stepsAt(list, { kind: 'breached' });
      assert.deepEqual(
        broken,
        list.filter(step => step.when.kind === 'breached'),
      );
    }),
  );
});

test('later steps come earliest first, so many minutes of the clock on the wall after the break', () => {
  fc.assert(
    fc.property(steps, list => {
      const later = stepsAfter(list, new Date(1_000));
      const times = later.map(({ dueAt }) => dueAt.getTime());
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
      );
      for (const { step, dueAt } of later) {
        assert.ok(step.when.kind === 'after' && dueAt.getTime() === 1_000 + step.when.minutes * 60_000);
      }
    }),
  );
});

test('a share that was jumped over comes with the one that was reached, and one ahead does not', () => {
  const at = (one: number): EscalationStep => ({ when: { kind: 'warned', share: one }, what: { kind: 'warn_agent' } });
  const list = [at(0.5), at(0.8), at(0.9)];
  assert.deepEqual(stepsAt(list, { kind: 'warned', share: 0.8 }), [at(0.5), at(0.8)]);
  assert.deepEqual(stepsAt(list, { kind: 'breached' }), []);
});

test('what a new brand has is without fault; the same step twice, and mail to nobody, are not', () => {
  assert.equal(faultIn(DEFAULT_STEPS), null);
  assert.match(faultIn([...DEFAULT_STEPS, ...DEFAULT_STEPS]) ?? '', /twice/);
  const mail = { when: { kind: 'breached' }, what: { kind: 'mail', leads: false, addresses: [] } } as const;
  assert.match(faultIn([mail]) ?? '', /to whom/);
});
