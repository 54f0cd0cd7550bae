import { type Problem, problem } from '../../errors.ts'
import { isEmptyValue } from '../../model/service-field-value.ts'
import { LONGEST_USERNAME, usernameFault } from '../../preview/name-person.ts'
import { userFields } from '../../model/service-fields.ts'
import type { Profile, WantedFields, WantedUser } from '../../profile/profile.ts'
import { fail, type Result, succeed } from '../../result.ts'
import type { UserFacts } from '../../service/service-facts.ts'
import type { PlannedChange, ReadState, ResourceState } from '../plan.ts'
import { comparableUsername } from '../username.ts'
import type { WantedResource } from '../wanted.ts'
import type { PlannedResource } from './planned-resource.ts'
import { readableFields } from './readable-fields.ts'
import { renamedAlready } from './renamed-already.ts'
import { strategyInState } from './sso-strategy.ts'
import { wantedFields } from './wanted-fields.ts'
import { type Rename, renameProblem } from './judge-renames.ts'
import { oauthProvider } from './wanted-oauth.ts'
import { samlProvider } from './wanted-saml.ts'

/** What one person is called, and how they sign in. */
export const user: PlannedResource = {
  kind: 'user',
  name: 'a user',
  fields: userFields,
  way: () => 'update',
  wanted(profile, state) {
    const wanted: WantedResource[] = []
    const renames: Rename[] = []
    const seen = new Set<string>()
    const byName = usersIn(state)
    const wishes = profile.users.map((person) => ({ person, name: person.username, newName: person.newUsername }))
    const renamed = renamedAlready(wishes, new Set(byName.keys()))
    for (const wish of wishes) {
      const { person } = wish
      const current = userMeant(byName, person, renamed.has(wish))
      if (!current.ok) return current
      if (seen.has(current.value.id))
        return fail(
          problem('plan.profile.bad-value', {
            field: 'username',
            resource: current.value.title,
            reason: 'The profile lists it more than once.'
          })
        )
      const unclear = providerToName(person, current.value, profile, state)
      if (unclear !== undefined) return fail(unclear)
      const found = wantedUser(person, current.value, state)
      if (!found.ok) return found
      seen.add(current.value.id)
      wanted.push(found.value)
      const { id, title, fields } = current.value
      const [from, to] = [String(fields['username'] ?? ''), found.value.fields['username']]
      if (typeof to === 'string' && to !== from) renames.push({ id, title, from, to })
    }
    const impossible = renameProblem('user', renames, state)
    return impossible === undefined ? succeed(wanted) : fail(impossible)
  },
  formPath: ['Users', 'the user', 'Authentication']
}

function usersIn({ resources }: ReadState): ReadonlyMap<string, readonly ResourceState[]> {
  const byName = new Map<string, ResourceState[]>()
  for (const one of resources) {
    if (one.resource !== 'user') continue
    const name = comparableUsername(String(one.fields['username'] ?? ''))
    const known = byName.get(name)
    if (known === undefined) byName.set(name, [one])
    else known.push(one)
  }
  return byName
}

/** Capitals and the way in which accents are encoded do not make another person; two that differ only so make it unclear who is meant. */
function userMeant(
  byName: ReadonlyMap<string, readonly ResourceState[]>,
  { username, newUsername = username }: WantedUser,
  isRenamedAlready: boolean
): Result<ResourceState, Problem> {
  const found = byName.get(comparableUsername(isRenamedAlready ? newUsername : username)) ?? []
  const [one, other] = found
  if (one === undefined) return fail(problem('plan.target.missing', { what: `user ${username}` }))
  if (other !== undefined) return fail(problem('plan.target.ambiguous', { what: `user ${username}`, count: found.length }))
  return succeed(one)
}

function wantedUser(person: WantedUser, current: ResourceState, state: ReadState): Result<WantedResource, Problem> {
  const { authenticationMethod, ssoStrategyId, clear2fa, newUsername, newEmail } = person
  const emptied = [newUsername, newEmail].some((name) => name?.trim() === '')
  if (emptied)
    return fail(
      problem('plan.profile.bad-value', {
        field: newUsername?.trim() === '' ? 'newUsername' : 'newEmail',
        resource: current.title,
        reason: 'It is empty; leave it out to leave it as it is.'
      })
    )
  const isNew = newUsername !== undefined && newUsername.trim() !== current.fields['username']
  if (isNew && usernameFault(newUsername.trim()) !== undefined)
    return fail(problem('plan.profile.bad-value', { field: 'newUsername', resource: current.title, reason: NO_USERNAME }))
  if (ssoStrategyId !== undefined) {
    const strategy = strategyInState(state, ssoStrategyId)
    if (!strategy.ok) return strategy
  }
  const fields: WantedFields = {
    ...(newUsername === undefined ? {} : { username: newUsername.trim() }),
    ...(newEmail === undefined ? {} : { email: newEmail.trim() }),
    ...(authenticationMethod === undefined ? {} : { authentication_method: authenticationMethod }),
    ...(ssoStrategyId === undefined ? {} : { sso_strategy_id: ssoStrategyId })
  }
  const wanted = wantedFields(user, current, fields)
  if (!wanted.ok) return wanted
  return succeed({ ...wanted.value, secrets: clear2fa && losesSecondFactors(current, authenticationMethod) ? ['clear_2fa'] : [] })
}

const NO_USERNAME = `A name has at most ${String(LONGEST_USERNAME)} characters and no slash, backslash, comma or invisible character. These limits are ours: Files.com documents none.`

/** Who goes to single sign-on beside a saml or oauth section means its provider, and has to say so by its number: people belong to that. */
function providerToName(person: WantedUser, current: ResourceState, { saml, oauth }: Profile, state: ReadState): Problem | undefined {
  const hasProvider = person.ssoStrategyId !== undefined || !isEmptyValue(current.fields['sso_strategy_id'])
  if (person.authenticationMethod !== 'sso' || hasProvider) return undefined
  const sections = [
    ...(saml === undefined ? [] : [{ section: 'saml', found: samlProvider(saml, state) }]),
    ...(oauth === undefined ? [] : [{ section: 'oauth', found: oauthProvider(oauth, state) }])
  ]
  const texts: string[] = []
  for (const { section, found } of sections) {
    if (!found.ok) return found.error
    texts.push(
      found.value === undefined
        ? `the one of the ${section} section has none before it is made: apply the plan that makes the provider first, then move people to it by a second plan`
        : `the one of the ${section} section has the number ${String(found.value.targetId)}`
    )
  }
  if (texts.length === 0) return undefined
  const reason = `Whoever signs in by single sign-on needs the number of a provider: ${texts.join('; ')}.`
  return problem('plan.profile.bad-value', { field: 'ssoStrategyId', resource: current.title, reason })
}

// It belongs to the step from password to single sign-on; asked for at any other time it would be a change in every plan for ever.
function losesSecondFactors(current: ResourceState, authenticationMethod: string | undefined): boolean {
  const { authentication_method: before, active_2fa: hasFactors } = current.fields
  return authenticationMethod === 'sso' && before !== 'sso' && (isEmptyValue(hasFactors) || hasFactors === true)
}

export function userState(facts: UserFacts): ResourceState {
  return {
    id: `user:${facts.id}`,
    resource: 'user',
    targetId: facts.id,
    title: `${TITLE_START}${facts.username}`,
    // What says who it is and how they get in; when they were last seen changes by itself and is no part of it.
    fields: readableFields({
      username: facts.username,
      email: facts.email,
      authentication_method: facts.authenticationMethod,
      sso_strategy_id: facts.ssoStrategyId,
      disabled: facts.disabled,
      site_admin: facts.siteAdmin,
      readonly_site_admin: facts.readonlySiteAdmin,
      externally_managed: facts.externallyManaged,
      active_2fa: facts.active2fa
    })
  }
}

const TITLE_START = 'User '

/** The user name of a change to a user, as it stands in its title. */
export function usernameOfChange(change: Pick<PlannedChange, 'title'>): string {
  return change.title.startsWith(TITLE_START) ? change.title.slice(TITLE_START.length) : change.title
}
