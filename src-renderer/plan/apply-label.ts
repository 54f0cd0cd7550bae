import type { PlanView } from '../../src-main/contract/views.ts'

/** What the button does, as a verb with its object. */
export function applyLabel({ plan }: PlanView): string {
  const sent = settingsOf(plan, 'update')
  const handedOff = settingsOf(plan, 'hand-off')
  if (sent === 0 && handedOff > 0) return `Hand off ${counted(handedOff)}`
  return `Apply ${counted(sent)}${handedOff === 0 ? '' : `, hand off ${String(handedOff)}`}`
}

function settingsOf({ changes }: PlanView['plan'], way: 'update' | 'hand-off'): number {
  return changes.reduce((sum, change) => sum + (change.way === way ? change.fields.length : 0), 0)
}

function counted(count: number): string {
  return count === 1 ? '1 change' : `${String(count)} changes`
}
