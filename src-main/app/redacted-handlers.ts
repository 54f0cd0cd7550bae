import type { CancelSignal } from '../core/cancel.ts'
import type { Problem } from '../core/errors.ts'
import { redactTexts } from '../core/redact-texts.ts'
import type { Result } from '../core/result.ts'

type AnyHandler = (input: never, signal: CancelSignal, emit: (event: unknown) => void) => Promise<Result<unknown, Problem>>

/** The same handlers, whose events, answers and problems are redacted: what a service says may repeat what it was given. */
export function redactedHandlers<H extends Readonly<Record<string, AnyHandler>>>(handlers: H, redactText: (text: string) => string): H {
  const wrapped = Object.entries(handlers).map(([name, handler]) => [name, redacted(handler, redactText)])
  // Each wrapper has the type of the handler it wraps.
  return Object.fromEntries(wrapped) as H
}

/** Only the problems: for answers that the window edits and sends back, where a mask would destroy what somebody typed. */
export function handlersWithRedactedProblems<H extends Readonly<Record<string, AnyHandler>>>(
  handlers: H,
  redactText: (text: string) => string
): H {
  const wrapped = Object.entries(handlers).map(([name, handler]) => [name, withRedactedProblems(handler, redactText)])
  return Object.fromEntries(wrapped) as H
}

function redacted(handler: AnyHandler, redactText: (text: string) => string): AnyHandler {
  return async (input, signal, emit) =>
    redactTexts(await handler(input, signal, (event) => emit(redactTexts(event, redactText))), redactText)
}

function withRedactedProblems(handler: AnyHandler, redactText: (text: string) => string): AnyHandler {
  return async (input, signal, emit) => {
    const answer = await handler(input, signal, emit)
    return answer.ok ? answer : redactTexts(answer, redactText)
  }
}
