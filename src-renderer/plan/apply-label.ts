import type { PlanView } from '../../src-main/contract/views.ts'

/** What the button does, as a verb with its object. */
export function applyLabel({ plan }: PlanView): string {
  const sent = settingsOf(plan, false)
  const handedOff = settingsOf(plan, true)
  if (sent === 0 && handedOff > 0) return `Hand off ${counted(handedOff)}`
  return `Apply ${counted(sent)}${handedOff === 0 ? '' : `, hand off ${String(handedOff)}`}`
}

function settingsOf({ changes }: PlanView['plan'], isHandedOff: boolean): number {
  return changes.reduce((sum, change) => sum + ((change.way === 'hand-off') === isHandedOff ? change.fields.length : 0), 0)
}

function counted(count: number): string {
  return count === 1 ? '1 change' : `${String(count)} changes`
}
