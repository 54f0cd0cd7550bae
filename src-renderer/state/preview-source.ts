import type { PreviewSourceInput } from '../../src-main/contract/preview-schemas.ts'

/** Whether two requests read the same people and the same users, by whatever rules. */
export function isSamePreviewSource(one: PreviewSourceInput, other: PreviewSourceInput | undefined): boolean {
  if (other === undefined) return false
  return JSON.stringify([one.site, nameOf(one.people), one.users]) === JSON.stringify([other.site, nameOf(other.people), other.users])
}

/** Without the password: the same directory with another one is the same directory. */
function nameOf(people: PreviewSourceInput['people']): unknown {
  if (people.kind === 'set-up') return people.managedBy
  return people.kind === 'form' ? people.form : people
}
