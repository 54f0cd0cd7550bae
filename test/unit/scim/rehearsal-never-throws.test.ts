import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rehearseScim } from '../../../src-main/app/operations/rehearse-scim.ts'
import { toItsEnd } from '../../../src-main/app/to-its-end.ts'
import { createRedactor } from '../../../src-main/core/redact.ts'
import { exportableLadderReport, ladderReportHtml, ladderReportText } from '../../../src-main/core/report/ladder-report-forms.ts'
import type { ScimAnswer, ScimRequest } from '../../../src-main/core/scim/scim-ports.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { Secret } from '../../../src-main/core/secret.ts'

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
            { url: 'https://scim.example/scim', token: new Secret(TOKEN), write, isSite: false, tokenEndsAt: undefined },
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
        rehearseScim(ports, { url, token: new Secret(token), write: false, isSite: false, tokenEndsAt: undefined }, neverCancelled),
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
        rehearseScim(ports, { ...input, token: new Secret(TOKEN), write: true, tokenEndsAt: undefined }, neverCancelled),
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
        { url: 'https://scim.example', token: new Secret(TOKEN), write: true, isSite: false, tokenEndsAt: undefined },
        neverCancelled
      ),
      () => undefined
    )
    expect(deleted).toEqual([])
  })
})
