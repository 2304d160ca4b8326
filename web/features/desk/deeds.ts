import { useMemo } from 'react';
import type { BodyOf } from '../../../src/contract/api.ts';
import type { ConversationView, MessageView, Priority } from '../../../src/core/view.ts';
import { ask } from '../../api.ts';
import { dropMessage, holdMessage, holdRows, rowOf } from '../../live/store.ts';
import { refusalWords } from '../../refusal-words.ts';
import { usePerson } from '../../session.ts';
import { useWords, type Words } from '../../strings/words.ts';
import { nowMs } from '../../ui/tick.ts';
import { shortTime } from '../../ui/time.ts';
import { complain, say } from '../../ui/toast.ts';
import { asRefusal } from '../../use-asked.ts';
import { keepDraft } from './drafts.ts';
import { nameOf } from './face.ts';
import { letIn } from './own-rows.ts';

export type Deeds = ReturnType<typeof makeDeeds>;

/** What can be done to a conversation, each with its words, its way back and an honest complaint when it fails. */
export function useDeeds(): Deeds {
  const { brand } = usePerson();
  const words = useWords();
  return useMemo(() => makeDeeds(brand.id, words), [brand.id, words]);
}

function makeDeeds(brand: number, words: Words) {
  /** Does it, holds the row that comes back, and complains in words if it was declined. */
  async function attempt<T>(deed: () => Promise<T>): Promise<T | undefined> {
    try {
      return await deed();
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
      return undefined;
    }
  }
  function name(id: string): string {
    const row = rowOf(id);
    return row ? nameOf(row, words) : '';
  }
  async function reopen(id: string): Promise<void> {
    letIn([id]);
    const done = await attempt(() => ask('reopen', { brand, id }));
    if (done) holdRows([done.conversation]);
  }

  return {
    ...makeAnswerDeeds(brand, words, attempt),
    ...makeWorkDeeds(brand, words, attempt, name),
    reopen,
    async resolve(id: string, body: BodyOf<'resolve'> = {}): Promise<boolean> {
      const done = await attempt(() => ask('resolve', { brand, id, body }));
      if (!done) return false;
      holdRows([done.conversation]);
      say(words.t('done.resolved', { name: name(id) }), { undo: () => reopen(id) });
      return true;
    },
    async assign(id: string, assigneeId: string | null, to: string): Promise<void> {
      const before = rowOf(id)?.assigneeId ?? null;
      const done = await attempt(() => ask('assign', { brand, id, body: { assigneeId } }));
      if (!done) return;
      holdRows([done.conversation]);
      say(words.t(assigneeId ? 'done.assigned' : 'done.unassigned', { name: name(id), to }), {
        undo: async () => {
          const back = await attempt(() => ask('assign', { brand, id, body: { assigneeId: before } }));
          if (back) holdRows([back.conversation]);
        },
      });
    },
    /** @param until null: until they write */
    async snooze(id: string, until: Date | null): Promise<void> {
      const body = { until: until?.toISOString() ?? null };
      const done = await attempt(() => ask('snooze', { brand, id, body }));
      if (!done) return;
      holdRows([done.conversation]);
      const time = until && shortTime(until.toISOString(), words.language, nowMs());
      const said = time
        ? words.t('done.snoozed', { name: name(id), time })
        : words.t('done.snoozedReply', { name: name(id) });
      say(said, { undo: () => reopen(id) });
    },
    /** The most urgent person nobody has, now mine; nothing when nobody waits. */
    async next(current: string | null): Promise<string | null> {
      const done = await attempt(() => ask('nextConversation', { brand, body: { not: current ? [current] : [] } }));
      if (!done) return null;
      if (!done.conversation) {
        say(words.t('done.nobodyWaits'));
        return null;
      }
      holdRows([done.conversation]);
      return done.conversation.id;
    },
  };
}

type Attempt = <T>(deed: () => Promise<T>) => Promise<T | undefined>;
/** Whose it is, how pressing, and under which words: what promises and views go by. */
function makeWorkDeeds(brand: number, words: Words, attempt: Attempt, name: (id: string) => string) {
  return {
    /** To a team, or out of it (null). */
    async give(id: string, teamId: string | null, team: string): Promise<void> {
      const before = rowOf(id)?.teamId ?? null;
      const done = await attempt(() => ask('giveToTeam', { brand, id, body: { teamId } }));
      if (!done) return;
      holdRows([done.conversation]);
      say(words.t(teamId ? 'team.done' : 'team.undone', { name: name(id), team }), {
        undo: async () => {
          const back = await attempt(() => ask('giveToTeam', { brand, id, body: { teamId: before } }));
          if (back) holdRows([back.conversation]);
        },
      });
    },
    /** Promises may go by it. */
    async prioritise(id: string, priority: Priority): Promise<void> {
      const before = rowOf(id)?.priority ?? 'normal';
      const done = await attempt(() => ask('prioritise', { brand, id, body: { priority } }));
      if (!done) return;
      holdRows([done.conversation]);
      say(words.t('done.prioritised', { name: name(id), priority: words.t(`bulk.${priority}`) }), {
        undo: async () => {
          const back = await attempt(() => ask('prioritise', { brand, id, body: { priority: before } }));
          if (back) holdRows([back.conversation]);
        },
      });
    },
    async tag(id: string, tags: string[]): Promise<void> {
      const done = await attempt(() => ask('tag', { brand, id, body: { tags } }));
      if (done) holdRows([done.conversation]);
    },
  };
}

type Answered = { message: MessageView; conversation: ConversationView };

/** What can be done with one answer on its way. */
function makeAnswerDeeds(brand: number, words: Words, attempt: Attempt) {
  function hold({ message, conversation }: Answered) {
    holdRows([conversation]);
    holdMessage(message);
  }
  return {
    hold,
    /** Stops an answer that has not left; its words go back to the composer. */
    async takeBack(message: MessageView): Promise<void> {
      const done = await attempt(() => ask('takeBack', { brand, id: message.id }));
      if (!done) return;
      const mode = message.visibility === 'private' ? 'private' : 'reply';
      // A template leaves no words behind; what is being written stays.
      if (done.text !== '') keepDraft(message.conversationId, mode, done.text);
      holdRows([done.conversation]);
      dropMessage(message.conversationId, message.id);
    },
    /** Lets a held answer go. @returns `done`, or the code of why it did not go */
    async approve(message: MessageView, body: BodyOf<'approve'>): Promise<string> {
      try {
        hold(await ask('approve', { brand, id: message.id, body }));
        return 'done';
      } catch (error) {
        const refusal = asRefusal(error);
        complain(refusalWords(refusal, words));
        return refusal.code;
      }
    },
    async sendBack(message: MessageView, word: string): Promise<void> {
      const done = await attempt(() => ask('sendBack', { brand, id: message.id, body: { word } }));
      if (done) hold(done);
    },
    async retry(message: MessageView): Promise<void> {
      const done = await attempt(() => ask('retry', { brand, id: message.id }));
      if (done) hold(done);
    },
    /** Somebody has seen it there: it counts on their word. */
    async confirmHandOff(message: MessageView, body: BodyOf<'confirmHandOff'>): Promise<void> {
      const done = await attempt(() => ask('confirmHandOff', { brand, id: message.id, body }));
      if (done) hold(done);
    },
    /** They were mistaken: it waits there again. */
    async unconfirmHandOff(message: MessageView): Promise<void> {
      const done = await attempt(() => ask('unconfirmHandOff', { brand, id: message.id }));
      if (done) hold(done);
    },
    async decide(message: MessageView, found: boolean): Promise<void> {
      const done = await attempt(() => ask('decideUnsure', { brand, id: message.id, body: { found } }));
      if (done) hold(done);
    },
  };
}
