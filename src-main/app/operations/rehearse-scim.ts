import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'
import { bindChecks, type CheckEvent } from '../../core/checks/check.ts'
import { runChecks } from '../../core/checks/run-checks.ts'
import { scimChecksFor } from '../../core/checks/scim/registry.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { seen } from '../../core/evidence.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import type { Redactor } from '../../core/redact.ts'
import { summarise } from '../../core/report/check-report.ts'
import type { LadderReport } from '../../core/report/ladder-report.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { readScimAddress } from '../../core/scim/read-scim-address.ts'
import { readBasicShape } from '../../core/scim/read-basic-shape.ts'
import { readTokenShape, type TokenShape } from '../../core/scim/read-token-shape.ts'
import type { ScimPort } from '../../core/scim/scim-ports.ts'
import { type ScimProof, secretsOfProof } from '../../core/scim/scim-proof.ts'
import type { ScimExchange, ScimRehearsal } from '../../core/scim/scim-views.ts'
import type { Secret } from '../../core/secret.ts'
import { createScimProbes } from '../scim/create-scim-probes.ts'
import { recordExchange } from '../scim/record-exchange.ts'

export interface RehearsalPorts {
  readonly scim: ScimPort
  readonly clock: ClockPort
  readonly redactor: Redactor
  newId(): string
}

export interface RehearsalInput {
  /** As typed. */
  readonly url: string
  readonly proof: ScimProof
  /** Also makes, changes and deletes one made-up user and group. */
  readonly write: boolean
  /** A site of somebody, whatever its address: nothing is written there. */
  readonly isSite: boolean
  readonly tokenEndsAt: string | undefined
  /** Secrets that mean something else, for a token or password that was mixed up with one. */
  readonly otherSecrets?: readonly { readonly name: string; readonly secret: Secret }[]
}

/** Why a rehearsal may not even begin: `undefined` when it may. */
export function refusedRehearsal({ url, write, isSite }: Pick<RehearsalInput, 'url' | 'write' | 'isSite'>): Problem | undefined {
  const address = readScimAddress(url)
  const isService = isSite || (address.kind === 'usable' && address.isFilesCom)
  return write && isService ? problem('scim.write.not-allowed', {}) : undefined
}

/** Plays Entra ID against a SCIM server: events as they happen. What it made it deletes, also when it is cancelled. Throws `Cancelled`. */
export async function* rehearseScim(
  ports: RehearsalPorts,
  input: RehearsalInput,
  signal: CancelSignal
): AsyncGenerator<CheckEvent, Result<Omit<ScimRehearsal, 'reportId'>, Problem>> {
  const refused = refusedRehearsal(input)
  if (refused !== undefined) return fail(refused)
  throwIfCancelled(signal)
  const { proof } = input
  for (const secret of secretsOfProof(proof)) ports.redactor.register(secret)
  const startedMs = ports.clock.monotonicMs()
  const startedAt = new Date(ports.clock.now()).toISOString()
  const address = readScimAddress(input.url)
  const exchanges: ScimExchange[] = []
  const probes = createScimProbes(
    {
      now: startedAt,
      address,
      token: shapeOf(proof, input.otherSecrets ?? []),
      username: proof.kind === 'basic' ? proof.username : undefined,
      tokenEndsAt: input.tokenEndsAt,
      writes: input.write,
      guid: ports.newId()
    },
    {
      scim: ports.scim,
      proof,
      redactText: ports.redactor.redactText,
      tell: (answered, request) => exchanges.push(recordExchange(answered, request, ports.redactor.redactText))
    },
    signal
  )
  let isOver = false
  try {
    const results = yield* runChecks(bindChecks(scimChecksFor(proof.kind), probes), ports.clock, signal)
    isOver = true
    const report: LadderReport = {
      kind: 'scim',
      startedAt,
      durationMs: Math.round(ports.clock.monotonicMs() - startedMs),
      subject: [
        seen('Address', address.shown),
        ...(proof.kind === 'basic' ? [seen('Signed in with', 'a user name and a password')] : []),
        seen('What was done', input.write ? 'read, and a made-up user and group written' : 'only read')
      ],
      summary: summarise(results),
      results
    }
    return succeed({ report, exchanges })
  } finally {
    if (!isOver) await probes.tidyUpAnyway()
  }
}

function shapeOf(proof: ScimProof, others: NonNullable<RehearsalInput['otherSecrets']>): TokenShape {
  return proof.kind === 'token' ? readTokenShape(proof.token, others) : readBasicShape(proof, others)
}
