import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import type { DirectorySettings } from '../../core/model/directory-settings.ts'
import { siteLdapAsDirectory } from '../../core/model/service-field-directory.ts'
import { fieldsAfter } from '../../core/plan/directories-to-read.ts'
import { planChanges } from '../../core/plan/plan-changes.ts'
import type { ReadState, ResourceState } from '../../core/plan/plan.ts'
import { wantedFromProfile } from '../../core/plan/wanted.ts'
import type { DigestPort } from '../../core/ports/surroundings.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import { rulesFromFields } from '../../core/preview/rules-from-fields.ts'
import type { Profile, ProfileDirectory } from '../../core/profile/profile.ts'
import { type Result, succeed } from '../../core/result.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { FieldValues } from '../../core/service/service-facts.ts'
import { readSiteState } from './read-site-state.ts'

/** A sync as it will be: what the site holds now, with what the kept profile wants laid over it. */
export interface SyncSetUp {
  readonly managedBy: PreviewRules['managedBy']
  readonly title: string
  /** Whether it is switched on at the site now. */
  readonly isOn: boolean
  /** Absent when the set-up names no directory, or no place in it. */
  readonly settings: DirectorySettings | undefined
  readonly rules: Omit<PreviewRules, 'limits'>
}

export interface SyncSetUpsRequest {
  readonly reader: FilesReader
  /** Absent: what the site holds is what counts. */
  readonly profile: Profile | undefined
  /** How this computer reaches the directory, when it is another way than the service's. */
  readonly way: ProfileDirectory | undefined
}

/**
 * The syncs of a site that LDAP could feed: its own, and those of the providers that are told, or are to be told, to take people from a
 * directory. Those that are on come first. Nothing but GET requests. Throws `Cancelled`.
 */
export async function readSyncSetUps(
  ports: { readonly digest: DigestPort },
  { reader, profile, way }: SyncSetUpsRequest,
  signal: CancelSignal
): Promise<Result<readonly SyncSetUp[], Problem>> {
  const state = await readSiteState(reader, { kind: 'ids', users: [], groups: [] }, () => false, signal)
  if (!state.ok) return state
  const after = fieldsAsWanted(ports.digest, profile, state.value)
  if (!after.ok) return after
  const setUps = state.value.resources.flatMap((resource) => {
    const fields = after.value(resource)
    return isFedByLdap(resource.fields, resource) || isFedByLdap(fields, resource) ? [setUpOf(resource, fields, way)] : []
  })
  return succeed(setUps.toSorted((a, b) => Number(b.isOn) - Number(a.isOn)))
}

/** As a plan would leave the site: by the same functions, so that both mean the same. People do not matter for it. */
function fieldsAsWanted(
  digest: DigestPort,
  profile: Profile | undefined,
  state: ReadState
): Result<(resource: ResourceState) => FieldValues, Problem> {
  if (profile === undefined) return succeed(({ fields }) => fields)
  const wanted = wantedFromProfile({ ...profile, users: [], groups: [] }, state)
  if (!wanted.ok) return wanted
  const { changes } = planChanges(state, wanted.value, 'not-asked', digest)
  return succeed((resource) => {
    const change = changes.find(({ id }) => id === resource.id)
    return change === undefined ? resource.fields : fieldsAfter(change, state)
  })
}

function isFedByLdap(fields: FieldValues, { resource }: ResourceState): boolean {
  return resource === 'site-ldap' || fields['ldap_provisioning_enabled'] === true
}

function setUpOf({ resource, targetId, fields: now }: ResourceState, fields: FieldValues, way: ProfileDirectory | undefined): SyncSetUp {
  const kind = resource === 'site-ldap' ? 'site-ldap' : 'sso-strategy'
  const settings = siteLdapAsDirectory(fields, way)
  const rules = rulesFromFields({ resource: kind, targetId, fields })
  return {
    managedBy: rules.managedBy,
    title: kind === 'site-ldap' ? 'LDAP of the site' : labelOf(fields, targetId),
    isOn: kind === 'site-ldap' ? now['ldap_enabled'] === true : now['ldap_provisioning_enabled'] === true && now['enabled'] !== false,
    settings: settings === undefined || settings.baseDn === '' ? undefined : settings,
    rules
  }
}

function labelOf(fields: FieldValues, id: number | undefined): string {
  const label = fields['label']
  return typeof label === 'string' && label !== '' ? label : `Single sign-on ${String(id)}`
}

/** Rules for a directory that no set-up names: what a site without any settings does. */
export function usualRules(): Omit<PreviewRules, 'limits'> {
  return rulesFromFields({ resource: 'site-ldap', targetId: undefined, fields: {} })
}
