import { peopleFilter } from '../../core/directory/filters.ts'
import { windowsTime } from '../../core/directory/windows-time.ts'
import {
  type DirectoryEntry,
  type DirectoryProduct,
  type LdapFailure,
  type RootDseFacts,
  valueOf,
  valuesOf
} from '../../core/model/directory-facts.ts'
import type { PersonExplanation, PersonState } from '../../core/model/directory-readings.ts'
import type { DirectorySettings, ServerType } from '../../core/model/directory-settings.ts'
import { isWithin } from '../../core/model/distinguished-name.ts'
import { escapeFilterValue } from '../../core/model/search-filter.ts'
import type { DirectorySession } from '../../core/ports/directory.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { PAGE_SIZE } from './read-people.ts'

/** Attributes that people are called by, when the user name field does not know the name. */
const OTHER_NAMES = ['sAMAccountName', 'userPrincipalName', 'uid', 'mail', 'cn', 'displayName']
const STATES = ['userAccountControl', 'accountExpires', 'lockoutTime']

export interface ExplainTools {
  readonly session: DirectorySession
  readonly settings: DirectorySettings
  readonly serverType: ServerType
  readonly product: DirectoryProduct | undefined
  readonly root: RootDseFacts | undefined
  readonly now: string
}

/** Looks for one person ever more widely, until it can say why they would, or would not, become a user. No password is involved. */
export async function explainPerson(name: string, tools: ExplainTools): Promise<PersonExplanation> {
  const { settings, serverType, product } = tools
  const value = escapeFilterValue(name)
  const byField = `(${settings.usernameField}=${value})`
  const byAnyName = `(|${[settings.usernameField, ...OTHER_NAMES].map((attribute) => `(${attribute}=${value})`).join('')})`
  const people = peopleFilter(serverType, product)

  const asUser = await find(tools, settings.baseDn, `(&${people}${byField})`)
  if (!asUser.ok) return { kind: 'cut', failure: asUser.error }
  if (asUser.value.length > 1) return { kind: 'ambiguous', count: asUser.value.length }
  const [user] = asUser.value
  if (user !== undefined) return inScope(user, settings, tools.now)

  const below = await find(tools, settings.baseDn, `(&${people}${byAnyName})`)
  if (!below.ok) return { kind: 'cut', failure: below.error }
  const [known] = below.value
  if (known !== undefined) return otherName(known, name, settings)

  const anything = await find(tools, settings.baseDn, byAnyName)
  if (!anything.ok) return { kind: 'cut', failure: anything.error }
  const [thing] = anything.value
  if (thing !== undefined) return { kind: 'not-a-person', dn: thing.dn, objectClasses: valuesOf(thing, 'objectClass') }

  const top = topOf(tools)
  if (top === undefined) return { kind: 'not-found', searched: settings.baseDn }
  const anywhere = await find(tools, top, `(&${people}${byAnyName})`)
  if (!anywhere.ok) return { kind: 'cut', failure: anywhere.error }
  const [outside] = anywhere.value
  return outside === undefined ? { kind: 'not-found', searched: top } : { kind: 'outside-base', dn: outside.dn }
}

/** The whole tree that this server holds around the base; `undefined` when the base is its top. */
function topOf({ root, settings }: ExplainTools): string | undefined {
  const top = root?.namingContexts.find((context) => isWithin(settings.baseDn, context))
  return top === undefined || isWithin(top, settings.baseDn) ? undefined : top
}

async function find(
  { session, settings }: ExplainTools,
  base: string,
  filter: string
): Promise<Result<readonly DirectoryEntry[], LdapFailure>> {
  const found: DirectoryEntry[] = []
  const outcome = await session.search({
    base,
    scope: 'sub',
    filter,
    attributes: [settings.usernameField, 'mail', 'objectClass', ...OTHER_NAMES, ...STATES],
    pageSize: PAGE_SIZE,
    onPage: (page) => {
      found.push(...page)
      return 'continue'
    }
  })
  return outcome.end.kind === 'cut' ? fail(outcome.end.failure) : succeed(found)
}

function inScope(entry: DirectoryEntry, settings: DirectorySettings, now: string): PersonExplanation {
  const username = valueOf(entry, settings.usernameField) ?? ''
  return {
    kind: 'in-scope',
    dn: entry.dn,
    username: settings.domain === '' ? username : `${username}@${settings.domain}`,
    mail: valueOf(entry, 'mail') ?? '',
    states: statesOf(entry, now)
  }
}

function otherName(entry: DirectoryEntry, name: string, settings: DirectorySettings): PersonExplanation {
  const attribute = OTHER_NAMES.find((other) => valuesOf(entry, other).some((value) => value.toLowerCase() === name.toLowerCase()))
  return {
    kind: 'other-name',
    dn: entry.dn,
    matchedBy: attribute ?? 'another attribute',
    username: valueOf(entry, settings.usernameField) ?? ''
  }
}

const ACCOUNT_DISABLED = 2

/** Active Directory's states; other servers show none of these attributes. */
function statesOf(entry: DirectoryEntry, now: string): readonly PersonState[] {
  const ends = windowsTime(valueOf(entry, 'accountExpires') ?? '0')
  const locked = valueOf(entry, 'lockoutTime')
  return [
    ...((Number(valueOf(entry, 'userAccountControl') ?? 0) & ACCOUNT_DISABLED) === 0 ? [] : ['disabled' as const]),
    ...(ends !== undefined && ends !== 'never' && Date.parse(ends) < Date.parse(now) ? ['expired' as const] : []),
    ...(locked === undefined || locked === '0' ? [] : ['locked' as const])
  ]
}
