import { Memberships } from './memberships.ts'
import type {
  StoredApiKey,
  StoredEvent,
  StoredExternalEvent,
  StoredGroup,
  StoredOwned,
  StoredSite,
  StoredStrategy,
  StoredUser
} from './stored-records.ts'

/** Everything the practice site holds. Tests may look at it and change it at any time: nothing is kept twice. */
export class SiteState {
  readonly site: StoredSite
  readonly apiKeys: StoredApiKey[] = []
  readonly strategies = new Map<number, StoredStrategy>()
  readonly users = new Map<number, StoredUser>()
  readonly groups = new Map<number, StoredGroup>()
  readonly memberships = new Memberships()
  readonly publicKeys: StoredOwned[] = []
  readonly gpgKeys: StoredOwned[] = []
  readonly bundles: StoredOwned[] = []
  readonly automations: StoredOwned[] = []
  readonly syncs: StoredOwned[] = []
  readonly ssoEvents: StoredEvent[] = []
  readonly scimLogs: StoredEvent[] = []
  readonly externalEvents: StoredExternalEvent[] = []
  readonly settingsChanges: StoredEvent[] = []
  /** Write-only: the passwords that the sync signs in with, of the site and of strategies. Never in an answer. */
  readonly ldapPasswords = new Map<SyncSource, string>()
  /** Write-only too: the app registrations of strategies by OAuth, by their number. */
  readonly registrations = new Map<number, OauthRegistration>()
  /** Write-only: passwords of SCIM by user name and password, by provider. Never in an answer. */
  readonly scimPasswords = new Map<number, string>()
  /** What SCIM says of users and the site has no field for. */
  readonly scimAttributes = new Map<number, { readonly externalId: string; readonly givenName: string; readonly familyName: string }>()
  /** Groups that a sync made: only from these does it take members away. */
  readonly managedGroupIds = new Set<number>()
  /** How often in a row the sync has failed; a success begins again. */
  readonly failuresInARow = new Map<SyncSource, number>()
  #lastId = 1_000_000

  constructor(site: StoredSite) {
    this.site = site
  }

  /** Higher than every id of the seed, and never twice. */
  newId(): number {
    this.#lastId += 1
    return this.#lastId
  }

  groupNamed(name: string): StoredGroup | undefined {
    return [...this.groups.values()].find((group) => group.name.toLowerCase() === name.toLowerCase())
  }
}

/** The LDAP settings a sync runs by: those of the site, or those of the strategy with this id. */
export type SyncSource = 'site' | number

/** As somebody entered it. What was not entered yet is empty. */
export interface OauthRegistration {
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
}
