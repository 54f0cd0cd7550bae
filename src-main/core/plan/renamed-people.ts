import { counted } from '../catalog/entry.ts'
import { problem } from '../errors.ts'
import { seenAboutPeople } from '../evidence.ts'
import type { SafetyLimits } from '../profile/profile.ts'
import { fieldsAfter } from './directories-to-read.ts'
import { plannedValue } from './order-changes.ts'
import type { PlannedChange, ReadState, SafetyReason } from './plan.ts'
import { usernameOfChange } from './resources/user.ts'
import { comparableUsername } from './username.ts'

/** Changes that give a person another name. Capitals make no other one. */
export function renamedPeople(changes: readonly PlannedChange[]): readonly PlannedChange[] {
  return changes.filter(isRenamed)
}

export function isRenamed(change: PlannedChange): boolean {
  const name = change.resource === 'user' ? plannedValue(change, 'username')?.value : undefined
  return name !== undefined && comparableUsername(String(name)) !== comparableUsername(usernameOfChange(change))
}

/**
 * Of them those whom a sync with a directory looks for. It goes by names: as long as the directory has the old one, it takes them for gone, and
 * nobody has looked which one it has.
 */
export function renamedAndLookedFor(changes: readonly PlannedChange[], state: ReadState): readonly PlannedChange[] {
  const isOn = (id: string, name: string): boolean => {
    const current = state.resources.find((resource) => resource.id === id)
    const change = changes.find((one) => one.id === id)
    return (change === undefined ? current?.fields : fieldsAfter(change, state))?.[name] === true
  }
  const isSiteSynced = isOn('site-ldap', 'ldap_enabled')
  return renamedPeople(changes).filter((change) => {
    const { externally_managed: isManaged, sso_strategy_id: provider } = fieldsAfter(change, state)
    // What the service does not say counts against it here, too.
    return isManaged !== false && (isSiteSynced || isOn(`sso-strategy:${String(provider)}`, 'ldap_provisioning_enabled'))
  })
}

/** Whoever has a new name gets in by it alone, so many at once are like many who lose their access: one wrong column would shut all of them out. */
export function renameReasons(changes: readonly PlannedChange[], state: ReadState, limits: SafetyLimits): readonly SafetyReason[] {
  const renamed = renamedPeople(changes)
  // Written so that a limit that is no number stops, too.
  if (renamed.length === 0 || renamed.length <= limits.mostDisabled) return []
  const managed = renamedAndLookedFor(changes, state).length
  const names = renamed.slice(0, MOST_NAMES).map(usernameOfChange)
  const more = renamed.length > names.length ? ` and ${String(renamed.length - names.length)} more` : ''
  return [
    {
      problem: problem('provisioning.name.many', { count: renamed.length, managed, limit: limits.mostDisabled }, [
        seenAboutPeople('Get another name', `${names.join(', ')}${more}`)
      ]),
      canBeOverridden: true
    }
  ]
}

const MOST_NAMES = 50

/** What the next sync does to them, as far as it is known. */
export function renameSyncNotes(changes: readonly PlannedChange[], state: ReadState): readonly string[] {
  const { length } = renamedAndLookedFor(changes, state)
  return length === 0
    ? []
    : [
        `${counted(length, 'of these people is', 'of these people are')} managed by a sync with the directory, which goes by the user name. If the directory does not have the new name yet, the next sync takes them for gone: change it there first.`
      ]
}
