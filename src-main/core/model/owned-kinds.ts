/** What a user of the site can own, as far as the documented interface lets it be read. */
export const ownedKindsByUser = ['api-key', 'ssh-key', 'gpg-key', 'share-link'] as const
const ownedKindsOfSite = ['automation', 'sync'] as const
export const ownedKinds = [...ownedKindsByUser, ...ownedKindsOfSite] as const

/** Listed for one user at a time. */
export type OwnedKindByUser = (typeof ownedKindsByUser)[number]
/** Listed for the whole site only, each with the number of its user. */
export type OwnedKindOfSite = (typeof ownedKindsOfSite)[number]
export type OwnedKind = OwnedKindByUser | OwnedKindOfSite

/** Below `/api/rest/v1`. */
export const ownedPaths: Readonly<Record<OwnedKind, string>> = {
  'api-key': 'api_keys',
  'ssh-key': 'public_keys',
  'gpg-key': 'gpg_keys',
  'share-link': 'bundles',
  automation: 'automations',
  sync: 'syncs'
}

export const ownedWords: Readonly<Record<OwnedKind, { readonly one: string; readonly many: string }>> = {
  'api-key': { one: 'API key', many: 'API keys' },
  'ssh-key': { one: 'SSH key', many: 'SSH keys' },
  'gpg-key': { one: 'GPG key', many: 'GPG keys' },
  'share-link': { one: 'share link', many: 'share links' },
  automation: { one: 'automation', many: 'automations' },
  sync: { one: 'file sync', many: 'file syncs' }
}

/** `1 share link`, `1,200 API keys`. */
export function ownedCount(kind: OwnedKind, count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? ownedWords[kind].one : ownedWords[kind].many}`
}
