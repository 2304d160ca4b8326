import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contradicts, deedOfReason, intentsOfTags, saidByDeed } from './deeds.ts';
import { intentNames, UNREAD } from './said.ts';

test('a reason for which no answer was needed tells noise and thanks, in words of its own case', () => {
  const check = (reason: string | null, deed: string | null) => assert.equal(deedOfReason(reason), deed, `${reason}`);
  check('Spam', 'resolved_as_noise');
  check(' SPAM. ', 'resolved_as_noise');
  check('Ανεπιθύμητο', 'resolved_as_noise');
  check('Only said thanks', 'resolved_as_thanks');
  check('Said it twice', null);
  check('Spam filter broken, she waits', null);
  check(null, null);
});

test('tags that are called like an intent tell it, with or without their prefix', () => {
  const intents = intentNames(['warranty']);
  assert.deepEqual(intentsOfTags(['Refund', 'vip', 'complaint', 'request.warranty'], intents), [
    'request.refund',
    'complaint',
    'request.warranty',
  ]);
});

test('a deed is worth learning soon where it says something else than what was read', () => {
  const noise = { ...UNREAD, noise: 'giveaway' as const };
  assert.deepEqual(saidByDeed('resolved_as_noise', noise), { aspect: 'noise', value: 'giveaway' });
  assert.equal(contradicts(saidByDeed('resolved_as_noise', noise), noise), false);
  assert.equal(contradicts(saidByDeed('resolved_as_noise', UNREAD), UNREAD), true);
  assert.equal(contradicts(saidByDeed('answered', noise), noise), true);
  assert.equal(contradicts(saidByDeed('tagged', UNREAD, ['complaint']), UNREAD), true);
});
