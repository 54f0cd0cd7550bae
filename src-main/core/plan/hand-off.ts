import { documentValueText } from '../model/service-field-value.ts'
import type { FieldValues } from '../service/service-facts.ts'
import { isCreation } from './creation.ts'
import { plannedValue } from './order-changes.ts'
import type { PlannedChange } from './plan.ts'
import { readBack } from './read-back.ts'
import type { ChangeState, FieldReadBack } from './receipt.ts'
import { plannedResource } from './resources/registry.ts'

/** One value that a person enters in the web form. */
export interface HandOffEntry {
  readonly field: string
  readonly label: string
  /** Exactly what to enter or choose; for a secret the sentence that says where it comes from; empty: leave the box empty. */
  readonly value: string
  readonly isSecret: boolean
  /** There for a document, which is saved and chosen in the form as a file: `value` is its content, `summary` what is shown of it. */
  readonly file?: HandOffFile
}

export interface HandOffFile {
  readonly name: string
  readonly summary: string
}

/** The values of a change in the order of the web form. */
export function handOffSteps(change: PlannedChange): readonly HandOffEntry[] {
  const { fields: known } = plannedResource(change.resource)
  return known.flatMap((field): HandOffEntry[] => {
    const planned = change.fields.find((one) => one.field === field.name)
    // Chosen on the way to the form.
    if (planned === undefined || field.isFixed === true) return []
    const { name, label, type } = field
    if (planned.kind === 'secret') return [{ field: name, label, value: secretSentence(name), isSecret: true }]
    const { after } = planned
    if (planned.kind === 'unseen') return [{ field: name, label, value: String(after), isSecret: false }]
    const choice = type.kind === 'choice' ? type.choices.find(({ value }) => value === after) : undefined
    const value = typeof after === 'boolean' ? (after ? 'Yes' : 'No') : (choice?.label ?? String(after ?? ''))
    const isFile = type.kind === 'document' && value !== ''
    return [{ field: name, label, value, isSecret: false, ...(isFile ? { file: fileOf(change, value) } : {}) }]
  })
}

/** Where the web form is: the page to open, and what to click from there. The address of the form itself is documented nowhere. */
export function handOffPlace(change: PlannedChange, origin: string): { readonly pageUrl: string; readonly path: readonly string[] } {
  const { formPath, newFormPath } = plannedResource(change.resource)
  return { pageUrl: `${origin}/`, path: isCreation(change) ? (newFormPath?.(change) ?? formPath) : formPath }
}

/** What of it has arrived: `done` when every readable value has, otherwise it goes on waiting. Whether a secret was entered stays not known. */
export function checkHandOff(
  change: PlannedChange,
  actual: FieldValues | undefined
): { readonly state: Extract<ChangeState, 'done' | 'waiting'>; readonly fields: readonly FieldReadBack[] } {
  const { fields } = readBack(change, actual, 'not-sent')
  const readable = fields.filter((_, index) => change.fields[index]?.kind === 'value')
  const isDone = readable.length > 0 && readable.every(({ state }) => state === 'verified')
  return { state: isDone ? 'done' : 'waiting', fields }
}

function fileOf(change: PlannedChange, content: string): HandOffFile {
  const label = String(plannedValue(change, 'label')?.value ?? /“(.*)”/.exec(change.title)?.[1] ?? '')
  return { name: `${fileNamePart(label) || 'saml'}-metadata.xml`, summary: documentValueText(content) }
}

/** Letters and digits of any script stay; what a file system may not like becomes one hyphen. */
function fileNamePart(label: string): string {
  return label
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
}

function secretSentence(name: string): string {
  if (name === 'client_secret') return 'the Value that you copied when you made the client secret at Entra ID (not the Secret ID)'
  return name === 'ldap_password' ? 'the password of the service account, which only you have' : 'what only you know'
}
