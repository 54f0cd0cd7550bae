import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../../src-main/core/redact.ts'
import { checkDocument } from '../../../src-main/core/report/check-document.ts'
import { exportableReport, hasLeftOutEvidence, LEFT_OUT, redactedReport } from '../../../src-main/core/report/exportable-report.ts'
import { htmlReport } from '../../../src-main/core/report/html-report.ts'
import { textReport } from '../../../src-main/core/report/text-report.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { arbitraryReport, everyOutcome, reportOf, sampleProblem } from '../../support/sample-report.ts'

const about = { version: '1.2.3', createdAt: '2026-11-21T20:06:00.000Z' }
const unchanged = (text: string) => text

describe('an exported report', () => {
  it('holds no registered secret, in no form and wherever a server put it', () => {
    const secret = fc
      .string({ minLength: 6, maxLength: 24, unit: 'grapheme' })
      .filter((text) => text === text.trim() && !/\s/.test(text))
      .map((text) => `Kanari-${text}`)
    fc.assert(
      fc.property(
        secret.chain((text) => fc.tuple(fc.constant(text), arbitraryReport(fc.constantFrom(...disguisesOf(text))))),
        ([text, report]) => {
          const redactor = createRedactor()
          redactor.register(new Secret(text))

          const exported = exportableReport(report, redactor.redactText)
          const written = [JSON.stringify(checkDocument(exported, about)), htmlReport(exported, about), textReport(exported, about)].join(
            '\n'
          )

          for (const form of [
            text,
            JSON.stringify(text).slice(1, -1),
            Buffer.from(text).toString('base64'),
            Buffer.from(text).toString('hex')
          ]) {
            expect(written).not.toContain(form)
          }
        }
      ),
      { numRuns: 300 }
    )
  })

  it('stays whole when the password is a word of its own grammar', () => {
    const redactor = createRedactor()
    for (const word of ['pass', 'fail', 'div', 'style', 'status', 'healthy', 'your-directory', 'test.rung-3'])
      redactor.register(new Secret(word))

    const exported = exportableReport(reportOf(everyOutcome), redactor.redactText)

    expect(exported.results.map(({ id, origin, outcome }) => [id, origin, outcome.status])).toEqual(
      reportOf(everyOutcome).results.map(({ id, origin, outcome }) => [id, origin, outcome.status])
    )
    expect(htmlReport(exported, about)).toContain('<style>')
  })

  it('leaves the same people out of the sentences above the evidence', () => {
    const problem = sampleProblem({
      cause: 'anna.li is disabled (data 533).',
      evidence: [{ label: 'Person', value: 'anna.li', personal: true }]
    })

    const exported = exportableReport(reportOf([{ status: 'fail', problem }]), unchanged)

    expect(JSON.stringify(exported)).not.toContain('anna.li')
    expect(JSON.stringify(redactedReport(reportOf([{ status: 'fail', problem }]), unchanged))).toContain('anna.li')
  })

  it('leaves out evidence about people and says so', () => {
    const report = reportOf([
      {
        status: 'pass',
        detail: 'Found.',
        evidence: [
          { label: 'Sample', value: 'Zoe Zed', personal: true },
          { label: 'People', value: '308' }
        ]
      }
    ])

    const exported = exportableReport(report, unchanged)

    expect(exported.results[0]?.outcome).toMatchObject({
      evidence: [
        { label: 'Sample', value: LEFT_OUT, personal: true },
        { label: 'People', value: '308' }
      ]
    })
    expect([hasLeftOutEvidence(report), hasLeftOutEvidence(exported)]).toEqual([false, true])
    expect(htmlReport(exported, about)).not.toContain('Zoe')
    expect(htmlReport(exported, about)).toContain('Evidence that names people was left out of this report')
  })
})

describe('a report for the screen', () => {
  it('keeps evidence about people', () => {
    const report = reportOf([{ status: 'pass', detail: 'Found.', evidence: [{ label: 'Sample', value: 'Zoe Zed', personal: true }] }])

    expect(redactedReport(report, unchanged)).toEqual(report)
  })
})

function disguisesOf(secret: string): readonly [string, ...string[]] {
  return [
    secret,
    `the server said "${secret}" and hung up`,
    JSON.stringify({ text: secret }),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('hex'),
    `${secret}${secret}`
  ]
}
