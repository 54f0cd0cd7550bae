import { randomUUID } from 'node:crypto'
import { systemClock } from '../../../src-main/adapters/clock/system-clock.ts'
import { createScim } from '../../../src-main/adapters/scim/create-scim.ts'
import { type RehearsalInput, rehearseScim } from '../../../src-main/app/operations/rehearse-scim.ts'
import { toItsEnd } from '../../../src-main/app/to-its-end.ts'
import type { CheckEvent, CheckResult } from '../../../src-main/core/checks/check.ts'
import { createRedactor } from '../../../src-main/core/redact.ts'
import type { ScimRehearsal } from '../../../src-main/core/scim/scim-views.ts'
import type { ScimProof } from '../../../src-main/core/scim/scim-proof.ts'
import { Secret } from '../../../src-main/core/secret.ts'

export interface Rehearsed extends Omit<ScimRehearsal, 'reportId'> {
  readonly events: readonly CheckEvent[]
  /** Ids of the rungs with this status. */
  idsOf(status: CheckResult['outcome']['status']): readonly string[]
  /** Codes of what failed or is warned of, each once, sorted. */
  readonly codes: readonly string[]
}

/** A rehearsal over the real network, to its end; `proof`: a token as text, or what else proves who asks. */
export async function rehearse(
  url: string,
  proof: string | ScimProof,
  more: Partial<RehearsalInput> & { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {}
): Promise<Rehearsed> {
  const { timeoutMs = 5000, signal = new AbortController().signal, ...input } = more
  const ports = { scim: createScim({ limits: { timeoutMs } }), clock: systemClock, redactor: createRedactor(), newId: () => randomUUID() }
  const events: CheckEvent[] = []
  const done = await toItsEnd(
    rehearseScim(
      ports,
      { url, proof: typeof proof === 'string' ? tokenProof(proof) : proof, write: false, isSite: false, tokenEndsAt: undefined, ...input },
      signal
    ),
    (event) => events.push(event)
  )
  if (!done.ok) throw new Error(`It did not begin: ${done.error.code}`)
  const { results } = done.value.report
  return {
    ...done.value,
    events,
    idsOf: (status) => results.filter(({ outcome }) => outcome.status === status).map(({ id }) => id),
    codes: [...new Set(results.flatMap(({ outcome }) => ('problem' in outcome ? [outcome.problem.code] : [])))].sort()
  }
}

export function tokenProof(token: string): ScimProof {
  return { kind: 'token', token: new Secret(token) }
}

export function passwordProof(username: string, password: string): ScimProof {
  return { kind: 'basic', username, password: new Secret(password) }
}
