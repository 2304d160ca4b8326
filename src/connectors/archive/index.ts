/** Archive: posts that were recorded, fed in by `replay`. There is nobody at the other end, so nothing can be answered. */
import { z } from 'zod';
import { defineConnector } from '../connector.ts';

const credentialsSchema = z.object({
  name: z.string().trim().min(1).max(120).meta({ title: 'Name of the company in the recording' }),
  remoteId: z.string().trim().max(300).optional().meta({ title: 'Its id in the recording (for Jetstream: the DID)' }),
});

export const archive = defineConnector({
  id: 'archive',
  name: 'Archive',
  credentials: credentialsSchema,
  connect: {
    async check({ credentials }) {
      const { name, remoteId } = credentials;
      const account = { remoteId: remoteId || name, handle: name, name, avatarUrl: null, profileUrl: null };
      return { account, credentials };
    },
  },
  limits: {
    text: { max: 100_000, unit: 'characters', linkWeighs: null },
    privateText: null,
    media: null,
    privateWindowHours: null,
    privateRepliesPerPost: null,
    rate: { requests: 1, perSeconds: 1 },
    priceUsd: null,
  },
  cannotHear: ['Anything after the recording ended, and whatever it left out.'],
  inbound: {},
});
