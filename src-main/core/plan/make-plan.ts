import { serviceFieldMessages } from '../model/service-field-messages.ts'
import type { Problem } from '../errors.ts'
import type { DigestPort } from '../ports/surroundings.ts'
import type { SafetyLimits } from '../profile/profile.ts'
import type { UserFacts } from '../service/service-facts.ts'
import { planDigest, stateBaseline } from './canonical-text.ts'
import { buttonNotes } from './button-notes.ts'
import { directoriesToRead, fieldsAfter } from './directories-to-read.ts'
import { type Creation, isCreation } from './creation.ts'
import type { Forecast } from './forecast.ts'
import { type ProviderKeys, providerKeyReasons } from './judge-provider-keys.ts'
import { judgeSafety, peopleLosingAccess } from './judge-safety.ts'
import { switchedOff } from './lost-by-plan.ts'
import { isPasswordMethod, plannedValue } from './order-changes.ts'
import type { Plan, PlannedChange, ReadState } from './plan.ts'
import { planChanges } from './plan-changes.ts'
import { nameNotes } from './name-notes.ts'
import { renameSyncNotes } from './renamed-people.ts'
import { provisioningNotes } from './resources/scim-rules.ts'
import { proveBreakGlass } from './prove-break-glass.ts'
import { comparableUsername } from './username.ts'
import type { StrategyWrites, WantedResource } from './wanted.ts'

export interface PlanInput {
  readonly purpose: Plan['purpose']
  readonly state: ReadState
  readonly wanted: readonly WantedResource[]
  readonly strategyWrites: StrategyWrites
  readonly forecast: Forecast
  readonly limits: SafetyLimits
  readonly administrators: Administrators
  /** Of the providers whose trust changes; a plan that touches none has none. */
  readonly providerKeys?: readonly ProviderKeys[]
  readonly now: Date
  readonly digest: DigestPort
}

/** The administrators of the site; `cut`: why the list is not whole. */
export interface Administrators {
  readonly users: readonly UserFacts[]
  readonly cut: Problem | undefined
}

/** The plan from the state read now to what is wanted, judged. The same input gives the same digest, whenever and in whatever order it is given. */
export function makePlan(input: PlanInput): Plan {
  const { state, forecast, limits, administrators, now, digest } = input
  const { changes, missing } = planChanges(state, input.wanted, input.strategyWrites, digest)
  const directories = directoriesToRead(changes, state)
  const content = { schemaVersion: 1 as const, site: state.site, baseline: stateBaseline(state, digest), changes }
  const providerKeys = input.providerKeys ?? []
  // Whoever signs in by a provider with keys that are in doubt may lose it, and nobody can count them.
  const areKeysInDoubt =
    providerKeyReasons(
      providerKeys.filter(({ isInUse }) => isInUse),
      now
    ).length > 0
  const losing = areKeysInDoubt ? undefined : peopleLosingAccess({ changes, state, forecast })
  return {
    ...content,
    purpose: input.purpose,
    madeAt: now.toISOString(),
    digest: planDigest(content, digest),
    safety: judgeSafety({
      changes,
      state,
      directories,
      forecast,
      limits,
      administrators: administrators.users,
      providerKeys,
      now
    }),
    breakGlass: proveBreakGlass({ administrators, changes, forecast, now }),
    notes: [
      ...missing.map((id) => `${id} does not exist on the site any more; nothing is planned for it.`),
      ...changes.flatMap((change) => adviceOn(change, state)),
      ...changes.flatMap(notesOnCreation),
      ...input.wanted.flatMap(({ notes = [] }) => notes),
      ...changes.flatMap((change) => notesOnProvisioning(change, state)),
      ...(input.purpose === 'profile' ? notesOnOff(state, input.wanted) : []),
      ...notesOnPeople(changes),
      ...buttonNotes(changes, state),
      ...nameNotes(changes, state),
      ...renameSyncNotes(changes, state),
      ...switchedOff(changes).map((title) => `${title}: this is switched off. Whoever signs in by it cannot get in any more.`),
      ...(forecast.kind === 'made' && changes.length > 0 ? forecast.assumptions : [])
    ],
    ...(losing === undefined ? {} : { peopleLosingAccess: losing.length })
  }
}

/** Advice on what the plan changes; advice on what stays as it is belongs elsewhere. */
function adviceOn(change: PlannedChange, state: ReadState): readonly string[] {
  const messages = serviceFieldMessages(change.resource, fieldsAfter(change, state)).filter(
    ({ field, severity }) => severity === 'advice' && change.fields.some((changed) => changed.field === field)
  )
  const unseen = change.fields.some(
    (field) => field.kind === 'value' && field.field === 'ldap_server_certificate' && field.before === undefined
  )
  return [
    ...messages.map(({ field, text }) => `${labelOf(change, field)}: ${text}`),
    ...(unseen
      ? [
          `${labelOf(change, 'ldap_server_certificate')}: the site does not show this setting; whether it knows it comes out when it is read back.`
        ]
      : [])
  ]
}

/** What is not documented about new providers is said before anybody relies on it. */
function notesOnCreation(change: PlannedChange): readonly string[] {
  if (!isCreation(change)) return []
  const isSwitched = plannedValue(change, 'enabled') !== undefined
  return [
    ...(isSwitched
      ? []
      : [`${change.title}: whether Files.com switches a new provider on by itself is not documented. Say so in the plan if it matters.`]),
    `${change.title}: nobody signs in by it until people are moved to it.`,
    ...sameNames(change)
  ]
}

/** It is another provider, of another kind; on the sign-in page both look the same. */
function sameNames(change: Creation): readonly string[] {
  const label = comparableUsername(String(plannedValue(change, 'label')?.value ?? ''))
  return change.beside
    .filter((neighbour) => comparableUsername(neighbour.label) === label)
    .map(
      ({ id, label: other }) =>
        `${change.title}: the provider “${other}” (${String(id)}) has the same display name. People cannot tell their buttons apart.`
    )
}

/** Everything may be as wanted, and nobody gets in: whoever wants that says so. */
function notesOnOff({ resources }: ReadState, wanted: readonly WantedResource[]): readonly string[] {
  return resources
    .filter(({ id, resource, fields }) => {
      const wish = wanted.find((one) => one.id === id)
      return resource === 'sso-strategy' && fields['enabled'] === false && wish !== undefined && !Object.hasOwn(wish.fields, 'enabled')
    })
    .map(
      ({ title }) =>
        `${title} is switched off, and the profile leaves that as it is: nobody can sign in by it. To switch it on, say so in the profile (enabled: true).`
    )
}

function notesOnProvisioning(change: PlannedChange, state: ReadState): readonly string[] {
  if (change.resource !== 'sso-strategy') return []
  return provisioningNotes(change.title, new Set(change.fields.map(({ field }) => field)), fieldsAfter(change, state))
}

function labelOf(change: PlannedChange, name: string): string {
  return change.fields.find(({ field }) => field === name)?.label ?? name
}

function notesOnPeople(changes: readonly PlannedChange[]): readonly string[] {
  const moves = changes.flatMap((change) => {
    const method = change.resource === 'user' ? plannedValue(change, 'authentication_method') : undefined
    return method === undefined ? [] : [method.value]
  })
  const byHand = changes.some(({ resource, way }) => resource === 'sso-strategy' && way === 'hand-off')
  return [
    ...(moves.includes('sso') && byHand
      ? ['People go to single sign-on, and settings of a provider are still to be entered by hand: do that first.']
      : []),
    ...(moves.some((method) => isPasswordMethod(method))
      ? ['Who goes back to a password needs one: without it they ask for a new one on the sign-in page.']
      : [])
  ]
}
