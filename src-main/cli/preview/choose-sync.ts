import { valueOf } from '../../core/model/service-field-value.ts'
import type { DirectoryToRead } from '../../core/plan/directories-to-read.ts'
import type { ReadState, ResourceState } from '../../core/plan/plan.ts'
import { wantedFromProfile } from '../../core/plan/wanted.ts'
import type { Profile } from '../../core/profile/profile.ts'
import { type Result, succeed } from '../../core/result.ts'
import type { FieldValues } from '../../core/service/service-facts.ts'
import { badUsage, type Refusal, standsInTheWay } from '../refusal.ts'

/** The sync that is meant, with its fields as they will be. */
export type ChosenSync = Pick<DirectoryToRead, 'resource' | 'targetId' | 'fields'> & { readonly title: string }

/** `site`, or the id of a single sign-on provider. */
export type SyncName = 'site' | number

export function parseSyncName(typed: string | undefined): Result<SyncName | undefined, Refusal> {
  const text = typed?.trim()
  if (text === undefined) return succeed(undefined)
  if (text.toLowerCase() === 'site') return succeed('site')
  if (/^[1-9]\d{0,8}$/.test(text)) return succeed(Number(text))
  return badUsage(`--strategy: “${text}” is neither the id of a single sign-on provider nor “site”.`)
}

/**
 * The sync that was named, or the only one that can be meant: first among those that the profile names, then among those that the site has
 * switched on. `state` is what the site holds now, when it is connected.
 */
export function chooseSync(
  profile: Profile | undefined,
  state: ReadState | undefined,
  named: SyncName | undefined
): Result<ChosenSync, Refusal> {
  const syncs = state === undefined ? succeed(syncsOfProfile(profile)) : syncsOfSite(profile, state)
  if (!syncs.ok) return syncs
  if (named !== undefined) {
    const found = syncs.value.find(({ targetId }) => (named === 'site' ? targetId === undefined : targetId === named))
    if (found !== undefined) return succeed(found)
    const what = named === 'site' ? 'no LDAP settings of the site' : `no single sign-on provider with the number ${String(named)}`
    return badUsage(`--strategy: there is ${what} here. ${thereAre(syncs.value)}`)
  }
  const candidates = candidatesOf(syncs.value)
  const switchedOn = candidates.filter(({ isOn }) => isOn)
  const meant = candidates.length > 1 && switchedOn.length > 0 ? switchedOn : candidates
  const [only] = meant
  if (only === undefined)
    return badUsage('No LDAP sync is named by the profile or set up on the site, so there is nothing whose work could be shown.')
  return meant.length === 1 ? succeed(only) : badUsage(`--strategy is missing: several syncs could be meant. ${thereAre(meant)}`)
}

/** Those of the profile before others; one that names a directory before one that does not. */
function candidatesOf(syncs: readonly FoundSync[]): readonly FoundSync[] {
  const named = syncs.filter(({ isNamed }) => isNamed)
  const ways = [named.filter(hasHost), syncs.filter(hasHost), named]
  return ways.find((way) => way.length > 0) ?? []
}

function hasHost({ fields }: FoundSync): boolean {
  const host = valueOf(fields, 'ldap_host')
  return typeof host === 'string' && host.trim() !== ''
}

interface FoundSync extends ChosenSync {
  /** The profile says something about it. */
  readonly isNamed: boolean
  readonly isOn: boolean
}

/** What the profile says alone: nobody has asked the site. */
function syncsOfProfile(profile: Profile | undefined): readonly FoundSync[] {
  const ofSite =
    profile?.siteLdap === undefined
      ? []
      : [found('site-ldap', undefined, 'LDAP settings of the site', profile.siteLdap, namesSync(profile.siteLdap))]
  const others = providersOf(profile).map(({ id, fields }) =>
    found('sso-strategy', id, `Single sign-on ${String(id)}`, fields, namesSync(fields))
  )
  return [...ofSite, ...others]
}

/** Those that are named by their number, in the list or in a section of their own. */
function providersOf(profile: Profile | undefined): Profile['strategies'] {
  const listed = profile?.strategies ?? []
  const sections = [profile?.saml, profile?.oauth].flatMap((section) =>
    section?.strategyId === undefined ? [] : [{ id: section.strategyId, fields: section.fields }]
  )
  const ids = [...new Set([...listed, ...sections].map(({ id }) => id))]
  const all = [...sections, ...listed]
  return ids.map((id) => ({
    id,
    fields: Object.fromEntries(all.filter((one) => one.id === id).flatMap(({ fields }) => Object.entries(fields)))
  }))
}

/** The profile laid over what the site holds now. */
function syncsOfSite(profile: Profile | undefined, state: ReadState): Result<readonly FoundSync[], Refusal> {
  // People whom a profile names by hand are no part of a sync.
  const wanted = profile === undefined ? succeed([]) : wantedFromProfile({ ...profile, users: [], groups: [] }, state)
  if (!wanted.ok) return standsInTheWay(wanted.error)
  return succeed(
    state.resources.filter(isSync).map(({ id, resource, targetId, title, fields }) => {
      const own = wanted.value.find((each) => each.id === id)
      const isNamed = own !== undefined && (namesSync(own.fields) || own.secrets.includes('ldap_password'))
      return found(resource, targetId, title, { ...fields, ...own?.fields }, isNamed)
    })
  )
}

function isSync(resource: ResourceState): resource is ResourceState & { readonly resource: ChosenSync['resource'] } {
  return resource.resource === 'site-ldap' || resource.resource === 'sso-strategy'
}

function found(
  resource: ChosenSync['resource'],
  targetId: number | undefined,
  title: string,
  fields: FieldValues,
  isNamed: boolean
): FoundSync {
  const isOn =
    resource === 'site-ldap'
      ? valueOf(fields, 'ldap_enabled') === true
      : valueOf(fields, 'ldap_provisioning_enabled') === true && valueOf(fields, 'enabled') !== false
  return { resource, targetId, title, fields, isNamed, isOn }
}

function namesSync(fields: FieldValues): boolean {
  return Object.keys(fields).some((name) => /^(?:ldap|provision|deprovision)_/.test(name))
}

function thereAre(syncs: readonly FoundSync[]): string {
  const names = syncs.map(({ targetId, title }) => `--strategy ${String(targetId ?? 'site')} (${title})`)
  return names.length === 0 ? 'There is none at all.' : `There ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}.`
}
