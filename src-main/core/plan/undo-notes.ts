import { fieldValueText, sameFieldValue, valueOf } from '../model/service-field-value.ts'
import { serviceField } from '../model/service-fields.ts'
import type { ReadState } from './plan.ts'
import type { Receipt } from './receipt.ts'

/** What an undo leaves as it is, and where somebody has changed something after the run: the undo would put the older value over theirs. */
export function undoNotes(
  receipt: Receipt,
  state: ReadState,
  cannotUndo: readonly { readonly title: string; readonly label: string; readonly reason: string }[]
): readonly string[] {
  const later = receipt.changes.flatMap(({ change, readBack }) =>
    change.fields.flatMap((planned) => {
      const read = readBack.find(({ field }) => field === planned.field)
      const field = serviceField(change.resource, planned.field)
      const resource = state.resources.find(({ id }) => id === change.id)
      if (planned.kind !== 'value' || field === undefined || resource === undefined || read?.state !== 'verified') return []
      const now = valueOf(resource.fields, planned.field)
      if (sameFieldValue(field, now, read.value) || sameFieldValue(field, now, planned.before)) return []
      return [
        `${change.title}: the run left ${fieldValueText(field, read.value)} in “${planned.label}”, and somebody has changed it to ${fieldValueText(field, now)} since. The undo would replace that by ${fieldValueText(field, planned.before)}.`
      ]
    })
  )
  return [...later, ...cannotUndo.map(({ title, label, reason }) => `${title}: “${label}” is not undone: ${reason}`)]
}
