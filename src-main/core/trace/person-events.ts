import { comparableText } from '../preview/name-person.ts'
import { isAboutPerson } from '../scim/log/follow-verdict.ts'
import type { ReadScimEntry } from '../scim/log/group-scim-causes.ts'
import type { ExternalEventFacts, SettingsChangeFacts, SsoEventFacts, UserFacts } from '../service/service-facts.ts'
import type { PersonNames } from './person-names.ts'
import type { TraceFacts } from './trace-facts.ts'

/** What of the logs is about one person; newest first. */
export interface PersonEvents {
  readonly sso: readonly SsoEventFacts[]
  readonly scim: readonly ReadScimEntry[]
  readonly ldapSync: readonly ExternalEventFacts[]
  /** Also those that are about sign-in and provisioning of everybody. */
  readonly settings: readonly SettingsChangeFacts[]
}

export function personEvents(facts: TraceFacts, names: PersonNames, user: UserFacts | undefined): PersonEvents {
  const ids = numbersOf(facts, names, user)
  return {
    sso: facts.ssoEvents.filter(
      ({ userId, username, body, errors }) =>
        (userId !== undefined && userId === user?.id) ||
        names.has(username) ||
        // Refusals of Microsoft name the person in their text only. An event that names somebody else is theirs.
        ((username ?? '') === '' && userId === undefined && [body, ...errors].some((text) => names.isNamedIn(text)))
    ),
    scim: facts.scimEntries.filter((entry) => names.all.some((name) => isAboutPerson(entry, name, ids))),
    ldapSync: facts.externalEvents.filter(({ body }) => names.isNamedIn(body)),
    settings: facts.settingsChanges.filter(({ changes }) => changes.some((text) => MATTERS.test(text) || names.isNamedIn(text)))
  }
}

const MATTERS = /\b(?:sso|saml|oauth|scim|ldap|single sign-on|provision|deprovision|strateg)|non_sso_|`enabled`|display_on_login/i

/** Numbers in SCIM. That they are the numbers of the users is not documented: where the log calls one by the name of somebody else, they are not. */
function numbersOf({ scimEntries, users }: TraceFacts, names: PersonNames, user: UserFacts | undefined): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { reading } of scimEntries)
    if (reading.userId !== undefined && reading.names.some((name) => names.has(name))) ids.add(reading.userId)
  if (user === undefined) return ids
  const id = String(user.id)
  const others = new Set(users.filter((other) => other.id !== user.id).map(({ username }) => comparableText(username)))
  const isSomebodyElse = scimEntries.some(
    ({ reading }) => reading.userId === id && reading.names.some((name) => others.has(comparableText(name)))
  )
  if (!isSomebodyElse) ids.add(id)
  return ids
}
