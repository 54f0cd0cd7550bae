import type { Cause, PreviewComparison } from './compare-previews.ts'
import type { PreviewRules } from './preview-rules.ts'

/** What was edited between two previews, as a sentence. */
export function causeText(cause: Cause): string {
  switch (cause.kind) {
    case 'appeared':
      return cause.where === 'directory' ? 'Is new in the directory.' : 'Is new on the site.'
    case 'vanished':
      return cause.where === 'directory'
        ? 'Is not found in the directory any more: deleted, moved out of the base, or hidden from the service account.'
        : 'Is not on the site any more.'
    case 'attribute':
      return accountStateText(cause) ?? `${cause.attribute} in the directory: ${quoted(cause.before)} became ${quoted(cause.after)}.`
    case 'site-field':
      return `${cause.field} on the site: ${quoted(cause.before)} became ${quoted(cause.after)}.`
    case 'joined':
      return `Was put into the group “${cause.group}”.`
    case 'left':
      return `Was taken out of the group “${cause.group}”.`
    case 'joined-by-way-of':
      return `Came into “${cause.group}” by way of another group.`
    case 'left-by-way-of':
      return `Dropped out of “${cause.group}” because another group was edited.`
  }
}

/** When nothing was edited of a person whose outcome is another one. */
export const noCauseText =
  'Nothing was edited of this person: other settings, a group pattern, or somebody else with the same name made the difference.'

/** A setting that differs between two previews. */
export function changedRuleText({ rule, before, after }: PreviewComparison['rules'][number]): string {
  if (rule === 'managedBy') return 'Another sync of the site was looked at.'
  if (rule === 'limits') return 'The safety limits are others.'
  return `${isRule(rule) ? ruleNames[rule] : rule}: ${ruleValueText(before)} became ${ruleValueText(after)}.`
}

/** Settings as a person knows them. */
export const ruleNames: Readonly<Record<keyof PreviewRules, string>> = {
  usernameField: 'User name field',
  domain: 'Domain',
  requiredGroups: 'Only provision users in these groups',
  includedGroups: 'Only provision these groups',
  excludedGroups: 'Exclude these groups',
  directMembersOnly: 'Direct members only',
  managedBy: 'The sync that was looked at',
  provisionsUsers: 'Create users',
  provisionsGroups: 'Create groups',
  keepsMemberships: 'Memberships that end stay',
  whenGone: 'People who are gone',
  limits: 'Safety limits'
}

function isRule(name: string): name is keyof PreviewRules {
  return Object.hasOwn(ruleNames, name)
}

/** The comparison carries values as JSON. */
function ruleValueText(json: string): string {
  if (json === 'true') return 'on'
  if (json === 'false') return 'off'
  const text = json.startsWith('"') ? json.slice(1, -1).replaceAll('\\n', ', ').replaceAll('\\"', '"') : json
  return Object.hasOwn(goneWords, text) ? (goneWords[text] ?? text) : quoted(text)
}

const goneWords: Readonly<Record<string, string>> = { nothing: 'left as they are', disable: 'disabled', delete: 'deleted' }

const accountStates: Readonly<Record<string, readonly [begins: string, ends: string]>> = {
  disabled: ['Was disabled in the directory.', 'Was enabled in the directory.'],
  expired: ['The account has expired in the directory.', 'The account in the directory no longer counts as expired.'],
  locked: ['Was locked in the directory.', 'Is no longer locked in the directory.'],
  passwordExpired: ['The password has expired in the directory.', 'The password in the directory no longer counts as expired.']
}

function accountStateText({ attribute, after }: Extract<Cause, { kind: 'attribute' }>): string | undefined {
  if (!Object.hasOwn(accountStates, attribute)) return undefined
  const texts = accountStates[attribute]
  return after === 'yes' ? texts?.[0] : texts?.[1]
}

function quoted(text: string): string {
  return text === '' ? 'nothing' : `“${text}”`
}
