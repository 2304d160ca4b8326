/** Who may do what. Roles are held per brand; a partner's reach is further cut to the inboxes named for him. */
export const ROLES = ['owner', 'lead', 'agent', 'partner'] as const;
export type Role = (typeof ROLES)[number];

/**
 * One word per kind of deed; every endpoint in the contract names one.
 * `anyone`: no sign-in. `self`: any signed-in person, about themselves. The rest are looked up for the brand in the path.
 */
export const PERMISSIONS = ['anyone', 'self', 'read', 'answer', 'read_people', 'read_channels', 'lead', 'own'] as const;
export type Permission = (typeof PERMISSIONS)[number];

const GRANTS: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(['anyone', 'self', 'read', 'answer', 'read_people', 'read_channels', 'lead', 'own']),
  lead: new Set(['anyone', 'self', 'read', 'answer', 'read_people', 'read_channels', 'lead']),
  agent: new Set(['anyone', 'self', 'read', 'answer', 'read_people', 'read_channels']),
  partner: new Set(['anyone', 'self', 'read', 'answer']),
};

/** A person's standing in one brand: role, and the inboxes they may see (`all` unless a partner). */
export type Reach = { role: Role; inboxes: 'all' | readonly string[] };

export function mayDo(role: Role, permission: Permission): boolean {
  return GRANTS[role].has(permission);
}

export function maySee(reach: Reach, inboxId: string): boolean {
  return reach.inboxes === 'all' || reach.inboxes.includes(inboxId);
}
