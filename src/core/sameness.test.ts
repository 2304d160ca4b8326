import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countSame, gistOf, isSame } from './sameness.ts';

const same = (a: string, b: string, names: string[] = []) => isSame(gistOf(a, names), gistOf(b, names));

test('names, initials, numbers and links make no difference', () => {
  const names = ['Mara Quillfeather', 'Ansel Nobody', 'Kim Marlow'];
  assert.ok(
    same(
      'Hi Mara, sorry about the wait! Your order KC-20418 leaves today: https://kestrel.example/a ^KM',
      'Hi Ansel, sorry about the wait. Your order KC-99 leaves today: https://kestrel.example/b ^JB',
      names,
    ),
  );
  assert.ok(same('Συγγνώμη για την αναμονή, το κοιτάμε τώρα', 'ΣΥΓΓΝΩΜΗ για την αναμονη, το κοιταμε τωρα!'));
  assert.ok(same('对不起让您久等了', '对不起，让您久等了！'));
  assert.ok(same('نعتذر عن التأخير، نحن ننظر في الأمر الآن', 'نعتذر عن التأخير نحن ننظر في الأمر الآن!'));
});

test('another matter is another answer, also with the same polite frame', () => {
  assert.ok(!same('Sorry to hear that. The seal is in the post.', 'Sorry to hear that. Your refund takes three days.'));
  assert.ok(!same('We will look into it today', 'We will look into it today and write to you before noon with news'));
});

test('thanks and hellos are free', () => {
  assert.ok(!same('Thank you!', 'Thank you!'));
  assert.ok(!same('🎉🎉🎉', '🎉🎉🎉'));
});

test('it counts people, not posts, and not the one who is being answered', () => {
  const text = 'Sorry about the wait, a new seal leaves today.';
  const said = [
    { text, agentId: 'kim', conversationId: 'c1', name: 'Mara' },
    { text, agentId: 'kim', conversationId: 'c1', name: 'Mara' },
    { text: `Ansel: ${text}`, agentId: 'kim', conversationId: 'c2', name: 'Ansel' },
    { text, agentId: 'jo', conversationId: 'c3', name: null },
    { text, agentId: 'kim', conversationId: 'here', name: 'Ines' },
    { text: 'Something else altogether was said here', agentId: 'kim', conversationId: 'c4', name: null },
  ];
  const here = { agentId: 'kim', conversationId: 'here', name: 'Ines', ourNames: ['Kim'] };
  assert.deepEqual(countSame(`Ines, ${text}`, said, here), { byMe: 2, byTeam: 3 });
});
