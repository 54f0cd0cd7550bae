import type { CancelSignal } from '../../core/cancel.ts'
import { readAnswers } from '../../core/entra/answers-file.ts'
import { explainSignInError } from '../../core/entra/explain-sign-in-error.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { CertificateFacts } from '../../core/model/certificate.ts'
import type { PracticeSite } from '../../core/ports/practice.ts'
import { samlMetadataDocument, samlResponseDocument } from '../../core/report/saml-document.ts'
import { exportableLadderReport, ladderReportHtml, ladderReportText } from '../../core/report/ladder-report-forms.ts'
import { assertNever, fail, type Result, succeed } from '../../core/result.ts'
import { certificatesOfInspection } from '../../core/saml/certificates-of-inspection.ts'
import { certificatesOfTrust } from '../../core/saml/certificates-of-trust.ts'
import { firstProblem } from '../../core/saml/first-problem.ts'
import { readMoment } from '../../core/saml/read-moment.ts'
import { rehearseRollover } from '../../core/saml/rollover/rehearse-rollover.ts'
import type { SamlTrust } from '../../core/saml/saml-source.ts'
import type { SamlReport } from '../../core/saml/saml-views.ts'
import { sourceOfStrategy } from '../../core/saml/source-of-strategy.ts'
import { trustOfFingerprint } from '../../core/saml/trust-of-fingerprint.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { createKeptResults } from '../kept-results.ts'
import { compareStored } from '../operations/compare-stored.ts'
import { inspectResponse } from '../operations/inspect-response.ts'
import { type InspectedSaml, inspectSaml, type SamlDocumentToRead } from '../operations/inspect-saml.ts'
import { noteSignInProof } from '../operations/note-sign-in-proof.ts'
import { proveSignIn, type ProveSignInPorts } from '../operations/prove-sign-in.ts'
import { trustOfSource } from '../operations/saml-trust.ts'
import { storedProviders } from '../operations/stored-providers.ts'
import { providerAtSite } from '../provider-at-site.ts'
import type { SiteSessions } from '../site-sessions.ts'
import { toItsEnd } from '../to-its-end.ts'

type SamlHandlers = Pick<Handlers, Extract<keyof Handlers, `saml.${string}`>>

/** Microsoft Entra ID by SAML: what it gives, what Files.com is told, and whether both fit. `practice` is the practice site, once it runs. */
export function createSamlHandlers(
  ports: AppPorts,
  sessions: SiteSessions,
  practice: { readonly site: PracticeSite | undefined }
): SamlHandlers {
  const inspections = createKeptResults<InspectedSaml>(ports.newId)
  const responses = createKeptResults<SamlReport>(ports.newId)

  async function inspected(document: SamlDocumentToRead, signal: CancelSignal): Promise<InspectedSaml> {
    return toItsEnd(inspectSaml(ports, { document, tenantId: '', applicationId: '', stored: [] }, signal), () => undefined)
  }

  async function trustOfProvider(site: string, id: number, signal: CancelSignal): Promise<Result<SamlTrust, Problem>> {
    const provider = await providerAtSite(sessions, { site, strategyId: id }, signal)
    if (!provider.ok) return provider
    const { label, fields } = provider.value.strategy
    const source = sourceOfStrategy(fields)
    return source === undefined
      ? fail(problem('saml.provider.stores-nothing', { label }))
      : trustOfSource(ports, source, `provider “${label}” (${String(id)}) of ${site}`, signal)
  }

  async function keysOf(
    document: SamlDocumentToRead | { readonly kind: 'provider'; readonly site: string; readonly strategyId: number },
    signal: CancelSignal
  ): Promise<Result<readonly CertificateFacts[], Problem>> {
    if (document.kind === 'provider') {
      const trust = await trustOfProvider(document.site, document.strategyId, signal)
      return trust.ok ? certificatesOfTrust(trust.value) : trust
    }
    return certificatesOfInspection(await inspected(document, signal))
  }

  return {
    'saml.answers': async ({ site, bytes }) => {
      const text = ports.textOfFile(bytes)
      return text.ok ? readAnswers(text.value, site) : fail(problem('entra.answers.unreadable', { reason: text.error }))
    },

    'saml.inspect': async ({ document, tenantId, applicationId, site }, signal, emit) => {
      const session = site === '' ? undefined : await sessions.find(site)
      if (session?.ok === false) return session
      const stored = session === undefined ? succeed([]) : await storedProviders(session.value.service, signal)
      if (!stored.ok) return stored
      const found = await toItsEnd(inspectSaml(ports, { document, tenantId, applicationId, stored: stored.value }, signal), emit)
      const { report, facts, choices } = found
      return succeed({ inspectionId: inspections.keep(found), report, facts, choices })
    },

    'saml.stored': async ({ site, strategyId, inspectionId }, signal) => {
      const found = inspections.find(inspectionId)
      if (found === undefined) return fail(problem('app.result-gone', {}))
      const provider = await providerAtSite(sessions, { site, strategyId }, signal)
      if (!provider.ok) return provider
      const { label, fields } = provider.value.strategy
      return compareStored(ports, { stored: sourceOfStrategy(fields), label, inspected: found }, signal)
    },

    'saml.response': async ({ content, trust: against, at }, signal, emit) => {
      const trust = await trustFor(against, signal)
      if (!trust.ok) return trust
      const { name, bytes } =
        content.kind === 'file' ? { name: content.name, bytes: content.bytes } : { name: 'the pasted text', bytes: content.text }
      const moment = at.trim() === '' ? undefined : readMoment(at)
      if (moment === undefined && at.trim() !== '')
        return fail(problem('app.invalid-input', { where: 'time', message: 'it is no date with a time, such as 2026-11-21T10:30Z' }))
      const input = { content: bytes, name, trust: trust.value, at: moment }
      const { report, view } = await toItsEnd(inspectResponse(ports, input, signal), emit)
      return succeed({ reportId: responses.keep(report), report, view })
    },

    'saml.rollover': async ({ old, next, mode }, signal) => {
      const oldKeys = await keysOf(old, signal)
      if (!oldKeys.ok) return oldKeys
      const nextKeys = await keysOf(next, signal)
      if (!nextKeys.ok) return nextKeys
      return rehearseRollover({ old: oldKeys.value, next: nextKeys.value, inForce: mode, now: new Date(ports.clock.now()).toISOString() })
    },

    'saml.prove': async ({ site, strategyId, areEntered }, signal, emit) => {
      const session = await sessions.find(site)
      if (!session.ok) return session
      const page = session.value.isPractice ? practice.site?.signInPage(strategyId) : undefined
      const { service } = session.value
      const weigh: ProveSignInPorts['weigh'] = (event, during) =>
        noteSignInProof(ports, service, { strategyId, event, areEntered: areEntered === true }, during)
      const { clock, wait, links } = ports
      return toItsEnd(proveSignIn({ clock, wait, links, page, weigh }, service, strategyId, signal), emit)
    },

    'saml.explain-error': async ({ text }) => succeed(explainSignInError(text)),

    'saml.report-save': async ({ reportId, format }) => {
      const inspection = inspections.find(reportId)
      const report = inspection?.report ?? responses.find(reportId)
      if (report === undefined) return fail(problem('app.result-gone', {}))
      const exported = exportableLadderReport(report, ports.redactor.redactText)
      const name = `saml-${report.kind}-${report.startedAt.slice(0, 10)}.${format}`
      if (format === 'html')
        return ports.files.save(
          name,
          ladderReportHtml(exported, { version: ports.info.version, createdAt: new Date(ports.clock.now()).toISOString() })
        )
      const document =
        inspection === undefined
          ? samlResponseDocument(exported, undefined, ports.info)
          : samlMetadataDocument(exported, inspection, ports.info)
      return ports.files.save(name, `${JSON.stringify(document, undefined, 2)}\n`)
    },

    'saml.report-text': async ({ reportId }) => {
      const report = inspections.find(reportId)?.report ?? responses.find(reportId)
      return report === undefined
        ? fail(problem('app.result-gone', {}))
        : succeed(ladderReportText(exportableLadderReport(report, ports.redactor.redactText), ports.info))
    }
  }

  async function trustFor(
    against: Parameters<SamlHandlers['saml.response']>[0]['trust'],
    signal: CancelSignal
  ): Promise<Result<SamlTrust, Problem>> {
    switch (against.kind) {
      case 'inspection': {
        const found = inspections.find(against.inspectionId)
        if (found === undefined) return fail(problem('app.result-gone', {}))
        return found.trust === undefined ? fail(firstProblem(found.report.results)) : succeed(found.trust)
      }
      case 'provider':
        return trustOfProvider(against.site, against.strategyId, signal)
      case 'fingerprint':
        return trustOfFingerprint(against.text)
      default:
        return assertNever(against)
    }
  }
}
