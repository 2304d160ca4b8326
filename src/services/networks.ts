/** What the desk must know of a network before a channel is there: its form, the ways in, what it can and cannot do. */
import type { Ability, Connector, Step, WayIn } from '../connectors/connector.ts';

export type NetworkView = {
  id: string;
  name: string;
  fields: CredentialField[];
  /** The best one first. */
  ways: WayView[];
  can: Ability[];
  hears: string[];
  speaks: string[];
  cannotHear: string[];
  /** Why it cannot be connected here as Heed is set up now; null where it can. */
  hindrance: string | null;
};
/** `returnsTo`: for a sign-in, the address the person comes back to. */
export type WayView = { way: WayIn; steps: Step[]; hindrance: string | null; returnsTo: string | null };
/** `more`: for the few who need it. `ways`: where it is asked for; everywhere when empty. */
export type CredentialField = {
  name: string;
  label: string;
  help: string | null;
  secret: boolean;
  required: boolean;
  more: boolean;
  ways: WayIn[];
};

/**
 * @param publicUrl where people reach the desk, without a slash at the end
 * @param isCallable networks can call this Heed, there or elsewhere
 * @returns the networks a person can connect; those without a way to hear (recordings) are not among them
 */
export function networksOf(
  connectors: ReadonlyMap<string, Connector>,
  publicUrl: string,
  isCallable = publicUrl.startsWith('https:'),
): NetworkView[] {
  return [...connectors.values()]
    .map(connector => networkView(connector, publicUrl, isCallable))
    .filter(network => network.hears.length > 0);
}

function networkView(connector: Connector, publicUrl: string, isCallable: boolean): NetworkView {
  const fields = fieldsOf(connector.credentials);
  const ways = waysInto(connector, fields, publicUrl);
  const free = leftOutAtWill(connector.credentials);
  return {
    id: connector.id,
    name: connector.name,
    // Where a secret may be left out because there are other ways in, this way cannot do without.
    fields: fields.map(field => ({
      ...field,
      required: field.required || (field.secret && ways.length > 1 && !field.more && !free.has(field.name)),
    })),
    ways,
    can: abilitiesOf(connector),
    hears: presentIn(connector.inbound),
    speaks: presentIn(connector.outbound ?? {}),
    cannotHear: connector.cannotHear,
    hindrance: callsFromOutside(connector, isCallable),
  };
}

/** What an account there is good for, by the ports alone. */
function abilitiesOf({ inbound, outbound = {}, limits }: Connector): Ability[] {
  const { stream, poll, hook } = inbound;
  const isThere: Record<Ability, boolean> = {
    account: false,
    mentions: (stream ?? poll ?? hook) !== undefined,
    stream: [stream, poll, inbound.backfill].some(port => port?.hearsEverybody === true),
    reply: outbound.reply !== undefined,
    direct: (outbound.direct ?? outbound.privateReply) !== undefined,
    media: limits.media !== null && (outbound.reply ?? outbound.direct ?? outbound.privateReply) !== undefined,
  };
  return (Object.keys(isThere) as Ability[]).filter(ability => isThere[ability]);
}

function waysInto(connector: Connector, fields: readonly CredentialField[], publicUrl: string): WayView[] {
  const { begin, finish, guide = {}, hindrance, prefers } = connector.connect;
  const hasSignIn = begin !== undefined && finish !== undefined;
  const hasSecret = fields.some(({ secret }) => secret);
  const ways: WayIn[] = [];
  if (hasSignIn) ways.push('signIn');
  if (hasSecret) ways.push('token');
  if (connector.listensOnly !== undefined || ways.length === 0) ways.push('listen');
  ways.sort((one, other) => Number(other === prefers) - Number(one === prefers));
  return ways.map(way => {
    const redirectUrl = redirectUrlOf(publicUrl, connector.id);
    const isSignIn = way === 'signIn';
    return {
      way,
      steps: guide[way] ?? [],
      hindrance: isSignIn ? (hindrance?.(redirectUrl) ?? null) : null,
      returnsTo: isSignIn ? redirectUrl : null,
    };
  });
}

/** Whether somebody signed in for a channel with these credentials; null where they are not known. */
export function signsIn(connector: Connector | undefined, credentials: unknown): boolean {
  if (connector === undefined || (credentials !== null && connector.listensOnly?.(credentials))) return false;
  return connector.connect.begin !== undefined || fieldsOf(connector.credentials).some(({ secret }) => secret);
}

/** Where a network sends people back to after its sign-in; a page of the desk. */
export function redirectUrlOf(publicUrl: string, network: string): string {
  return `${publicUrl}/connect/${network}/finish`;
}

/** A network that only ever calls us must be able to. */
function callsFromOutside({ name, inbound }: Connector, isCallable: boolean): string | null {
  const onlyCalls = inbound.hook !== undefined && inbound.stream === undefined && inbound.poll === undefined;
  if (!onlyCalls || isCallable) return null;
  return `${name} tells Heed what is said by calling it, so Heed needs an address on the internet that begins with https. Set HEED_PUBLIC_URL to it first.`;
}

function presentIn(ports: object): string[] {
  return Object.entries(ports).flatMap(([name, port]) => (port === undefined ? [] : [name]));
}

/** What a schema may say of a field: `z.string().meta({ label: 'App password', help: '…', secret: true })`. */
type FieldMeta = {
  label?: unknown;
  title?: unknown;
  help?: unknown;
  description?: unknown;
  secret?: unknown;
  more?: unknown;
  ways?: unknown;
  needed?: unknown;
};
type Parsed = { success: boolean; error?: { issues: readonly { message: string }[] } };
type AnySchema = {
  meta?: () => FieldMeta | undefined;
  safeParse: (value: unknown) => Parsed;
  def?: { innerType?: AnySchema; in?: AnySchema };
  shape?: Record<string, AnySchema>;
};
const WAYS: readonly WayIn[] = ['signIn', 'token', 'listen'];

/**
 * Fields that people fill in; one marked `hidden` is filled in by `connect.check`. `ways` names the ways in it is asked
 * for, `needed` says that there it may not be left out although the schema lets it (`false`: that it may, although it is
 * a secret), `more` folds it away.
 */
export function fieldsOf(credentials: Connector['credentials']): CredentialField[] {
  return Object.entries(schemasOf(credentials)).flatMap(([name, field]) => {
    const meta = metaOf(field);
    if ('hidden' in meta) return [];
    const label = meta.label ?? meta.title;
    const help = meta.help ?? meta.description;
    const secret = meta.secret === true;
    const named = Array.isArray(meta.ways) ? WAYS.filter(way => (meta.ways as unknown[]).includes(way)) : [];
    return {
      name,
      label: typeof label === 'string' ? label : name,
      help: typeof help === 'string' ? help : null,
      secret,
      required: meta.needed === true || !field.safeParse(undefined).success,
      more: meta.more === true,
      ways: named.length === 0 && secret ? ['token'] : named,
    };
  });
}

function leftOutAtWill(credentials: Connector['credentials']): Set<string> {
  const fields = Object.entries(schemasOf(credentials));
  return new Set(fields.flatMap(([name, field]) => (metaOf(field).needed === false ? [name] : [])));
}

/** Each of these fields by itself, for a form that is not whole yet. @returns those that do not fit, with what they say */
export function fieldsWrongIn(
  credentials: Connector['credentials'],
  fields: readonly CredentialField[],
  form: Readonly<Record<string, string>>,
): { path: string; says: string }[] {
  const schemas = schemasOf(credentials);
  return fields.flatMap(({ name }) => {
    const said = schemas[name]?.safeParse(form[name]).error?.issues[0]?.message;
    return said === undefined ? [] : [{ path: name, says: said }];
  });
}

function schemasOf(credentials: Connector['credentials']): Record<string, AnySchema> {
  return shapeOf(credentials as unknown as AnySchema);
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
