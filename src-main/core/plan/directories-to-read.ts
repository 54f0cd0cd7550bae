import { serviceField } from '../model/service-fields.ts'
import type { FieldValues } from '../service/service-facts.ts'
import { isCreation } from './creation.ts'
import type { PlannedChange, ReadState } from './plan.ts'

/** A directory that the service will read differently once the plan is applied. */
export interface DirectoryToRead {
  readonly changeId: string
  readonly resource: 'site-ldap' | 'sso-strategy'
  /** `NOBODYS_PROVIDER` for a provider that is yet to be made. */
  readonly targetId: number | undefined
  /** Every field as it will be: `siteLdapAsDirectory` makes settings of it. */
  readonly fields: FieldValues
}

/**
 * The directories for which somebody has to look what the next sync would do: LDAP is on after the plan, and something changes that
 * decides whom the sync finds or what becomes of the others. None: the forecast is `not-needed`.
 */
export function directoriesToRead(changes: readonly PlannedChange[], state: ReadState): readonly DirectoryToRead[] {
  return changes.flatMap((change) => {
    const { id, resource, targetId } = change
    if (resource === 'user' || resource === 'group') return []
    const fields = fieldsAfter(change, state)
    const isRead =
      resource === 'site-ldap'
        ? fields['ldap_enabled'] === true
        : fields['ldap_provisioning_enabled'] === true && fields['enabled'] !== false
    return isRead && change.fields.some(({ field }) => decidesAboutPeople(resource, field))
      ? [{ changeId: id, resource, targetId: isCreation(change) ? NOBODYS_PROVIDER : targetId, fields }]
      : []
  })
}

/** A resource as it will be. */
export function fieldsAfter(change: PlannedChange, state: ReadState): FieldValues {
  const current = state.resources.find(({ id }) => id === change.id)?.fields ?? {}
  const after = change.fields.flatMap((field) => (field.kind === 'value' ? [[field.field, field.after] as const] : []))
  return { ...current, ...Object.fromEntries(after) }
}

/** By the number of what is yet to be made nobody signs in, so the sync manages nobody yet. */
export const NOBODYS_PROVIDER = 0

function decidesAboutPeople(resource: PlannedChange['resource'], name: string): boolean {
  const group = serviceField(resource, name)?.group
  return name === 'enabled' || (group !== 'sign-in' && group !== 'permissions' && group !== 'saml' && group !== 'oauth' && group !== 'scim')
}
