import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rehearseScim } from '../../../src-main/app/operations/rehearse-scim.ts'
import { toItsEnd } from '../../../src-main/app/to-its-end.ts'
import { createRedactor } from '../../../src-main/core/redact.ts'
import { exportableLadderReport, ladderReportHtml, ladderReportText } from '../../../src-main/core/report/ladder-report-forms.ts'
import type { ScimAnswer, ScimRequest } from '../../../src-main/core/scim/scim-ports.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { passwordProof, tokenProof } from '../../support/scim/rehearse.ts'

const clock = { now: () => Date.parse('2026-11-22T09:00:00Z'), monotonicMs: () => 0 }
const TOKEN = 'canary-token-8f3b2c1d0e9a7766'

function portsWith(send: (request: ScimRequest) => ScimAnswer) {
  return {
    scim: { send: async (request: ScimRequest) => send(request) },
    clock,
    redactor: createRedactor(),
    newId: () => '0f0e0d0c-1111-4222-8333-444444444444'
  }
}

describe('a rehearsal', () => {
  it('judges any answer at all without a crash, and never repeats the token that a server repeats', async () => {
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom(
        TOKEN,
        `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}`,
        `{"id":"7","active":false,"emails":[{"value":"${TOKEN}"}],"members":[{"value":"7"}]}`,
        `<html><title>${TOKEN}</title></html>`
      )
    )
    const answer: fc.Arbitrary<ScimAnswer> = fc.oneof(
      fc.record({
        kind: fc.constant('answered' as const),
        status: fc.constantFrom(200, 200, 200, 201, 204, 301, 400, 401, 403, 404, 409, 429, 500),
        contentType: fc.constantFrom('application/scim+json', 'text/html', '', TOKEN),
        location: fc.constantFrom(undefined, `https://elsewhere.example/${TOKEN}`),
        text,
        durationMs: fc.nat(1000)
      }),
      fc.constantFrom<ScimAnswer>(
        { kind: 'no-answer', failure: { kind: 'name-not-found', host: 'h' }, durationMs: 1 },
        { kind: 'no-answer', failure: { kind: 'closed', host: 'h', code: 'ECONNRESET' }, durationMs: 1 },
        { kind: 'no-answer', failure: { kind: 'too-large', host: 'h', limit: 1000 }, durationMs: 1 }
      )
    )
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 40 }), fc.boolean(), async (answers, write) => {
        let next = 0
        const ports = portsWith(
          () =>
            answers[(next += 1) % answers.length] ?? { kind: 'no-answer', failure: { kind: 'name-not-found', host: 'h' }, durationMs: 0 }
        )
        const events: unknown[] = []
        const done = await toItsEnd(
          rehearseScim(
            ports,
            { url: 'https://scim.example/scim', proof: tokenProof(TOKEN), write, isSite: false, tokenEndsAt: undefined },
            neverCancelled
          ),
          (event) => events.push(event)
        )
        if (!done.ok) throw new Error(done.error.code)
        expect(done.value.report.results.filter(({ outcome }) => outcome.status === 'crash')).toEqual([])
        const { redactText } = ports.redactor
        const exported = exportableLadderReport(done.value.report, redactText)
        const about = { version: '1', createdAt: '2026-11-22T09:00:00Z' }
        const everything = [
          JSON.stringify(done.value.exchanges),
          ladderReportText(exported, about),
          ladderReportHtml(exported, about),
          JSON.stringify(exported)
        ].join('\n')
        expect(everything).not.toContain(TOKEN)
      }),
      { numRuns: 300 }
    )
  })

  it('never repeats a password, alone, with its user name, or as it stands in the header', async () => {
    const password = 'canary-wörd-5d1e'
    const pair = Buffer.from(`scim:${password}`).toString('base64')
    const forms = [
      password,
      encodeURIComponent(password),
      `scim:${password}`,
      pair,
      pair.replace(/=+$/, ''),
      Buffer.from(password).toString('base64')
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...forms), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(200, 302, 401, 403, 500),
        async (said, status) => {
          const text = said.join(' and ')
          const ports = portsWith(() => ({
            kind: 'answered',
            status,
            contentType: 'text/html',
            location: `https://elsewhere.example/${encodeURIComponent(text)}`,
            challenges: `Basic realm="${text}"`,
            text: `<html><title>Basic ${text}</title></html>`,
            durationMs: 1
          }))
          const done = await toItsEnd(
            rehearseScim(
              ports,
              { url: 'https://scim.example', proof: passwordProof('scim', password), write: false, isSite: false, tokenEndsAt: undefined },
              neverCancelled
            ),
            () => undefined
          )
          if (!done.ok) throw new Error(done.error.code)
          const exported = exportableLadderReport(done.value.report, ports.redactor.redactText)
          const everything = JSON.stringify([exported, done.value.exchanges]) + ladderReportText(exported, { version: '1' })
          for (const form of forms) expect(everything).not.toContain(form)
        }
      ),
      { numRuns: 100 }
    )
  })

  it('shows no half of a secret either, wherever an answer is cut', async () => {
    for (const [proof, secret] of [
      [tokenProof(TOKEN), TOKEN],
      [passwordProof('scim', TOKEN), Buffer.from(`scim:${TOKEN}`).toString('base64')]
    ] as const)
      for (const status of [200, 302, 401, 500])
        for (let before = 170; before < 310; before += 5) {
          const said = `${'y'.repeat(before)}${secret} and more`
          const ports = portsWith(() => ({
            kind: 'answered',
            status,
            contentType: 'text/html',
            location: `https://elsewhere.example/${said}`,
            text: `<html><title>${said}</title></html>`,
            durationMs: 1
          }))
          const events: unknown[] = []
          const input = { url: 'https://scim.example', proof, write: false, isSite: false, tokenEndsAt: undefined }
          const done = await toItsEnd(rehearseScim(ports, input, neverCancelled), (event) => events.push(event))
          expect(JSON.stringify(ports.redactor.redact([done, events]))).not.toContain(`y${secret.slice(0, 6)}`)
        }
  })

  it('shows no secret that a server repeats as the kind of its answer, in small letters or cut', async () => {
    const secret = 'Canary;Token-8f3b2c1d0e9a7766'
    const ports = portsWith(() => ({
      kind: 'answered',
      status: 200,
      contentType: `text/${secret}`,
      location: undefined,
      text: `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}`,
      durationMs: 1
    }))
    const input = { url: 'https://scim.example', proof: tokenProof(secret), write: false, isSite: false, tokenEndsAt: undefined }
    const events: unknown[] = []
    const done = await toItsEnd(rehearseScim(ports, input, neverCancelled), (event) => events.push(event))
    expect(JSON.stringify([done, events])).toContain('scim.answer.content-type')
    expect(JSON.stringify(ports.redactor.redact([done, events]))).not.toMatch(/canary/i)
  })

  it('sends the token nowhere but below the address, and nothing when address or token are wrong', async () => {
    for (const [url, token] of [
      ['https://app.files.com/api/scim/v2', TOKEN],
      ['http://scim.example/', TOKEN],
      ['nonsense', TOKEN],
      ['https://scim.example', `Bearer ${TOKEN}`]
    ] as const) {
      const ports = portsWith(() => {
        throw new Error('Something was sent')
      })
      const done = await toItsEnd(
        rehearseScim(ports, { url, proof: tokenProof(token), write: false, isSite: false, tokenEndsAt: undefined }, neverCancelled),
        () => undefined
      )
      expect(done.ok && done.value.exchanges).toEqual([])
      expect(done.ok && done.value.report.summary.outcome).toBe('failed')
    }
  })

  it('never writes at Files.com, nor at a site', async () => {
    for (const input of [
      { url: 'https://app.files.com/api/scim', isSite: false },
      { url: 'https://acme.files.com/scim', isSite: false },
      { url: 'http://127.0.0.1:1/api/scim', isSite: true }
    ]) {
      const ports = portsWith(() => {
        throw new Error('Something was sent')
      })
      const done = await toItsEnd(
        rehearseScim(ports, { ...input, proof: tokenProof(TOKEN), write: true, tokenEndsAt: undefined }, neverCancelled),
        () => undefined
      )
      expect(done.ok ? '' : done.error.code).toBe('scim.write.not-allowed')
    }
  })

  it('deletes nobody but the made-up user, also where a server does not heed the filter', async () => {
    const deleted: string[] = []
    const list = (resources: unknown[]) =>
      JSON.stringify({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
        totalResults: resources.length,
        Resources: resources
      })
    const ports = portsWith(({ method, url }) => {
      if (method === 'DELETE') deleted.push(url)
      const isProbe = url.includes('0f0e0d0c-1111')
      const text =
        method === 'POST'
          ? 'taken'
          : method === 'GET'
            ? list(
                isProbe
                  ? []
                  : [
                      { id: '1', userName: 'alice@corp.example' },
                      { id: '2', displayName: 'Finance' }
                    ]
              )
            : ''
      return {
        kind: 'answered',
        status: method === 'POST' ? 201 : 200,
        contentType: 'application/scim+json',
        location: undefined,
        text,
        durationMs: 1
      }
    })
    await toItsEnd(
      rehearseScim(
        ports,
        { url: 'https://scim.example', proof: tokenProof(TOKEN), write: true, isSite: false, tokenEndsAt: undefined },
        neverCancelled
      ),
      () => undefined
    )
    expect(deleted).toEqual([])
  })
})
