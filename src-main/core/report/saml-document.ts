import type { CertificateCard } from './certificate-view.ts'
import type { EvidenceItem } from '../evidence.ts'
import type { SamlSource } from '../saml/saml-source.ts'
import type { FactRow, SamlFactsView, SamlModeChoice, SamlReport, SamlResponseView } from '../saml/saml-views.ts'
import { APPLICATION_NAME } from './check-document.ts'
import type { CheckSummary } from './check-report.ts'
import { type LadderRow, ladderRow } from './ladder-row.ts'

interface SamlDocument {
  readonly schemaVersion: 1
  readonly application: { readonly name: string; readonly version: string }
  /** ISO 8601, UTC. */
  readonly inspectedAt: string
  readonly durationMs: number
  readonly subject: readonly EvidenceItem[]
  readonly summary: CheckSummary
  /** In the order of the ladder. */
  readonly checks: readonly LadderRow[]
}

/** `saml inspect --json`, and the JSON export of the window. */
export interface SamlMetadataDocument extends SamlDocument {
  readonly command: 'saml inspect'
  /** Absent when the document could not be read as metadata or certificate. */
  readonly facts?: readonly SamlFact[]
  readonly keys?: readonly SamlDocumentKey[]
  /** What each way to tell Files.com would store; `null` where a way cannot be used. */
  readonly modes: readonly {
    readonly mode: SamlSource['mode']
    readonly recommended: boolean
    readonly because: string
    readonly source: SamlSource | null
  }[]
}

/** `saml response --json`; in the export of the window `result` is missing: it names people. */
export interface SamlResponseDocument extends SamlDocument {
  readonly command: 'saml response'
  readonly result?: {
    /** `null`: nothing that is signed gives one. */
    readonly username: string | null
    readonly because: string
    readonly signed: readonly SamlFact[]
    readonly attributes: readonly { readonly name: string; readonly values: readonly string[]; readonly signed: boolean }[]
    readonly unsigned: readonly SamlFact[]
  }
}

export interface SamlFact {
  readonly label: string
  readonly value: string
}

export interface SamlDocumentKey {
  readonly role: string
  readonly because: string
  readonly fingerprintSha256: string
  readonly notBefore: string
  readonly notAfter: string
  readonly key: string
  readonly subject: string
}

/** `report` has been made exportable before. */
export function samlMetadataDocument(
  report: SamlReport,
  seen: { readonly facts: SamlFactsView | undefined; readonly choices: readonly SamlModeChoice[] },
  about: { readonly version: string }
): SamlMetadataDocument {
  const { facts, choices } = seen
  return {
    command: 'saml inspect',
    ...samlDocument(report, about),
    ...(facts === undefined
      ? {}
      : { facts: facts.rows.map(factOf), keys: facts.keys.map((key) => keyOf(key.role, key.because, key.card)) }),
    modes: choices.map(({ mode, isRecommended, because, source }) => ({
      mode,
      recommended: isRecommended,
      because,
      source: source ?? null
    }))
  }
}

/** `report` has been made exportable before; `view` is left out of what is exported. */
export function samlResponseDocument(
  report: SamlReport,
  view: SamlResponseView | undefined,
  about: { readonly version: string }
): SamlResponseDocument {
  return { command: 'saml response', ...samlDocument(report, about), ...(view === undefined ? {} : { result: resultOf(view) }) }
}

function samlDocument(report: SamlReport, { version }: { readonly version: string }): SamlDocument {
  return {
    schemaVersion: 1,
    application: { name: APPLICATION_NAME, version },
    inspectedAt: report.startedAt,
    durationMs: report.durationMs,
    subject: report.subject,
    summary: report.summary,
    checks: report.results.map(ladderRow)
  }
}

function resultOf({ username, signedRows, attributes, unsignedRows }: SamlResponseView): NonNullable<SamlResponseDocument['result']> {
  return {
    username: username.kind === 'results' ? username.username : null,
    because: username.because,
    signed: signedRows.map(factOf),
    attributes: attributes.map(({ name, values, isSigned }) => ({ name, values, signed: isSigned })),
    unsigned: unsignedRows.map(factOf)
  }
}

function factOf({ label, value, copy }: FactRow): SamlFact {
  return { label, value: copy ?? value }
}

function keyOf(role: string, because: string, { facts }: CertificateCard): SamlDocumentKey {
  const { fingerprintSha256, notBefore, notAfter, key, subject } = facts
  return { role, because, fingerprintSha256, notBefore, notAfter, key: key.text, subject }
}
