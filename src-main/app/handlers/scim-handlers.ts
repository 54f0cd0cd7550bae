import type { ParsedInput } from '../../contract/operations.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import { SERVICE_SCIM_ENDPOINT } from '../../core/entra/service-addresses.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { scimMethod } from '../../core/model/scim-method.ts'
import type { PracticeSite } from '../../core/ports/practice.ts'
import { exportableLadderReport, ladderReportHtml, ladderReportText } from '../../core/report/ladder-report-forms.ts'
import { scimDocument } from '../../core/report/scim-document.ts'
import { assertNever, fail, type Result, succeed } from '../../core/result.ts'
import { checkMappings } from '../../core/scim/check-mappings.ts'
import { scimView } from '../../core/scim/read-scim.ts'
import { readScimAddress } from '../../core/scim/read-scim-address.ts'
import { readTokenShape } from '../../core/scim/read-token-shape.ts'
import type { ScimProof } from '../../core/scim/scim-proof.ts'
import type { ScimRehearsal, ScimView } from '../../core/scim/scim-views.ts'
import type { Secret } from '../../core/secret.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { createKeptResults } from '../kept-results.ts'
import { type RehearsalInput, refusedRehearsal, rehearseScim } from '../operations/rehearse-scim.ts'
import { createScimTokens } from '../scim/create-scim-tokens.ts'
import { type ProviderAtSite, providerAtSite } from '../provider-at-site.ts'
import type { SiteSession, SiteSessions } from '../site-sessions.ts'
import { toItsEnd } from '../to-its-end.ts'

type ScimHandlers = Pick<
  Handlers,
  | 'scim.read'
  | 'scim.keep-token'
  | 'scim.forget-token'
  | 'scim.copy-token'
  | 'scim.rehearse'
  | 'scim.report-save'
  | 'scim.report-text'
  | 'scim.mappings'
>

/** SCIM of a provider: token, rehearsal, mappings. `practice` is the practice site, once it runs. */
export function createScimHandlers(
  ports: AppPorts,
  sessions: SiteSessions,
  practice: { readonly site: PracticeSite | undefined }
): ScimHandlers {
  const reports = createKeptResults<Omit<ScimRehearsal, 'reportId'>>(ports.newId)
  const tokens = createScimTokens(ports)

  async function viewOf({ session, strategy }: ProviderAtSite): Promise<ScimView> {
    const kept = await tokens.read(session, strategy.id)
    return scimView(strategy, { isKept: kept.token !== undefined, problem: kept.problem }, new Date(ports.clock.now()).toISOString())
  }

  /** What was typed, or what the site hands out. */
  async function tokenToKeep(
    { token }: ParsedInput<'scim.keep-token'>,
    { session, strategy }: ProviderAtSite,
    signal: CancelSignal
  ): Promise<Result<Secret, Problem>> {
    if (token.kind === 'typed') {
      ports.redactor.register(token.value)
      const shape = readTokenShape(token.value, [apiKeyOf(session)])
      return shape.kind === 'malformed' ? fail(problem('scim.token.malformed', { because: shape.because })) : succeed(token.value)
    }
    const found = await session.service.scimToken(strategy.id, signal)
    if (!found.ok)
      return fail(
        serviceProblem(found.error, {
          host: session.address.host,
          action: 'read the token',
          what: `the token of provider ${String(strategy.id)}`
        })
      )
    return found.value === undefined ? fail(problem('scim.token.not-handed-out', { label: strategy.label })) : succeed(found.value)
  }

  async function inputFor({ target, write }: ParsedInput<'scim.rehearse'>, signal: CancelSignal): Promise<Result<RehearsalInput, Problem>> {
    switch (target.kind) {
      case 'built-in': {
        const { endpoint, token } = await ports.practice.startScim()
        return succeed({ url: endpoint, proof: { kind: 'token', token }, write, isSite: false, tokenEndsAt: undefined })
      }
      case 'endpoint':
        return succeed({ url: target.url, proof: target.proof, write, isSite: isPracticeSite(target.url), tokenEndsAt: undefined })
      case 'site': {
        const refused = refusedRehearsal({ url: SERVICE_SCIM_ENDPOINT, write, isSite: true })
        if (refused !== undefined) return fail(refused)
        const provider = await providerAtSite(sessions, target, signal)
        if (!provider.ok) return provider
        const { session, strategy } = provider.value
        const proof = target.proof.kind === 'basic' ? succeed(target.proof) : await keptProof(provider.value)
        if (!proof.ok) return proof
        const url = session.isPractice ? (practice.site?.scimEndpoint ?? SERVICE_SCIM_ENDPOINT) : SERVICE_SCIM_ENDPOINT
        return succeed({
          url,
          proof: proof.value,
          write: false,
          isSite: true,
          tokenEndsAt: strategy.scimTokenExpiresAt,
          otherSecrets: [apiKeyOf(session)]
        })
      }
      default:
        return assertNever(target)
    }
  }

  async function keptProof({ session, strategy }: ProviderAtSite): Promise<Result<ScimProof, Problem>> {
    if (scimMethod(strategy.fields) === 'basic') return fail(problem('scim.provider.basic', { label: strategy.label }))
    const { token } = await tokens.read(session, strategy.id)
    return token === undefined ? fail(problem('scim.token.missing', { label: strategy.label })) : succeed({ kind: 'token', token })
  }

  /** The practice site is a person’s site too, by whichever name of this computer it is called. */
  function isPracticeSite(url: string): boolean {
    const asked = readScimAddress(url)
    const own = practice.site === undefined ? undefined : readScimAddress(practice.site.address)
    return asked.kind === 'usable' && own?.kind === 'usable' && ofThisComputer(asked.host) === ofThisComputer(own.host)
  }

  return {
    'scim.read': async (input, signal) => {
      const provider = await providerAtSite(sessions, input, signal)
      return provider.ok ? succeed(await viewOf(provider.value)) : provider
    },

    'scim.keep-token': async (input, signal) => {
      const provider = await providerAtSite(sessions, input, signal)
      if (!provider.ok) return provider
      const token = await tokenToKeep(input, provider.value, signal)
      if (!token.ok) return token
      await tokens.keep(provider.value.session, input.strategyId, token.value)
      return succeed(await viewOf(provider.value))
    },

    'scim.forget-token': async (input, signal) => {
      const provider = await providerAtSite(sessions, input, signal)
      if (!provider.ok) return provider
      const wrong = await tokens.forget(provider.value.session, input.strategyId)
      return wrong === undefined ? succeed(await viewOf(provider.value)) : fail(wrong)
    },

    'scim.copy-token': async ({ site, strategyId }) => {
      const session = await sessions.find(site)
      if (!session.ok) return session
      const { token, problem: keychainProblem } = await tokens.read(session.value, strategyId)
      if (token === undefined) return fail(keychainProblem ?? problem('scim.token.missing', { label: `provider ${String(strategyId)}` }))
      ports.clipboard.write(token)
      return succeed(null)
    },

    'scim.rehearse': async (input, signal, emit) => {
      const asked = await inputFor(input, signal)
      if (!asked.ok) return asked
      const done = await toItsEnd(rehearseScim(ports, asked.value, signal), emit)
      return done.ok ? succeed({ reportId: reports.keep(done.value), ...done.value }) : done
    },

    'scim.report-save': async ({ reportId, format }) => {
      const found = reports.find(reportId)
      if (found === undefined) return fail(problem('app.result-gone', {}))
      const exported = exportableLadderReport(found.report, ports.redactor.redactText)
      const name = `scim-rehearsal-${exported.startedAt.slice(0, 10)}`
      const createdAt = new Date(ports.clock.now()).toISOString()
      switch (format) {
        case 'html':
          return ports.files.save(`${name}.html`, ladderReportHtml(exported, { version: ports.info.version, createdAt }))
        case 'json':
          return ports.files.save(`${name}.json`, `${JSON.stringify(scimDocument(exported, undefined, ports.info), undefined, 2)}\n`)
        case 'text':
          return ports.files.save(`${name}.txt`, ladderReportText(exported, ports.info))
        default:
          return assertNever(format)
      }
    },

    'scim.report-text': async ({ reportId }) => {
      const found = reports.find(reportId)
      return found === undefined
        ? fail(problem('app.result-gone', {}))
        : succeed(ladderReportText(exportableLadderReport(found.report, ports.redactor.redactText), ports.info))
    },

    'scim.mappings': async ({ bytes }) => {
      const text = ports.textOfFile(bytes)
      return text.ok ? checkMappings(text.value) : fail(problem('scim.mapping.unreadable', { reason: text.error }))
    }
  }
}

function ofThisComputer(host: string): string {
  return host.replace(/^localhost(?=:|$)/, '127.0.0.1')
}

function apiKeyOf({ key }: SiteSession): { readonly name: string; readonly secret: SiteSession['key'] } {
  return { name: 'the API key of this site', secret: key }
}
