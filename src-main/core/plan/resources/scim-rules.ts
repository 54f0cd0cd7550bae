import { type Problem, problem } from '../../errors.ts'
import { isEmptyValue, sameFieldValue, valueOf } from '../../model/service-field-value.ts'
import { serviceField } from '../../model/service-fields.ts'
import { isScimOn } from '../../model/scim-method.ts'
import type { WantedFields } from '../../profile/profile.ts'
import type { FieldValues } from '../../service/service-facts.ts'

/**
 * Why a provider cannot be set up so for SCIM; `undefined`: nothing speaks against it. Only what the wish is about counts: what the site holds
 * already is not the profile’s fault. `provisioning.scim.needs-saml`, `provisioning.scim.filters-match-nobody`,
 * `provisioning.scim.filters-do-nothing`.
 */
export function scimRefusal(title: string, held: FieldValues, wanted: WantedFields): Problem | undefined {
  const after = { ...held, ...wanted }
  if (!isScimOn(after) || ![...NAMES, LDAP].some((name) => isChanged(name, held, wanted))) return undefined
  const protocol = String(after['protocol'] ?? '')
  if (protocol !== 'saml') return problem('provisioning.scim.needs-saml', { provider: title, protocol })
  // The vendor speaks of Entra ID; what other providers send is not documented. Beside LDAP provisioning the filters have their work there.
  if (after['provider'] !== 'azure' || after[LDAP] === true) return undefined
  if (!isEmptyValue(valueOf(after, REQUIRED)))
    return problem('provisioning.scim.filters-match-nobody', { provider: title, filters: labelsOf([REQUIRED]) })
  const others = OTHERS.filter((name) => !isEmptyValue(valueOf(after, name)))
  return others.length === 0 ? undefined : problem('provisioning.scim.filters-do-nothing', { provider: title, filters: labelsOf(others) })
}

/** What is worth knowing of provisioning as it will be, where the change touches it. None of it is documented well enough to refuse it. */
export function provisioningNotes(title: string, changed: ReadonlySet<string>, after: FieldValues): readonly string[] {
  const isScim = isScimOn(after)
  const isLdap = after['ldap_provisioning_enabled'] === true
  const touches = (names: readonly string[]): boolean => names.some((name) => changed.has(name))
  return [
    ...(isScim && isLdap && touches([...NAMES, 'ldap_provisioning_enabled'])
      ? [
          `${title}: SCIM and LDAP provisioning are both on. Both write users and groups; which of them wins where they disagree is not documented. Use one of the two. Group filters are for the users of LDAP: those of SCIM arrive without groups.`
        ]
      : []),
    ...(!isScim &&
    !isLdap &&
    isJitWithGroups(after) &&
    touches(['provision_users', 'provision_groups', 'scim_authentication_method', 'ldap_provisioning_enabled'])
      ? [
          `${title}: groups arrive as ids. Entra ID sends the object ids of groups with a sign-in, so groups that are made so are called like 0b0f4a0e-7b3c-4b6e-9d5e-2f1c6a8e4d11. “groups rename” gives them names by a mapping.`
        ]
      : []),
    ...(changed.has('scim_authentication_method') && isScim
      ? [`${title}: Files.com makes the SCIM token when this is saved. It is copied from the web form into Entra ID; it ends a year later.`]
      : []),
    ...(changed.has('scim_authentication_method') && !isScim
      ? [`${title}: with SCIM off, Entra ID can neither make nor change nor disable users here any more; whoever leaves keeps the account.`]
      : [])
  ]
}

function isJitWithGroups(after: FieldValues): boolean {
  return after['provider'] === 'azure' && after['provision_users'] === true && after['provision_groups'] === true
}

const REQUIRED = 'provision_group_required'
const OTHERS: readonly string[] = ['provision_group_inclusion', 'provision_group_exclusion']
const NAMES: readonly string[] = ['scim_authentication_method', REQUIRED, ...OTHERS]
/** Switched off, it leaves the filters to SCIM alone. */
const LDAP = 'ldap_provisioning_enabled'

function isChanged(name: string, held: FieldValues, wanted: WantedFields): boolean {
  const field = serviceField('sso-strategy', name)
  return Object.hasOwn(wanted, name) && field !== undefined && !sameFieldValue(field, valueOf(held, name), wanted[name])
}

function labelsOf(names: readonly string[]): string {
  return names.map((name) => `“${serviceField('sso-strategy', name)?.label ?? name}”`).join(' and ')
}
