/** What the composer and the settings form must know of a network, drawn from the connector's own words. */
import type { Connector, Limits } from '../connectors/connector.ts';
import { voicedFor } from './voice.ts';

export type Composing = {
  text: { max: number; unit: Limits['text']['unit']; linkWeighs: number | null };
  privateText: { max: number; unit: Limits['text']['unit'] } | null;
  media: { perPost: number; maxBytes: number; types: string[] } | null;
  privateWindowHours: number | null;
  canReply: boolean;
  canDirect: boolean;
  canPrivateReply: boolean;
  handOff: boolean;
  priceUsd: { reply: number; withLink: number } | null;
};

/** A channel whose network this Heed does not know, or which only plays a recording: nothing can be said there. */
const SILENT: Composing = {
  text: { max: 0, unit: 'characters', linkWeighs: null },
  privateText: null,
  media: null,
  privateWindowHours: null,
  canReply: false,
  canDirect: false,
  canPrivateReply: false,
  handOff: false,
  priceUsd: null,
};

/** @param credentials the channel's own, where known: some servers set limits of their own */
export function composingOf(connector: Connector | undefined, credentials: unknown = null): Composing {
  if (connector === undefined) return SILENT;
  const { text, privateText, media, privateWindowHours, priceUsd } = limitsOf(connector, credentials);
  const { outbound } = credentials === null ? connector : voicedFor(connector, credentials);
  return {
    text: { max: text.max, unit: text.unit, linkWeighs: text.linkWeighs },
    privateText: privateText && { max: privateText.max, unit: privateText.unit },
    media: media && { perPost: media.perPost, maxBytes: media.maxBytes, types: media.types },
    privateWindowHours,
    canReply: outbound?.reply !== undefined,
    canDirect: outbound?.direct !== undefined,
    canPrivateReply: outbound?.privateReply !== undefined,
    handOff: outbound?.handOff !== undefined,
    priceUsd: priceUsd && { reply: priceUsd.reply, withLink: priceUsd.withLink },
  };
}

export function limitsOf(connector: Connector, credentials: unknown): Limits {
  return credentials !== null && connector.limitsFor ? connector.limitsFor(credentials) : connector.limits;
}

export type NetworkView = {
  id: string;
  name: string;
  fields: CredentialField[];
  hears: string[];
  speaks: string[];
  cannotHear: string[];
};
export type CredentialField = { name: string; label: string; help: string | null; secret: boolean; required: boolean };

/** @returns the networks a person can connect; those without a way to hear (recordings) are not among them */
export function networksOf(connectors: ReadonlyMap<string, Connector>): NetworkView[] {
  return [...connectors.values()].map(networkView).filter(network => network.hears.length > 0);
}

function networkView(connector: Connector): NetworkView {
  return {
    id: connector.id,
    name: connector.name,
    fields: fieldsOf(connector.credentials),
    hears: presentIn(connector.inbound),
    speaks: presentIn(connector.outbound ?? {}),
    cannotHear: connector.cannotHear,
  };
}

function presentIn(ports: object): string[] {
  return Object.entries(ports).flatMap(([name, port]) => (port === undefined ? [] : [name]));
}

/** What a schema may say of a field: `z.string().meta({ label: 'App password', help: '…', secret: true })`. */
type FieldMeta = { label?: unknown; title?: unknown; help?: unknown; description?: unknown; secret?: unknown };
type AnySchema = {
  meta?: () => FieldMeta | undefined;
  safeParse: (value: unknown) => { success: boolean };
  def?: { innerType?: AnySchema; in?: AnySchema };
  shape?: Record<string, AnySchema>;
};

/** Fields that people fill in; a field marked `.meta({ hidden: true })` is filled in by `connect.check`. */
export function fieldsOf(credentials: Connector['credentials']): CredentialField[] {
  const schema = credentials as unknown as AnySchema;
  return Object.entries(shapeOf(schema)).flatMap(([name, field]) => {
    const meta = metaOf(field);
    if ('hidden' in meta) return [];
    const label = meta.label ?? meta.title;
    const help = meta.help ?? meta.description;
    return {
      name,
      label: typeof label === 'string' ? label : name,
      help: typeof help === 'string' ? help : null,
      secret: meta.secret === true,
      required: !field.safeParse(undefined).success,
    };
  });
}

function shapeOf(schema: AnySchema): Record<string, AnySchema> {
  const inner = schema.def?.innerType ?? schema.def?.in;
  return schema.shape ?? (inner === undefined ? {} : shapeOf(inner));
}

/** `.optional()` and `.default()` wrap a field; its words may stand on either side of the wrapping. */
function metaOf(field: AnySchema): FieldMeta {
  const inner = field.def?.innerType ?? field.def?.in;
  return { ...(inner === undefined ? {} : metaOf(inner)), ...field.meta?.() };
}
