/** What Telegram tells, and what becomes of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  BOT,
  CHANNEL,
  CHAT,
  GROUP,
  heardOf,
  INES,
  itemsIn,
  postIn,
  SECONDS,
  THEA,
} from '../../../tests/support/telegram-channel.ts';

const mention = (text: string) => ({
  text,
  entities: [
    { type: 'mention', offset: text.indexOf('@'), length: text.slice(text.indexOf('@')).split(' ')[0]?.length },
  ],
});
const forwarded = {
  message_id: 161,
  date: SECONDS,
  chat: GROUP,
  sender_chat: CHANNEL,
  is_automatic_forward: true,
  forward_origin: { type: 'channel', chat: CHANNEL, message_id: 31, date: SECONDS },
  text: 'The new grinder is here',
};

test('a chat with the bot is private, and its room is the chat', () => {
  const post = postIn({ text: 'It leaks' });
  assert.deepEqual(
    [post?.remoteId, post?.visibility, post?.room, post?.own, post?.addressed, post?.url],
    ['5551234:17', 'private', '5551234', false, true, null],
  );
  assert.equal(post?.author.name, 'Thea Lindqvist');
  assert.equal(post?.author.profileUrl, 'https://t.me/thea_l');
  assert.equal(postIn({ text: 'x', message_thread_id: 7, is_topic_message: true })?.room, '5551234:topic7');
});

test('numbers may come as text', () => {
  assert.equal(postIn({ message_id: '18', date: String(SECONDS), text: 'x' })?.remoteId, '5551234:18');
});

test('in a group what names the bot, answers it or is its command is sent to us, and nothing else', () => {
  const said = (more: object) => postIn({ chat: GROUP, ...more })?.addressed;
  assert.equal(said(mention('Is @KestrelCoffeeBot open?')), true);
  assert.equal(said(mention('Is @kestrelcoffeebot open?')), true);
  assert.equal(said(mention('☕️🙂 @KestrelCoffeeBot')), true, 'offsets count UTF-16 units');
  assert.equal(said(mention('Is @KestrelCoffeeBotFan open?')), false);
  assert.equal(said({ text: 'Kestrel?', entities: [{ type: 'text_mention', offset: 0, length: 7, user: BOT }] }), true);
  assert.equal(said({ text: '/hours', entities: [{ type: 'bot_command', offset: 0, length: 6 }] }), true);
  assert.equal(said({ text: '/hours@OtherBot', entities: [{ type: 'bot_command', offset: 0, length: 15 }] }), false);
  assert.equal(said({ text: 'Yes', reply_to_message: { message_id: 9, chat: GROUP, from: BOT } }), true);
  assert.equal(said({ text: 'Yes', reply_to_message: { message_id: 9, chat: GROUP, from: INES } }), false);
  const caption = { caption: '@KestrelCoffeeBot look', caption_entities: [{ type: 'mention', offset: 0, length: 17 }] };
  assert.equal(said({ ...caption, photo: [{ file_id: 'p' }] }), true, 'also under a picture');
});

test('a group is one talk, and each of its topics is one', () => {
  const root = (more: object) => postIn({ chat: GROUP, text: 'x', ...more })?.rootRemoteId;
  assert.equal(root({}), '-1001234567890:talk');
  const topic = { message_thread_id: 12, is_topic_message: true };
  assert.equal(root(topic), '-1001234567890:topic12');
  const beginning = { reply_to_message: { message_id: 12, chat: GROUP, forum_topic_created: { name: 'Support' } } };
  const first = postIn({ chat: GROUP, text: 'x', ...topic, ...beginning });
  assert.deepEqual([first?.parentRemoteId, first?.rootRemoteId], [null, '-1001234567890:topic12']);
  const answer = postIn({ chat: GROUP, text: 'x', ...topic, reply_to_message: { message_id: 15, chat: GROUP } });
  assert.equal(answer?.parentRemoteId, '-1001234567890:15');
});

test('a channel’s post is one post, told there and again in its group, and comments hang below it', () => {
  const post = postIn(
    { chat: CHANNEL, from: undefined, sender_chat: CHANNEL, message_id: 31, text: 'x' },
    'channel_post',
  );
  const again = postIn({ ...forwarded, from: { id: 777_000, is_bot: false, first_name: 'Telegram' } });
  assert.deepEqual([post?.remoteId, post?.own, post?.visibility], ['-1009876543210:31', true, 'public']);
  assert.deepEqual(
    [again?.remoteId, again?.own, again?.url],
    ['-1009876543210:31', true, 'https://t.me/kestrel_news/31'],
  );
  const comment = postIn({ chat: GROUP, text: 'And in Sweden?', message_thread_id: 161, reply_to_message: forwarded });
  assert.deepEqual(
    [comment?.parentRemoteId, comment?.rootRemoteId, comment?.addressed, comment?.own],
    ['-1009876543210:31', '-1009876543210:31', true, false],
  );
  const older = { ...forwarded, forward_origin: undefined, forward_from_chat: CHANNEL, forward_from_message_id: 31 };
  assert.equal(postIn({ chat: GROUP, text: 'x', reply_to_message: older })?.parentRemoteId, '-1009876543210:31');
});

test('colleagues are known by their names, an unnamed admin by the group, a stranger’s channel is a stranger', () => {
  assert.equal(postIn({ chat: GROUP, from: INES, text: 'On Friday' })?.own, true);
  assert.equal(postIn({ chat: GROUP, sender_chat: GROUP, text: 'Be kind' })?.own, true);
  const channel = { id: -1_002_222_222_222, type: 'channel', title: 'Thea’s coffee', username: 'theas_coffee' };
  const stranger = postIn({ chat: GROUP, sender_chat: channel, text: 'Hm' });
  assert.deepEqual([stranger?.own, stranger?.author.remoteId], [false, '-1002222222222']);
  assert.equal(postIn({ from: INES, chat: { ...CHAT, id: INES.id }, text: 'trying it' })?.own, false, 'not in private');
});

test('in a business account the owner and the bot are ours, and the chat is not the one with the bot', () => {
  const said = (more: object) => postIn({ business_connection_id: 'Biz_1-a', text: 'x', ...more }, 'business_message');
  const theirs = said({});
  assert.deepEqual(
    [theirs?.remoteId, theirs?.room, theirs?.own],
    ['biz:Biz_1-a:5551234:17', 'biz:Biz_1-a:5551234', false],
  );
  const owner = said({ from: INES, reply_to_message: { message_id: 16, chat: CHAT, from: THEA } });
  assert.deepEqual(
    [owner?.own, owner?.roomWith?.name, owner?.parentRemoteId],
    [true, 'Thea Lindqvist', 'biz:Biz_1-a:5551234:16'],
  );
  assert.equal(said({ from: INES, sender_business_bot: BOT })?.own, true);
  const gone = heardOf('deleted_business_messages', {
    business_connection_id: 'Biz_1-a',
    chat: CHAT,
    message_ids: [16, 17],
  });
  assert.deepEqual(
    itemsIn(gone).map(item => (item.kind === 'remove' ? item.remoteId : item.kind)),
    ['biz:Biz_1-a:5551234:16', 'biz:Biz_1-a:5551234:17'],
  );
});

test('direct messages of a channel are private, and what the channel answers is ours', () => {
  const chat = { id: -1_004_444_444_444, type: 'supergroup', title: 'Kestrel', is_direct_messages: true };
  const topic = { direct_messages_topic: { topic_id: THEA.id, user: THEA } };
  const asked = postIn({ chat, ...topic, text: 'Hello' });
  assert.deepEqual([asked?.visibility, asked?.room, asked?.own], ['private', '-1004444444444:dm5551234', false]);
  const answered = postIn({ chat, ...topic, from: INES, sender_chat: CHANNEL, text: 'Hello Thea' });
  assert.deepEqual([answered?.own, answered?.roomWith?.remoteId], [true, '5551234']);
});

test('an edit is a version, rises within a second too, and brings whoever missed the beginning up to date', () => {
  const message = { message_id: 17, date: SECONDS, chat: CHAT, from: THEA, text: 'new', edit_date: SECONDS + 5 };
  const [post, edit] = itemsIn(heardOf('edited_message', message, 41));
  const [, later] = itemsIn(heardOf('edited_message', message, 42));
  assert.equal(post?.kind, 'post');
  assert.ok(edit?.kind === 'edit' && later?.kind === 'edit');
  assert.equal(edit.at.getTime(), (SECONDS + 5) * 1000);
  assert.ok(later.version > edit.version);
});

test('a place that moves while it is shared is told once', () => {
  const location = { latitude: 59.3, longitude: 18.1, live_period: 900 };
  const message = { message_id: 17, date: SECONDS, chat: CHAT, from: THEA, location };
  assert.equal(itemsIn(heardOf('message', message)).length, 1);
  const moved = heardOf('edited_message', { ...message, edit_date: SECONDS + 5 });
  assert.ok(moved.kind === 'dropped' && moved.ignored);
});

test('every kind of file is found, the largest picture of all sizes, each once', () => {
  const kinds = (more: object) => postIn(more)?.attachments.map(({ kind, url }) => `${kind} ${url}`);
  const sizes = [
    { file_id: 'big', width: 1280, height: 960 },
    { file_id: 'small', width: 90, height: 67 },
  ];
  assert.deepEqual(kinds({ photo: sizes, caption: 'look' }), ['image telegram:big']);
  assert.deepEqual(kinds({ animation: { file_id: 'g' }, document: { file_id: 'g' } }), ['video telegram:g']);
  assert.deepEqual(kinds({ voice: { file_id: 'v' } }), ['audio telegram:v']);
  assert.deepEqual(kinds({ video_note: { file_id: 'n' } }), ['video telegram:n']);
  assert.deepEqual(kinds({ document: { file_id: 'd', mime_type: 'image/png' } }), ['image telegram:d']);
  assert.deepEqual(kinds({ document: { file_id: 'd' } }), ['file telegram:d']);
  assert.deepEqual(kinds({ sticker: { file_id: 's', emoji: '😤' } }), ['image telegram:s']);
  assert.deepEqual(kinds({ sticker: { file_id: 's', is_animated: true } }), ['file telegram:s']);
  assert.deepEqual(
    kinds({ paid_media: { star_count: 1, paid_media: [{ type: 'preview' }, { type: 'photo', photo: sizes }] } }),
    ['image telegram:big'],
  );
});

test('pictures of an album are messages of their own, wherever the words stand', () => {
  const one = postIn({ message_id: 44, media_group_id: '1', photo: [{ file_id: 'a' }] });
  const two = postIn({ message_id: 45, media_group_id: '1', photo: [{ file_id: 'b' }], caption: 'front and back' });
  assert.deepEqual(
    [one?.remoteId, one?.text, two?.remoteId, two?.text],
    ['5551234:44', '', '5551234:45', 'front and back'],
  );
});

test('what has no words of its own is said in a few', () => {
  const text = (more: object) => postIn(more)?.text;
  assert.match(text({ location: { latitude: 59.3, longitude: 18.1 } }) ?? '', /mlat=59\.3&mlon=18\.1$/);
  assert.equal(text({ contact: { phone_number: '+46700000000', first_name: 'Bo' } }), 'Bo, +46700000000');
  assert.equal(text({ poll: { question: 'Which?', options: [{ text: 'A' }, { text: 'B' }] } }), 'Which?\n- A\n- B');
  assert.equal(text({ dice: { emoji: '🎲', value: 4 } }), '🎲 4');
  assert.equal(text({ sticker: { file_id: 's', emoji: '😤' } }), '😤');
  const bold = { type: 'paragraph', text: ['It ', { type: 'bold', text: 'still' }, ' leaks'] };
  const list = { type: 'list', items: [{ label: '1.', blocks: [{ type: 'paragraph', text: 'from below' }] }] };
  assert.equal(text({ rich_message: { blocks: [bold, list] } }), 'It still leaks\n1. from below');
});

test('notices and kinds nobody asked for are ignored, damaged ones are counted as unread', () => {
  const why = (kind: string, value: unknown) => {
    const heard = heardOf(kind, value);
    return heard.kind === 'dropped' ? `${heard.ignored ? 'ignored' : 'failed'}: ${heard.reason}` : heard.kind;
  };
  const message = { message_id: 1, date: SECONDS, chat: GROUP, from: THEA };
  assert.equal(why('message', { ...message, new_chat_members: [THEA] }), 'ignored: a notice without words');
  assert.equal(why('message', { ...message, migrate_to_chat_id: -5 }), 'ignored: a group became a supergroup');
  assert.equal(why('callback_query', { id: '1' }), 'ignored: a button was pressed');
  assert.equal(why('something_new', {}), 'ignored: a kind of update nobody asked for');
  assert.match(why('message', { ...message, text: 7 }), /^failed: text: /);
  assert.match(why('message', { ...message, date: 9e15, text: 'x' }), /^failed: date: /);
});

test('a reaction is a mark, taken back with none, and who stays unnamed leaves none', () => {
  const reaction = (more: object) =>
    itemsIn(
      heardOf('message_reaction', {
        chat: GROUP,
        message_id: 9,
        date: SECONDS,
        old_reaction: [],
        new_reaction: [],
        ...more,
      }),
    )[0];
  const liked = reaction({ user: THEA, new_reaction: [{ type: 'emoji', emoji: '👎' }] });
  assert.ok(liked?.kind === 'reaction');
  assert.deepEqual([liked.remoteId, liked.mark, liked.own], ['-1001234567890:9', '👎', false]);
  const none = reaction({ user: THEA });
  assert.equal(none?.kind === 'reaction' && none.mark, null);
  assert.equal(reaction({}), undefined);
});

test('whoever stops the bot cannot be written to until they begin again', () => {
  const standing = (status: string) => {
    const item = itemsIn(
      heardOf('my_chat_member', { chat: CHAT, from: THEA, date: SECONDS, new_chat_member: { status } }),
    )[0];
    return item?.kind === 'person' ? item.standing : undefined;
  };
  assert.deepEqual([standing('kicked'), standing('member')], ['suspended', 'active']);
  const left = heardOf('my_chat_member', {
    chat: GROUP,
    from: INES,
    date: SECONDS,
    new_chat_member: { status: 'left' },
  });
  assert.ok(left.kind === 'dropped' && left.ignored);
});
