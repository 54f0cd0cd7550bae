import type { Decisions } from './decide-outcomes.ts'
import { outcomes as allOutcomes, reasonCodes, warningCodes } from './preview-codes.ts'

/** How many rows have what; by the indexes of `preview-codes.ts`. */
export interface Tally {
  readonly outcomes: readonly number[]
  readonly reasons: readonly number[]
  readonly warnings: readonly number[]
}

export function tallyRows({ outcomes, reasons, warnings }: Decisions): Tally {
  const ofOutcome = new Uint32Array(allOutcomes.length)
  const ofReason = new Uint32Array(reasonCodes.length)
  // Few different combinations of warnings are many rows.
  const ofWarnings = new Uint32Array(1 << warningCodes.length)
  for (let row = 0; row < outcomes.length; row += 1) {
    countOne(ofOutcome, outcomes[row] ?? 0)
    countOne(ofReason, reasons[row] ?? 0)
    countOne(ofWarnings, warnings[row] ?? 0)
  }
  return { outcomes: [...ofOutcome], reasons: [...ofReason], warnings: eachBit(ofWarnings) }
}

function countOne(counts: Uint32Array, index: number): void {
  counts[index] = (counts[index] ?? 0) + 1
}

function eachBit(rowsWith: Uint32Array): readonly number[] {
  const counts = warningCodes.map(() => 0)
  rowsWith.forEach((rows, bits) => {
    if (rows === 0) return
    warningCodes.forEach((_, index) => {
      if ((bits & (1 << index)) !== 0) counts[index] = (counts[index] ?? 0) + rows
    })
  })
  return counts
}
