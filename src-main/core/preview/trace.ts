import { type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import { isManaged } from './match-users.ts'
import { outcomeAt, reasonAt, warningsOf } from './preview-codes.ts'
import type { Outcome, ReasonCode, Trace, TraceStep } from './preview-result.ts'
import { reasonText, warningTexts } from './reason-text.ts'
import type { Preview } from './run-preview.ts'
import { siteUserState, type SiteUsers } from './site-users.ts'
import { personSteps } from './trace-person.ts'

/** How the outcome of a row came about, rule by rule in the order of the decision. */
export function traceRow(preview: Preview, row: number): Trace {
  const outcome = outcomeAt(preview.outcomes[row])
  const reason = reasonAt(preview.reasons[row])
  const person = preview.personOf(row)
  const steps = [
    ...(person === undefined ? [missingStep(preview, row)] : personSteps(preview, person)),
    ...siteSteps(preview, row),
    ...changeSteps(preview, row),
    ...warningsOf(preview.warnings[row]).map((warning) => noted('Worth knowing', warningTexts[warning]))
  ]
  return { headline: headlineOf(preview, row), steps, remedy: remedyOf(reason, outcome) }
}

/** One sentence: who, what, why. */
export function headlineOf(preview: Preview, row: number): string {
  const outcome = outcomeAt(preview.outcomes[row])
  const who = preview.username(row) || preview.nameOf(row) || preview.row(row).dn
  return `${who} ${outcomeTexts[outcome]}. ${reasonText(reasonAt(preview.reasons[row]), outcome)}`
}

const outcomeTexts: Readonly<Record<Outcome, string>> = {
  create: 'would get an account',
  update: 'would be updated',
  disable: 'would be disabled',
  delete: 'would be deleted',
  unchanged: 'would stay as it is',
  'left-out': 'would not get an account'
}

function missingStep(preview: Preview, row: number): TraceStep {
  const reason = reasonAt(preview.reasons[row])
  const isThere = reason === 'same-username-twice' || reason === 'no-longer-in-required-groups' || reason === 'disabled-in-directory'
  return {
    rule: 'Found in the directory',
    result: isThere ? 'noted' : 'failed',
    sentence: isThere
      ? 'The directory has this user name, but not for one person whom the sync takes.'
      : 'No person of the directory gets this user name.',
    evidence: [seenAboutPeople('User name on the site', preview.username(row))]
  }
}

function siteSteps(preview: Preview, row: number): readonly TraceStep[] {
  const { site, match } = preview
  if (site === undefined) return [noted('Match on the site', 'No site was compared.')]
  const user = preview.userOf(row)
  if (user === undefined) return [noted('Match on the site', 'The site has no user of this name, or none whom this row is about.')]
  const person = preview.personOf(row)
  const found: TraceStep = {
    rule: 'Match on the site',
    result: 'passed',
    sentence:
      person === undefined
        ? 'This is a user of the site.'
        : match.isRenamed[person] === 1
          ? 'No user has this name, but exactly one whose name is gone has the same mail and the same full name.'
          : 'A user of the site has this user name.',
    evidence: userEvidence(site, user)
  }
  const managed = isManaged(site, user, preview.rules)
  const managedStep: TraceStep = {
    rule: 'Managed by this sync',
    result: managed ? 'passed' : 'failed',
    sentence: managed ? 'The sync looks after this user.' : 'Somebody else looks after this user, so the sync never touches it.',
    evidence: [
      seen('Externally managed', yesNo((site.state(user) & siteUserState.externallyManaged) !== 0)),
      seen('Single sign-on provider', site.ssoStrategyId(user) ?? 'none')
    ]
  }
  return [found, managedStep]
}

function userEvidence(site: SiteUsers, user: number): readonly EvidenceItem[] {
  return [
    seenAboutPeople('User name', site.text(user, 'username')),
    seenAboutPeople('Email', site.text(user, 'email')),
    seenAboutPeople('Name', site.text(user, 'name')),
    seen('Disabled', yesNo((site.state(user) & siteUserState.disabled) !== 0))
  ]
}

function changeSteps(preview: Preview, row: number): readonly TraceStep[] {
  const { changes, groupsGained, groupsLost } = preview.row(row)
  const fields = changes.map((change): TraceStep => ({
    rule: 'Field',
    result: 'noted',
    sentence: `The ${fieldNames[change.field]} would change.`,
    evidence: [seenAboutPeople('Before', change.before), seenAboutPeople('After', change.after)]
  }))
  if (groupsGained.length + groupsLost.length === 0) return fields
  return [
    ...fields,
    {
      rule: 'Groups',
      result: 'noted',
      sentence: 'Memberships would change.',
      evidence: [...groupsGained.map((group) => seen('Joins', group)), ...groupsLost.map((group) => seen('Leaves', group))]
    }
  ]
}

const fieldNames = { username: 'user name', email: 'email address', name: 'full name', disabled: 'state “disabled”' } as const

function noted(rule: string, sentence: string): TraceStep {
  return { rule, result: 'noted', sentence, evidence: [] }
}

function yesNo(is: boolean): string {
  return is ? 'yes' : 'no'
}

function remedyOf(reason: ReasonCode, outcome: Outcome): string {
  return outcome === 'unchanged' && reason !== 'same-username-twice' && reason !== 'not-managed-by-this-sync' ? '' : remedies[reason]
}

const remedies: Readonly<Record<ReasonCode, string>> = {
  'new-person': '',
  'fields-differ': '',
  'groups-differ': '',
  renamed: 'Rename the user on the site before the sync runs, so that files and memberships stay with the person.',
  same: '',
  'gone-from-directory':
    'If this is not meant, look whether the entry was moved out of the base, renamed, or hidden from the service account, and whether user name field and domain are right.',
  'no-longer-in-required-groups':
    'If this is not meant, put the person back into one of the required groups, or add her group to the list.',
  'disabled-in-directory': 'If this is not meant, enable the account in the directory.',
  'not-in-required-groups': 'To let this person in, put her into one of the required groups, or add her group to the list.',
  'no-username': 'Fill in the user name field of this entry, or choose another field.',
  'username-too-long': 'Give this person a shorter value in the user name field.',
  'username-forbidden-characters': 'Take the characters that nobody can type out of the user name field, and slashes and commas with them.',
  'same-username-twice': 'Give each of these entries a user name of its own, or leave all but one out by a required group.',
  'not-managed-by-this-sync': 'To have the sync look after this user, the site has to mark it as externally managed by this sync.',
  'user-provisioning-off': 'Switch on “Create users”, or create the user by hand.',
  'stays-when-gone': ''
}
