import { bindChecks, type CheckEvent, type CheckResult } from '../../core/checks/check.ts'
import { runChecks } from '../../core/checks/run-checks.ts'
import { samlResponseChecks } from '../../core/checks/saml-response/registry.ts'
import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'
import { type EvidenceItem, seen } from '../../core/evidence.ts'
import { momentText } from '../../core/model/day-text.ts'
import { summarise } from '../../core/report/check-report.ts'
import { responseView } from '../../core/saml/response-view.ts'
import type { SamlTrust } from '../../core/saml/saml-source.ts'
import type { SamlReport, SamlResponseView } from '../../core/saml/saml-views.ts'
import type { SamlPorts } from '../saml-ports.ts'

export interface ResponseToInspect {
  readonly content: Uint8Array | string
  /** Of the file, or what a person would call the text. */
  readonly name: string
  readonly trust: SamlTrust
  /** ISO 8601; the moment by which times are judged. Absent: now. */
  readonly at: string | undefined
}

export interface InspectedResponse {
  readonly report: SamlReport
  /** Absent when the text is no response. */
  readonly view: SamlResponseView | undefined
}

/** The X-ray of a response: every rung of its ladder as it is judged, the report at the end. Offline. Throws `Cancelled`. */
export async function* inspectResponse(
  ports: Pick<SamlPorts, 'saml' | 'clock'>,
  input: ResponseToInspect,
  signal: CancelSignal
): AsyncGenerator<CheckEvent, InspectedResponse> {
  const { content, name, trust } = input
  const startedMs = ports.clock.monotonicMs()
  const startedAt = new Date(ports.clock.now()).toISOString()
  const at = input.at ?? startedAt
  const reading = await ports.saml.readResponse(content, trust.keys)
  throwIfCancelled(signal)
  const probes = { reading, trust, at, isMomentGiven: input.at !== undefined }
  const results = yield* runChecks(bindChecks(samlResponseChecks, probes), ports.clock, signal)
  return {
    report: {
      kind: 'response',
      startedAt,
      durationMs: Math.round(ports.clock.monotonicMs() - startedMs),
      subject: subjectOf(name, trust, at),
      summary: summarise(results),
      results
    },
    view: reading.ok ? responseView(reading.value, refusalOf(results)) : undefined
  }
}

/** A rung that broke judged nothing: what it would have said may be a refusal. */
function refusalOf(results: readonly CheckResult[]): string | undefined {
  for (const { outcome } of results) if (outcome.status === 'fail' || outcome.status === 'crash') return outcome.problem.title
  return undefined
}

function subjectOf(name: string, trust: SamlTrust, at: string): readonly EvidenceItem[] {
  return [
    seen('Response', name),
    seen('Judged against', trust.from),
    seen('Keys known there', trust.keys.length),
    seen('Judged at', momentText(at))
  ]
}
