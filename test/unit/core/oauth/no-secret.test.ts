import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOpenId } from '../../../../src-main/adapters/oauth/create-open-id.ts'
import { testOauth } from '../../../../src-main/app/operations/test-oauth.ts'
import { neverCancelled } from '../../../../src-main/core/cancel.ts'
import { createRedactor } from '../../../../src-main/core/redact.ts'
import { redactTexts } from '../../../../src-main/core/redact-texts.ts'
import { ladderReportHtml, ladderReportText } from '../../../../src-main/core/report/ladder-report-forms.ts'
import { exportableOauthTest, oauthDocument } from '../../../../src-main/core/report/oauth-document.ts'
import { Secret } from '../../../../src-main/core/secret.ts'
import { goodForm, now, tenantId } from '../../../support/oauth/registration-test.ts'

/** Anything with a piece in it that no sentence of ours has: some look like secrets and are sent, most are refused for their form. */
const marked = fc
  .tuple(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('', ' ', '\n', '"', '%')
  )
  .map(([one, two, around]) => `${around}${one}K7~9x${two}`)
const sendable = fc.string({ minLength: 12, maxLength: 50 }).map((text) => `K7~9x${text.replaceAll(/\s/g, '&')}`)
const secrets = fc.oneof(marked, sendable)

/** A host that repeats what it was sent, wherever there is room for text. */
function parrot(secret: string, status: number, onToken: () => void): typeof globalThis.fetch {
  return (input) => {
    const url = input instanceof Request ? input.url : input.toString()
    if (url.endsWith('openid-configuration')) {
      const base = `https://login.microsoftonline.com/${tenantId}`
      return Promise.resolve(Response.json({ issuer: `${base}/v2.0`, token_endpoint: `${base}/token`, tenant_region_scope: 'EU' }))
    }
    onToken()
    const body = {
      error: `bad ${secret}`,
      error_description: `AADSTS7000215: '${secret}' is wrong. Trace ID: ${secret}`,
      correlation_id: secret
    }
    return Promise.resolve(Response.json(status === 200 ? { access_token: secret, token_type: secret, scope: secret } : body, { status }))
  }
}

describe('a client secret', () => {
  it.each([200, 401, 503])('is in no event, no view and no report, even when the answer %i repeats it', async (status) => {
    let sent = 0
    await fc.assert(
      fc.asyncProperty(secrets, async (text) => {
        const redactor = createRedactor()
        const secret = new Secret(text)
        redactor.register(secret)
        const openId = createOpenId({ fetch: parrot(text, status, () => (sent += 1)) })
        const told: unknown[] = []

        const events = testOauth(
          { openId, clock: { now: () => now, monotonicMs: () => 0 } },
          { form: goodForm, clientSecret: secret },
          neverCancelled
        )
        let step = await events.next()
        for (; step.done !== true; step = await events.next()) told.push(redactTexts(step.value, redactor.redactText))
        const test = step.value
        const exported = exportableOauthTest(test, redactor.redactText)
        const about = { version: '1.0.0', createdAt: '2026-11-22T09:00:00Z' }
        const outputs = [
          JSON.stringify(told),
          JSON.stringify(redactTexts(test, redactor.redactText)),
          JSON.stringify(oauthDocument(exported, about)),
          ladderReportHtml(exported.report, about),
          ladderReportText(exported.report, about)
        ]

        for (const output of outputs) for (const form of formsOf(text)) expect(output.includes(form)).toBe(false)
        // Not even without the mask: nothing of ours holds it.
        expect(JSON.stringify(test).includes(text.trim())).toBe(false)
      }),
      { numRuns: 150 }
    )
    expect(sent).toBeGreaterThan(20)
  })
})

function formsOf(text: string): readonly string[] {
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  return [text, JSON.stringify(text).slice(1, -1), html, Buffer.from(text).toString('base64'), Buffer.from(text).toString('hex')]
}
