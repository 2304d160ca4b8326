import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

type Names = 'listNetworks' | 'listChannels' | 'openChannel' | 'addChannel' | 'changeChannel' | 'leaveChannel';

export function channelRoutes({ channels, networks }: Pick<Services, 'channels' | 'networks'>): Routes<Names> {
  return {
    listNetworks: () => ({ rows: networks() }),
    listChannels: async ({ who }) => ({ rows: await channels.list(who) }),
    openChannel: async ({ who, id }) => ({ channel: await channels.open(who, id) }),
    addChannel: async ({ who, body }) => ({ channel: await channels.add(who, body) }),
    changeChannel: async ({ who, id, body }) => ({ channel: await channels.change(who, id, body) }),
    leaveChannel: async ({ who, id }) => ({ said: await channels.leave(who, id) }),
  };
}
