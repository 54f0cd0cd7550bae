import { sameFieldValue, valueOf } from '../model/service-field-value.ts'
import { serviceField } from '../model/service-fields.ts'
import type { Profile, WantedFields } from '../profile/profile.ts'
import { fieldsOfSource } from '../saml/wanted-of-source.ts'
import type { PlannedChange } from './plan.ts'
import { usernameOfChange } from './resources/user.ts'
import { comparableUsername } from './username.ts'

/** Where the profile of the site still wants what an undo takes back: its next plan would bring it again. `changes` are those of the undo. */
export function stillWantedNotes(profile: Profile, changes: readonly PlannedChange[]): readonly string[] {
  return changes.flatMap((change) => {
    const wanted = wantedOf(profile, change)
    const labels = change.fields.flatMap((planned) => {
      const field = serviceField(change.resource, planned.field)
      const value = valueOf(wanted, planned.field)
      if (planned.kind !== 'value' || field === undefined || value === undefined) return []
      return sameFieldValue(field, value, planned.after) ? [] : [`“${planned.label}”`]
    })
    return labels.length === 0
      ? []
      : [
          `${change.title}: the profile still wants another value of ${labels.join(', ')} than this undo brings back. Its next plan sets that again: correct the profile if the undo shall last.`
        ]
  })
}

function wantedOf(profile: Profile, change: PlannedChange): WantedFields {
  switch (change.resource) {
    case 'site-ldap':
      return profile.siteLdap ?? {}
    case 'sso-strategy':
      return {
        ...profile.strategies.find(({ id }) => id === change.targetId)?.fields,
        ...wantedBySaml(profile.saml, change),
        ...wantedByOauth(profile.oauth, change)
      }
    case 'user': {
      const name = comparableUsername(usernameOfChange(change))
      // After a rename the site knows the person by the new name, and the profile by both.
      const person = profile.users.find(({ username, newUsername }) =>
        [username, newUsername].some((one) => one !== undefined && comparableUsername(one) === name)
      )
      if (person === undefined) return {}
      const { authenticationMethod, ssoStrategyId, newUsername, newEmail } = person
      return {
        ...(newUsername === undefined ? {} : { username: newUsername }),
        ...(newEmail === undefined ? {} : { email: newEmail }),
        ...(authenticationMethod === undefined ? {} : { authentication_method: authenticationMethod }),
        ...(ssoStrategyId === undefined ? {} : { sso_strategy_id: ssoStrategyId })
      }
    }
    case 'group':
      return wantedOfGroup(profile, change)
  }
}

function wantedOfGroup({ groups }: Profile, change: PlannedChange): WantedFields {
  const now = plannedBefore(change)
  const wanted = groups.find(({ id, newName }) => (id === undefined ? comparableUsername(newName) === now : id === change.targetId))
  return wanted === undefined ? {} : { name: wanted.newName }
}

function plannedBefore({ fields }: PlannedChange): string {
  const name = fields.find(({ field }) => field === 'name')
  return name?.kind === 'value' ? comparableUsername(String(name.before ?? '')) : ''
}

function wantedByOauth(oauth: Profile['oauth'], change: PlannedChange): WantedFields {
  return oauth === undefined ? {} : wantedBySection({ ...oauth, more: {} }, change)
}

/** Going by the number, or by the name in the title: the notes are made without the state of the site. */
function wantedBySaml(saml: Profile['saml'], change: PlannedChange): WantedFields {
  if (saml === undefined) return {}
  return wantedBySection({ ...saml, more: saml.source === undefined ? {} : fieldsOfSource(saml.source) }, change)
}

function wantedBySection(
  section: Omit<NonNullable<Profile['saml']>, 'source'> & { readonly more: WantedFields },
  change: PlannedChange
): WantedFields {
  const { strategyId, displayName, more, enabled, showOnLoginPage, fields } = section
  const isCalled = comparableUsername(change.title).includes(`“${comparableUsername(displayName)}”`)
  const isMeant = strategyId === undefined ? isCalled : change.targetId === strategyId
  if (!isMeant) return {}
  return {
    label: displayName.trim(),
    ...more,
    ...(enabled === undefined ? {} : { enabled }),
    ...(showOnLoginPage === undefined ? {} : { display_on_login_page: showOnLoginPage }),
    ...fields
  }
}
