import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keyOf, mayWriteFirst, readWants, wantsAfter } from './opt-out.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));

test('one word alone asks to be left alone, in any of the languages, however it is written', () => {
  for (const text of [
    'STOP',
    'stop',
    ' Stop. ',
    '“Stop!”',
    'Unsubscribe',
    'ΣΤΟΠ',
    'στοπ',
    'Στόπ!',
    'ΣΤΑΜΑΤΗΣΤΕ',
    'BAJA',
    'Alto',
    'STOPP',
    'Abmelden',
    'ABMELDEN!!!',
    'إلغاء',
    'الغاء',
    'توقف',
    'إيقاف',
    'تـوقف',
    'Arrêt',
    'iptal',
    'İPTAL',
    'opt-out',
    'Opt out',
    'STOP 🛑',
    'Please stop!',
  ])
    assert.equal(readWants(text), 'asked', text);
  for (const text of ['START', 'unstop', 'Alta', 'Anmelden', 'ابدأ', 'Έναρξη', 'Subscribe.'])
    assert.equal(readWants(text), 'anything', text);
});

test('who writes of something that stops asks for help', () => {
  for (const text of [
    'The machine does not stop dripping',
    'stop dripping',
    'Where is the bus stop?',
    'cancel my order',
    'Cancel',
    'Bitte nicht abmelden',
    'Wie kann ich mich abmelden?',
    'no',
    '',
    '🛑',
    'end of the month',
    'I want to start',
    'stop it now or I will call',
  ])
    assert.equal(readWants(text), null, text);
});

test('no other words around it ever make a wish of a sentence, and nothing throws', () => {
  const word = fc.constantFrom('machine', 'kaffee', 'μηχανή', 'قهوة', 'café', '7');
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('stop', 'baja', 'στοπ', 'توقف', 'start'),
      fc.boolean(),
      (rest, wish, first) => {
        const words = first ? [wish, ...rest] : [...rest, wish];
        assert.equal(readWants(words.join(' ')), null);
      },
    ),
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void readWants(text)));
});

test('capitals, points, spaces and signs around it never matter', () => {
  const sign = fc.constantFrom(' ', '.', '!', '…', '"', '«', '🙏', '\n', '\u200f', '-');
  fc.assert(
    fc.property(
      fc.array(sign, { maxLength: 5 }),
      fc.array(sign, { maxLength: 5 }),
      fc.constantFrom('STOP', 'Στόπ', 'إلغاء', 'Baja'),
      (before, after, word) => {
        assert.equal(readWants(before.join('') + word + after.join('')), 'asked');
      },
    ),
  );
  assert.equal(keyOf('  ÉTÉ — 7 '), 'ete 7');
});

test('the latest word counts, a setting of the network is taken back there, and older news change nothing', () => {
  const never = { wants: 'anything', by: null, at: null } as const;
  const stopped = wantsAfter(never, { wants: 'asked', by: 'words', at: at(5) });
  assert.deepEqual(stopped, { wants: 'asked', by: 'words', at: at(5) });
  assert.equal(wantsAfter(stopped, { wants: 'anything', by: 'words', at: at(4) }), stopped);
  assert.equal(wantsAfter(stopped, { wants: 'anything', by: 'words', at: at(6) }).wants, 'anything');
  assert.equal(wantsAfter(stopped, { wants: 'asked', by: 'network', at: at(6) }), stopped);
  const muted = wantsAfter(never, { wants: 'asked', by: 'network', at: at(5) });
  assert.equal(wantsAfter(muted, { wants: 'anything', by: 'words', at: at(6) }), muted);
  assert.equal(wantsAfter(muted, { wants: 'anything', by: 'network', at: at(6) }).wants, 'anything');
});

test('a word stops every template, a setting of the network only what advertises', () => {
  assert.equal(mayWriteFirst({ wants: 'anything', by: null }, 'marketing'), true);
  assert.equal(mayWriteFirst({ wants: 'asked', by: 'network' }, 'utility'), true);
  assert.equal(mayWriteFirst({ wants: 'asked', by: 'network' }, 'marketing'), false);
  assert.equal(mayWriteFirst({ wants: 'asked', by: 'words' }, 'utility'), false);
});
