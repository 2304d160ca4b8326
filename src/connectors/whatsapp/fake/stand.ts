/** What stands at the fake: the number, its templates, files, and what was sent. */
import type { Person } from '../../../core/post.ts';
import type { Standing } from '../../kit/meta/fake-subscriptions.ts';

export type Sent = { id: string; text: string; body: Record<string, unknown>; key: string | null; at: Date };
export type Stand = {
  phoneId: string;
  wabaId: string;
  account: Person;
  number: Record<string, unknown>;
  templates: Record<string, unknown>[];
  files: Map<string, { bytes: Uint8Array; type: string }>;
  ours: Sent[];
  /** Emoji by message. */
  marks: Map<string, string>;
  calledAt: { url: string | null; secret: string | null } | null;
  /** What the app is told. */
  told: Standing;
  /** Nobody has written for longer than a day: only templates go. */
  windowIsClosed: boolean;
  count: number;
  now: () => Date;
};

export const customer: Person = {
  remoteId: 'DE.8842001155667',
  handle: '+49301234567',
  name: 'Thea Lindqvist',
  avatarUrl: null,
  profileUrl: 'https://wa.me/49301234567',
  also: ['49301234567'],
};

export function makeStand(now: () => Date): Stand {
  return {
    phoneId: '106540350001',
    wabaId: '102290120001',
    account: {
      remoteId: '106540350001',
      handle: '+49 30 5550100',
      name: 'Kestrel Coffee',
      avatarUrl: null,
      profileUrl: 'https://wa.me/49305550100',
    },
    number: {
      display_phone_number: '+49 30 5550100',
      verified_name: 'Kestrel Coffee',
      quality_rating: 'GREEN',
      name_status: 'APPROVED',
      code_verification_status: 'VERIFIED',
      messaging_limit_tier: 'TIER_1K',
      status: 'CONNECTED',
      platform_type: 'CLOUD_API',
    },
    templates: structuredClone(TEMPLATES),
    files: new Map(),
    ours: [],
    marks: new Map(),
    calledAt: null,
    told: { app: [], accounts: new Map(), unlisted: [] },
    windowIsClosed: false,
    count: 0,
    now,
  };
}

const TEMPLATES = [
  {
    name: 'repair_ready',
    language: 'en',
    status: 'APPROVED',
    category: 'UTILITY',
    parameter_format: 'POSITIONAL',
    id: '5501',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Your {{1}} is ready', example: { header_text: ['grinder'] } },
      {
        type: 'BODY',
        text: 'Hello {{1}}, your machine is repaired. You can fetch it from {{2}} on.',
        example: { body_text: [['Thea', 'Monday']] },
      },
      { type: 'FOOTER', text: 'Kestrel Coffee, Harbour Street' },
      {
        type: 'BUTTONS',
        buttons: [
          {
            type: 'URL',
            text: 'Follow it',
            url: 'https://kestrel.example/repairs/{{1}}',
            example: ['https://kestrel.example/repairs/77'],
          },
          { type: 'QUICK_REPLY', text: 'Thank you' },
        ],
      },
    ],
  },
  {
    name: 'still_there',
    language: 'de',
    status: 'APPROVED',
    category: 'MARKETING',
    parameter_format: 'NAMED',
    id: '5502',
    components: [
      {
        type: 'BODY',
        text: 'Guten Tag {{first_name}}, sollen wir Ihre Frage noch beantworten?',
        example: { body_text_named_params: [{ param_name: 'first_name', example: 'Thea' }] },
      },
    ],
  },
  {
    name: 'new_roast',
    language: 'en',
    status: 'APPROVED',
    category: 'MARKETING',
    id: '5503',
    components: [
      { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['https://kestrel.example/roast.jpg'] } },
      { type: 'BODY', text: 'The summer roast is here.' },
    ],
  },
  {
    name: 'refund_later',
    language: 'en',
    status: 'REJECTED',
    category: 'UTILITY',
    rejected_reason: 'INVALID_FORMAT',
    id: '5504',
    components: [{ type: 'BODY', text: 'Your refund comes later.' }],
  },
];
