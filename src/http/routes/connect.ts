import type { SignedIn } from '../../services/sign-in.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names =
  | 'beginConnect'
  | 'finishConnect'
  | 'pickAccounts'
  | 'readForm'
  | 'mendChannel'
  | 'beginMend'
  | 'testChannel';

export function connectRoutes({
  channels,
  connect,
  testChannel,
}: Pick<Services, 'channels' | 'connect' | 'testChannel'>): Routes<Names> {
  return {
    beginConnect: ({ who, key, body }) => connect.begin(who, sessionOf(key), body),
    async finishConnect({ who, key, body }) {
      const finished = await connect.finish(who, sessionOf(key), body.answer);
      if ('pick' in finished) return { channel: null, isNew: true, pick: finished.pick };
      const { channelId, isNew } = finished;
      return { channel: await channels.open(who, channelId), isNew, pick: null };
    },
    async pickAccounts({ who, key, body }) {
      const { channelIds, refused } = await connect.pick(who, sessionOf(key), body);
      return { channels: await Promise.all(channelIds.map(id => channels.open(who, id))), refused };
    },
    readForm: ({ who, id }) => connect.form(who, id),
    async mendChannel({ who, id, body }) {
      await connect.mend(who, id, body.credentials);
      return { channel: await channels.open(who, id) };
    },
    beginMend: ({ who, key, id, body }) => connect.beginAgain(who, sessionOf(key), id, body.form),
    testChannel: async ({ who, id }) => ({ findings: await testChannel(who, id) }),
  };
}

/** Names the session or token a sign-in begins with: the same one must bring it back. */
function sessionOf({ kind, id }: SignedIn['key']): string {
  return `${kind} ${id}`;
}
