import type { ServiceField } from '../model/service-field.ts'
import { sameFieldValue } from '../model/service-field-value.ts'
import { serviceField } from '../model/service-fields.ts'
import type { WantedFields } from '../profile/profile.ts'
import { MASK } from '../secret.ts'
import type { FieldValue } from '../service/service-facts.ts'
import { isCreation } from './creation.ts'
import type { FieldChange } from './plan.ts'
import type { ChangeReceipt, Receipt } from './receipt.ts'
import type { WantedResource } from './wanted.ts'

/** What an undo does not bring back, and why. */
export interface CannotUndo {
  readonly title: string
  readonly label: string
  /** A sentence. */
  readonly reason: string
}

/**
 * What a run has to be undone to: for every field that is in effect the value before. Planned against fresh state by `makePlan` like any
 * other wish, so it shows and checks what it would overwrite. A receipt may come from a file: no field outside the tables gets through.
 */
export function wantedFromReceipt(receipt: Receipt): {
  readonly wanted: readonly WantedResource[]
  readonly cannotUndo: readonly CannotUndo[]
} {
  const wanted = new Map<string, WantedFields>()
  const cannotUndo: CannotUndo[] = []
  for (const entry of receipt.changes) {
    const { change } = entry
    if (entry.state === 'unknown')
      cannotUndo.push({ title: change.title, label: 'Everything', reason: 'Whether it took effect is not known yet: check the run first.' })
    if (entry.state !== 'done' && entry.state !== 'partly') continue
    if (isCreation(change)) {
      const { createdId } = entry
      cannotUndo.push({
        title: change.title,
        label: 'The provider itself',
        reason: createdId === undefined ? NUMBER_UNKNOWN : DELETE_BY_HAND
      })
      if (createdId !== undefined) wanted.set(`${change.resource}:${String(createdId)}`, OUT_OF_USE)
      continue
    }
    const fields: [string, Exclude<FieldValue, undefined>][] = []
    for (const field of change.fields) {
      const inverse = inverseOf(entry, field)
      if (inverse.kind === 'value') fields.push([field.field, inverse.value])
      else if (inverse.kind === 'cannot') cannotUndo.push({ title: change.title, label: field.label, reason: inverse.reason })
    }
    // Twice in one receipt: the earlier change has the value from before the run.
    if (fields.length > 0) wanted.set(change.id, { ...Object.fromEntries(fields), ...wanted.get(change.id) })
  }
  return { wanted: [...wanted].map(([id, fields]) => ({ id, fields, secrets: [] })), cannotUndo }
}

const DELETE_BY_HAND =
  'It is switched off and its button is taken from the sign-in page. Deleting it is done in the web form, where one sees who still signs in by it.'
const NUMBER_UNKNOWN = 'Its number is not known, so it is left as it is: switch it off in the web form.'

/** The inverse of making: nobody gets in by it any more, and what was entered stays to be looked at. */
const OUT_OF_USE: WantedFields = { enabled: false, display_on_login_page: false }

type Inverse =
  | { readonly kind: 'value'; readonly value: Exclude<FieldValue, undefined> }
  | { readonly kind: 'cannot'; readonly reason: string }
  | { readonly kind: 'nothing-to-do' }

function inverseOf(entry: ChangeReceipt, field: FieldChange): Inverse {
  const known = serviceField(entry.change.resource, field.field)
  if (known === undefined) return { kind: 'cannot', reason: 'This application does not plan this field.' }
  if (field.kind === 'unseen') return { kind: 'cannot', reason: UNSEEN }
  if (field.kind === 'secret') return { kind: 'cannot', reason: secretReason(field.field) }
  const found = entry.readBack.find((read) => read.field === field.field)
  if (found?.state === 'differs')
    return sameFieldValue(known, found.actual, field.before)
      ? { kind: 'nothing-to-do' }
      : { kind: 'cannot', reason: 'The site holds neither the value before nor the planned one; it is left as it is.' }
  if (found?.state !== 'verified') return { kind: 'cannot', reason: 'It was not read back, so nobody knows whether it is in effect.' }
  if (field.before === undefined && known.type.kind === 'switch')
    return { kind: 'cannot', reason: 'The site showed neither on nor off before.' }
  if (field.before !== undefined && !fits(known, field.before))
    return { kind: 'cannot', reason: 'The value before, as the receipt has it, is none for this field.' }
  return { kind: 'value', value: field.before ?? '' }
}

/** Receipts pass through other hands; and what was masked for the eye must not be written to the site. */
function fits({ type }: ServiceField, value: FieldValue): boolean {
  if (typeof value === 'string' && value.includes(MASK)) return false
  if (type.kind === 'switch') return typeof value === 'boolean'
  if (type.kind === 'number') return typeof value === 'number' || (typeof value === 'string' && /^\d*$/.test(value))
  return typeof value === 'string'
}

const UNSEEN =
  'Nobody can read what was there before, or whether this was entered. Enter the earlier value in the web form if it is needed again.'

function secretReason(name: string): string {
  return name === 'clear_2fa'
    ? 'Second factors that were removed have to be set up again by the person.'
    : 'The value before is known to nobody but Files.com. Where it is needed, set it again.'
}
