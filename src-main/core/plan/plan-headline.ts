import { counted } from '../catalog/entry.ts'
import type { Plan } from './plan.ts'

/** `4 settings change, 0 people lose access`. */
export function planHeadline(plan: Pick<Plan, 'changes' | 'peopleLosingAccess'>): string {
  const count = plan.changes.reduce((sum, { fields }) => sum + fields.length, 0)
  if (count === 0) return 'Nothing to do: the site holds exactly this'
  const settings = counted(count, 'setting changes', 'settings change')
  const people = plan.peopleLosingAccess
  return people === undefined
    ? `${settings}; who loses access is not known`
    : `${settings}, ${counted(people, 'person loses', 'people lose')} access`
}
