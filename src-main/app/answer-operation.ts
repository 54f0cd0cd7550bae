import { type OperationName, operations, type Reply, isOperationName } from '../contract/operations.ts'
import { type CancelController, Cancelled, type CancelSignal } from '../core/cancel.ts'
import { type Problem, problem } from '../core/errors.ts'
import type { LogPort } from '../core/ports/surroundings.ts'
import type { Result } from '../core/result.ts'
import { coalesce } from './coalesce.ts'
import type { Handlers } from './create-app.ts'

/** Controllers of operations under way, by `caller:id`: ids are per call and keyed by caller, so windows cannot cancel each other. */
export type RunningOperations = Map<string, CancelController>

export interface OperationRequest {
  readonly caller: string
  readonly id: unknown
  readonly name: unknown
  readonly input: unknown
}

interface Door {
  readonly handlers: Handlers
  readonly running: RunningOperations
  readonly log: LogPort
  newController(): CancelController
}

/** Everything of a call that is not Electron: the name, the input, the handler, cancel and the reply. Never throws. */
export async function answerOperation(
  door: Door,
  request: OperationRequest,
  send: (events: readonly unknown[]) => void
): Promise<Reply<unknown>> {
  const { id, name } = request
  if (typeof id !== 'string' || id === '' || id.length > 100) return refused('id', 'an operation needs an id')
  if (typeof name !== 'string' || !isOperationName(name)) return refused('name', 'there is no such operation')
  const parsed = operations[name].input.safeParse(request.input)
  if (!parsed.success) {
    // Only the path and the kind of fault: the value itself could be a password.
    const [issue] = parsed.error.issues
    return refused(issue?.path.join('.') ?? '', issue?.code.replaceAll('_', ' ') ?? 'it does not fit')
  }
  const key = `${request.caller}:${id}`
  if (door.running.has(key)) return refused('id', 'this operation is already under way')
  const controller = door.newController()
  door.running.set(key, controller)
  const events = coalesce(send)
  try {
    const result = await handlerOf(door.handlers, name)(parsed.data, controller.signal, events.add)
    events.flush()
    return result.ok ? result : { ok: false, error: { kind: 'problem', problem: result.error } }
  } catch (thrown) {
    if (thrown instanceof Cancelled || controller.signal.aborted) return { ok: false, error: { kind: 'cancelled' } }
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    door.log.error('an operation broke', { operation: name, message, stack: thrown instanceof Error ? thrown.stack : undefined })
    return { ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: `${name} broke` }) } }
  } finally {
    events.close()
    door.running.delete(key)
  }
}

type AnyHandler = (input: unknown, signal: CancelSignal, emit: (event: unknown) => void) => Promise<Result<unknown, Problem>>

/** The input was parsed by the schema of this very operation, which is what the handler's type asks for. */
function handlerOf(handlers: Handlers, name: OperationName): AnyHandler {
  return handlers[name] as AnyHandler
}

function refused(where: string, message: string): Reply<never> {
  return { ok: false, error: { kind: 'problem', problem: problem('app.invalid-input', { where, message }) } }
}
