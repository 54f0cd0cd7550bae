import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import { checkDocumentSchema } from '../../../src-main/contract/check-document-schema.ts'
import { type CheckDocument, checkDocument } from '../../../src-main/core/report/check-document.ts'
import { arbitraryReport, everyOutcome, reportOf } from '../../support/sample-report.ts'

describe('the JSON document of a check', () => {
  it('keeps the promise of its schema for every report', () => {
    expectTypeOf<keyof CheckDocument>().toEqualTypeOf<keyof z.output<typeof checkDocumentSchema>>()
    fc.assert(
      fc.property(arbitraryReport(fc.string()), (report) => {
        const document: unknown = JSON.parse(JSON.stringify(checkDocument(report, { version: '1.2.3' })))
        expect(checkDocumentSchema.safeParse(document).error).toBeUndefined()
      })
    )
  })

  it('has one row for each rung, in the order of the ladder, with what its status calls for', () => {
    const { summary, checks } = checkDocument(reportOf(everyOutcome), { version: '1.2.3' })

    expect(summary.outcome).toBe('failed')
    expect(
      checks.map(({ id, status, problem, because, by, next, detail }) => [id, status, problem?.code, because, by, next, detail])
    ).toEqual([
      ['test.rung-1', 'pass', undefined, undefined, undefined, undefined, 'Port 636 is open.'],
      ['test.rung-2', 'warn', 'certificate.ends-soon', undefined, undefined, undefined, undefined],
      ['test.rung-3', 'fail', 'certificate.name-mismatch', undefined, undefined, undefined, undefined],
      ['test.rung-4', 'blocked', undefined, 'The rung holds', 'test.rung-3', undefined, undefined],
      ['test.rung-5', 'skip', undefined, 'Security is “none”.', undefined, undefined, undefined],
      ['test.rung-6', 'not-provable-here', undefined, 'This computer was asked, not Files.com.', undefined, 'Let it sync once.', undefined],
      ['test.rung-7', 'crash', 'app.check-crashed', undefined, undefined, undefined, undefined]
    ])
  })

  it('carries the evidence of a failure once, on its row', () => {
    const [, , failed] = checkDocument(reportOf(everyOutcome), { version: '1.2.3' }).checks

    expect(failed?.evidence).toEqual([{ label: 'Names on the certificate', value: 'dc1.corp.example' }])
    expect(Object.keys(failed?.problem ?? {})).toEqual(['code', 'title', 'cause', 'remedy', 'who', 'origin'])
  })
})
