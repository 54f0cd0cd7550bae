import { type Problem, problem } from '../../core/errors.ts'
import type { OauthForm } from '../../core/model/oauth-form.ts'
import { sameId } from '../../core/oauth/form/id-text.ts'
import type { OauthTest } from '../../core/oauth/oauth-views.ts'
import type { PracticeSite } from '../../core/ports/practice.ts'
import { ladderReportHtml, ladderReportText } from '../../core/report/ladder-report-forms.ts'
import { exportableOauthTest, oauthDocument } from '../../core/report/oauth-document.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { Secret } from '../../core/secret.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { createKeptResults } from '../kept-results.ts'
import { affectedUsers } from '../operations/affected-users.ts'
import { testOauth } from '../operations/test-oauth.ts'
import type { SiteSessions } from '../site-sessions.ts'
import { toItsEnd } from '../to-its-end.ts'

type KeptTest = Omit<OauthTest, 'reportId'>

/** Microsoft Entra ID by OAuth: whether a registration is what Files.com needs. `practice` is the practice site, once it runs. */
export function createOauthHandlers(
  ports: AppPorts,
  sessions: SiteSessions,
  practice: { readonly site: PracticeSite | undefined }
): Pick<Handlers, Extract<keyof Handlers, `oauth.${string}`>> {
  const tests = createKeptResults<KeptTest>(ports.newId)

  function reportText(reportId: string, format: Format): Result<{ readonly text: string; readonly day: string }, Problem> {
    const test = tests.find(reportId)
    if (test === undefined) return fail(problem('app.result-gone', {}))
    const exported = exportableOauthTest(test, ports.redactor.redactText)
    const createdAt = new Date(ports.clock.now()).toISOString()
    return succeed({ text: forms[format](exported, { version: ports.info.version, createdAt }), day: test.report.startedAt.slice(0, 10) })
  }

  /** The window does not know the secret of the practice registration: none at all stands for it. */
  function secretOf(typed: Secret, form: OauthForm): Secret {
    const registration = practice.site?.oauth
    const isPractice =
      registration !== undefined && sameId(form.tenantId, registration.tenantId) && sameId(form.clientId, registration.clientId)
    return typed.isEmpty && isPractice ? registration.clientSecret : typed
  }

  return {
    'oauth.test': async ({ form, clientSecret }, signal, emit) => {
      const secret = secretOf(clientSecret, form)
      if (isSecret(secret, form)) ports.redactor.register(secret)
      ports.log.info('test of a registration started', { cloud: form.cloud, hasSecret: !secret.isEmpty })
      const test = await toItsEnd(testOauth(ports, { form, clientSecret: secret }, signal), emit)
      ports.log.info('test of a registration finished', { counts: test.report.summary.counts, durationMs: test.report.durationMs })
      return succeed({ reportId: tests.keep(test), ...test })
    },

    'oauth.report-save': async ({ reportId, format }) => {
      const text = reportText(reportId, format)
      return text.ok ? ports.files.save(`oauth-test-${text.value.day}.${extensions[format]}`, text.value.text) : text
    },

    'oauth.report-text': async ({ reportId, format }) => {
      const text = reportText(reportId, format)
      return text.ok ? succeed(text.value.text) : text
    },

    'oauth.affected': async ({ site, days }, signal) => {
      const session = await sessions.find(site)
      return session.ok ? affectedUsers(ports, session.value.service, days, signal) : session
    }
  }
}

type Format = 'html' | 'json' | 'text'

const extensions: Readonly<Record<Format, string>> = { html: 'html', json: 'json', text: 'txt' }

const forms: Readonly<Record<Format, (test: KeptTest, about: { readonly version: string; readonly createdAt: string }) => string>> = {
  html: ({ report }, about) => ladderReportHtml(report, about),
  json: (test, about) => `${JSON.stringify(oauthDocument(test, about), undefined, 2)}\n`,
  text: ({ report }, about) => ladderReportText(report, about)
}

/** An id in the box of the secret is a mistake to be told, and no secret: masked, it would be missing everywhere else too. */
function isSecret(secret: Secret, { tenantId, clientId, displayName }: OauthForm): boolean {
  const text = secret.reveal().trim()
  return text !== '' && ![tenantId, clientId, displayName].some((known) => sameId(known, text))
}
