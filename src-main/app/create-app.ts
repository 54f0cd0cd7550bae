import type { OperationEvent, OperationName, OperationOutput, ParsedInput, StreamName } from '../contract/operations.ts'
import type { CancelSignal } from '../core/cancel.ts'
import { type Problem, problem } from '../core/errors.ts'
import type { PracticeSite, RunningPractice } from '../core/ports/practice.ts'
import { type DirectoryForm, directoryFormMessages, directorySettings } from '../core/model/directory-form.ts'
import { checkDocument } from '../core/report/check-document.ts'
import type { CheckReport } from '../core/report/check-report.ts'
import { exportableReport, redactedReport, redactedResult } from '../core/report/exportable-report.ts'
import { htmlReport } from '../core/report/html-report.ts'
import { textReport } from '../core/report/text-report.ts'
import { fail, type Result, succeed } from '../core/result.ts'
import type { OpenIdPort } from '../core/oauth/oauth-ports.ts'
import type { MetadataFetchPort } from '../core/saml/saml-ports.ts'
import type { AppPorts } from './app-ports.ts'
import { fileNamePart } from './file-name-part.ts'
import { createAdviserHandlers } from './handlers/adviser-handlers.ts'
import { createEntraHandlers } from './handlers/entra-handlers.ts'
import { createIdentityHandlers } from './handlers/identity-handlers.ts'
import { createJitHandlers } from './handlers/jit-handlers.ts'
import { createOauthHandlers } from './handlers/oauth-handlers.ts'
import { createOwnedHandlers } from './handlers/owned-handlers.ts'
import { createScimHandlers } from './handlers/scim-handlers.ts'
import { createScimLogHandlers } from './handlers/scim-log-handlers.ts'
import { createTraceHandlers } from './handlers/trace-handlers.ts'
import { createPlanHandlers } from './handlers/plan-handlers.ts'
import { createPreviewHandlers } from './handlers/preview-handlers.ts'
import { createPreviewSettingsHandlers } from './handlers/preview-settings-handlers.ts'
import { createProfileHandlers } from './handlers/profile-handlers.ts'
import { createRunHandlers } from './handlers/run-handlers.ts'
import { createSamlHandlers } from './handlers/saml-handlers.ts'
import { createSiteHandlers } from './handlers/site-handlers.ts'
import { createUserHandlers } from './handlers/user-handlers.ts'
import { createIdentityDesk } from './identity/identity-desk.ts'
import { createKeptResults } from './kept-results.ts'
import { createKnownCertificates } from './known-certificates.ts'
import { checkDirectory } from './operations/check-directory.ts'
import { compareCertificates } from './operations/compare-certificates.ts'
import { readCertificate } from './operations/read-certificate.ts'
import { findSuggestions } from './operations/suggest-settings.ts'
import { handlersWithRedactedProblems, redactedHandlers } from './redacted-handlers.ts'
import { redactedPreviewText } from './redacted-preview-text.ts'
import { createSiteSessions } from './site-sessions.ts'

export type Handler<N extends OperationName> = (
  input: ParsedInput<N>,
  signal: CancelSignal,
  emit: (event: N extends StreamName ? OperationEvent<N> : never) => void
) => Promise<Result<OperationOutput<N>, Problem>>

export type Handlers = { readonly [N in OperationName]: Handler<N> }

/** The use cases behind every operation of the contract. A new operation fails to compile here until it is wired. */
export function createApp(given: AppPorts): Handlers {
  const practice: { site: PracticeSite | undefined; directory: RunningPractice | undefined } = { site: undefined, directory: undefined }
  const ports: AppPorts = {
    ...given,
    metadataFetch: withPracticeTenant(given.metadataFetch, practice),
    openId: withPracticeRegistration(given.openId, practice)
  }
  const reports = createKeptResults<CheckReport>(ports.newId)
  const known = createKnownCertificates()
  const sessions = createSiteSessions(ports)
  // What the adviser counts among its facts, too.
  const identities = createIdentityDesk()
  const { redactText } = ports.redactor
  // What the site says goes through the mask; a document that the window sends back into a profile may not.
  const { 'saml.prove': prove, 'saml.stored': stored, ...saml } = createSamlHandlers(ports, sessions, practice)

  return {
    ...redactedHandlers(
      {
        ...createSiteHandlers(ports, sessions, practice),
        ...createPlanHandlers(ports, sessions, practice),
        ...createRunHandlers(ports, sessions),
        'saml.prove': prove,
        'saml.stored': stored,
        ...createOauthHandlers(ports, sessions, practice),
        ...createAdviserHandlers(ports, sessions, identities),
        ...createScimHandlers(ports, sessions, practice),
        ...createScimLogHandlers(ports, sessions),
        ...createJitHandlers(ports, sessions),
        ...createTraceHandlers(ports, sessions, practice)
      },
      redactText
    ),
    ...redactedHandlers(createPreviewHandlers(ports, sessions, practice), redactedPreviewText(redactText)),
    ...redactedHandlers(createOwnedHandlers(ports, sessions), redactedPreviewText(redactText)),
    ...redactedHandlers(createIdentityHandlers(ports, sessions, practice, identities), redactedPreviewText(redactText)),
    ...handlersWithRedactedProblems(
      {
        ...createProfileHandlers(ports, sessions, practice),
        ...createUserHandlers(ports, sessions),
        ...createPreviewSettingsHandlers(ports, sessions, practice),
        ...createEntraHandlers(ports, sessions),
        ...saml
      },
      redactText
    ),

    'app.info': async () => succeed(ports.info),
    'workspace.read': async () => succeed(ports.workspace.read()),
    'workspace.save': async (changes) => {
      ports.workspace.save(changes)
      return succeed(null)
    },

    'directory.suggest': async ({ form }, signal) => {
      const wrong = directoryFormMessages(form).find(
        ({ field, severity }) => severity === 'error' && (field === 'host' || field === 'port')
      )
      if (wrong !== undefined) return fail(problem('app.invalid-input', { where: wrong.field, message: wrong.text }))
      return succeed(await findSuggestions(ports, directorySettings(form), signal))
    },

    'directory.check': async ({ form, password, personPassword }, signal, emit) => {
      const wrong = directoryFormMessages(form).find(({ severity }) => severity === 'error')
      if (wrong !== undefined) return fail(problem('app.invalid-input', { where: wrong.field, message: wrong.text }))
      const secret = password.kind === 'typed' ? password.value : practice.directory?.password
      if (secret === undefined)
        return fail(problem('app.invalid-input', { where: 'password', message: 'the practice directory is not running' }))
      for (const each of [secret, personPassword]) ports.redactor.register(each)
      const settings = directorySettings(form, password.kind === 'practice' ? practice.directory?.timeoutSeconds : undefined)
      ports.log.info('directory check started', { host: settings.host, port: settings.port, security: settings.security })
      const username = form.person.trim()
      const person = username === '' ? {} : { person: personPassword.isEmpty ? { username } : { username, password: personPassword } }
      const events = checkDirectory(ports, { settings, password: secret, ...person }, signal)
      for (;;) {
        const step = await events.next()
        if (step.done === true) {
          const report = redactedReport(step.value, ports.redactor.redactText)
          ports.log.info('directory check finished', { counts: report.summary.counts, durationMs: report.durationMs })
          // A practice directory is gone with the application: nothing to take up again.
          if (password.kind === 'typed') rememberCheck(report, form)
          return succeed({ reportId: reports.keep(report), report })
        }
        emit(
          step.value.type === 'finished'
            ? { ...step.value, result: redactedResult(step.value.result, ports.redactor.redactText) }
            : step.value
        )
      }
    },

    'report.save': async ({ reportId, format }) => {
      const report = reports.find(reportId)
      if (report === undefined) return fail(problem('app.result-gone', {}))
      const exported = exportableReport(report, ports.redactor.redactText)
      const text =
        format === 'html'
          ? htmlReport(exported, { version: ports.info.version, createdAt: new Date(ports.clock.now()).toISOString() })
          : `${JSON.stringify(checkDocument(exported, ports.info), undefined, 2)}\n`
      return ports.files.save(`directory-check-${fileNamePart(report.subject.host)}-${report.startedAt.slice(0, 10)}.${format}`, text)
    },
    'report.text': async ({ reportId }) => {
      const report = reports.find(reportId)
      return report === undefined
        ? fail(problem('app.result-gone', {}))
        : succeed(textReport(exportableReport(report, ports.redactor.redactText), ports.info))
    },

    'certificate.read': async (source, signal) => {
      const view = await readCertificate(ports, source, signal)
      if (view.ok) known.remember(view.value)
      return view
    },
    'certificate.compare': (input, signal) => compareCertificates(ports, known, input, signal),
    'certificate.save': ({ suggestedName, pem }) => ports.files.save(`${fileNamePart(suggestedName)}.pem`, pem),

    'practice.faults': async () => succeed(await ports.practice.faults()),
    'practice.start': async ({ fault, flavour }) => {
      const running = await ports.practice.start(fault, flavour)
      practice.directory = running
      const kind = running.fault === undefined ? 'A healthy practice directory' : 'A practice directory with this one fault'
      const sentence = `${kind} runs inside this application. Its password is filled in.`
      return succeed({ form: running.form, sentence, ...(running.fault === undefined ? {} : { fault: running.fault }) })
    },

    'help.read': async ({ code }) => {
      const text = ports.help.read(code)
      return text === undefined
        ? fail(problem('app.invalid-input', { where: 'code', message: 'there is no help for this code' }))
        : succeed(text)
    }
  }

  function rememberCheck(report: CheckReport, form: DirectoryForm): void {
    const { headline, outcome } = report.summary
    ports.workspace.remember({ when: report.startedAt, host: report.subject.host, headline, outcome, form })
  }
}

/** The tenant of the made-up company answers inside this application, once it runs; everything else is asked for over the network. */
function withPracticeTenant(next: MetadataFetchPort, practice: { readonly site: PracticeSite | undefined }): MetadataFetchPort {
  return { fetch: (url, limits, signal) => (practice.site?.metadataFetch(next) ?? next).fetch(url, limits, signal) }
}

/** The same for its OpenID provider. */
function withPracticeRegistration(next: OpenIdPort, practice: { readonly site: PracticeSite | undefined }): OpenIdPort {
  const current = (): OpenIdPort => practice.site?.openId(next) ?? next
  return {
    discover: (url, signal) => current().discover(url, signal),
    requestToken: (request, signal) => current().requestToken(request, signal)
  }
}
