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
      return { ...profile.strategies.find(({ id }) => id === change.targetId)?.fields, ...wantedBySaml(profile.saml, change) }
    case 'user': {
      const name = comparableUsername(usernameOfChange(change))
      const person = profile.users.find(({ username }) => comparableUsername(username) === name)
      if (person === undefined) return {}
      const { authenticationMethod, ssoStrategyId } = person
      return { authentication_method: authenticationMethod, ...(ssoStrategyId === undefined ? {} : { sso_strategy_id: ssoStrategyId }) }
    }
  }
}

/** Going by the number, or by the name in the title: the notes are made without the state of the site. */
function wantedBySaml(saml: Profile['saml'], change: PlannedChange): WantedFields {
  if (saml === undefined) return {}
  const { strategyId, displayName, source, enabled, showOnLoginPage, fields } = saml
  const isCalled = comparableUsername(change.title).includes(`“${comparableUsername(displayName)}”`)
  const isMeant = strategyId === undefined ? isCalled : change.targetId === strategyId
  if (!isMeant) return {}
  return {
    label: displayName.trim(),
    ...(source === undefined ? {} : fieldsOfSource(source)),
    ...(enabled === undefined ? {} : { enabled }),
    ...(showOnLoginPage === undefined ? {} : { display_on_login_page: showOnLoginPage }),
    ...fields
  }
}
