import { randomBytes } from 'node:crypto'
import type { SiteState } from './site-state.ts'
import type { StoredApiKey, StoredUser } from './stored-records.ts'

/**
 * What people own, and above all those who have left: the first of them has one of everything, the second an SSH key. Keys are as many as
 * the accounts say.
 */
export function seedOwned(state: SiteState, now: Date): void {
  const inDays = (days: number): string => new Date(now.getTime() + days * DAY_MS).toISOString()
  const users = [...state.users.values()]
  const [first, second] = users.filter(({ username }) => username.startsWith('former.'))
  if (first !== undefined) ownEverything(state, first, inDays)
  if (second !== undefined) second['public_keys_count'] = 1
  // Those whose texts are known to who works with the site.
  const known = new Map<number, number>()
  for (const { userId } of state.apiKeys) if (userId !== null) known.set(userId, (known.get(userId) ?? 0) + 1)
  for (const user of users) {
    const has = known.get(user.id) ?? 0
    user['api_keys_count'] = Math.max(numberOf(user, 'api_keys_count'), has)
    for (let index = has; index < numberOf(user, 'api_keys_count'); index += 1) state.apiKeys.push(apiKeyOf(state, user, inDays(-200)))
    for (let index = 0; index < numberOf(user, 'public_keys_count'); index += 1)
      state.publicKeys.push({
        id: state.newId(),
        user_id: user.id,
        title: 'Laptop',
        created_at: inDays(-300),
        fingerprint_sha256: randomBytes(32).toString('base64'),
        last_login_at: null,
        username: user.username
      })
  }
}

const DAY_MS = 86_400_000

function ownEverything(state: SiteState, user: StoredUser, inDays: (days: number) => string): void {
  const owner = { user_id: user.id }
  user['api_keys_count'] = 1
  state.bundles.push(
    {
      ...owner,
      ...secretAddress(),
      id: state.newId(),
      description: 'Price list for Harbour customers',
      note: '',
      created_at: inDays(-80),
      expires_at: null,
      has_inbox: false
    },
    {
      ...owner,
      ...secretAddress(),
      id: state.newId(),
      description: '',
      note: 'Drop box of the auditors',
      created_at: inDays(-400),
      expires_at: inDays(-30),
      has_inbox: true
    }
  )
  state.gpgKeys.push({ ...owner, id: state.newId(), name: 'Bank transfer', expires_at: inDays(40) })
  state.automations.push({
    ...owner,
    id: state.newId(),
    name: 'Copy invoices every night',
    automation: 'copy_file',
    disabled: false,
    deleted: false,
    last_modified_at: inDays(-90)
  })
  state.syncs.push({ ...owner, id: state.newId(), name: 'Invoices to the archive', disabled: false, created_at: inDays(-90) })
  // Somebody who stays has one, too.
  state.automations.push({
    user_id: 1,
    id: state.newId(),
    name: 'Tidy up',
    automation: 'delete_file',
    disabled: true,
    deleted: false,
    last_modified_at: inDays(-10)
  })
}

/** Opens what is shared: a client must never keep it. */
function secretAddress() {
  const code = randomBytes(12).toString('hex')
  return { code, url: `https://practice.files.com/f/${code}` }
}

function apiKeyOf(state: SiteState, user: StoredUser, createdAt: string): StoredApiKey {
  return {
    id: state.newId(),
    name: 'Nightly report',
    key: randomBytes(32).toString('hex'),
    userId: user.id,
    workspaceId: null,
    permissionSet: 'full',
    expiresAt: null,
    createdAt,
    hindrance: 'none'
  }
}

function numberOf(user: StoredUser, field: string): number {
  const value = user[field]
  return typeof value === 'number' ? value : 0
}
