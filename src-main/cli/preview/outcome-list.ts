import { outcomes } from '../../core/preview/preview-codes.ts'
import type { Outcome } from '../../core/preview/preview-result.ts'
import { fail, type Result, succeed } from '../../core/result.ts'

/** `create,disable` as outcomes; none given: all. The error is a sentence. */
export function parseOutcomes(typed: string | undefined): Result<readonly Outcome[], string> {
  if (typed === undefined) return succeed([])
  const words = typed.split(',').map((word) => word.trim().toLowerCase())
  const found = outcomes.filter((outcome) => words.includes(outcome))
  const odd = words.find((word) => !outcomes.some((outcome) => outcome === word))
  if (odd !== undefined) return fail(`--only: “${odd}” is none of ${outcomes.join(', ')}.`)
  return succeed(found)
}
