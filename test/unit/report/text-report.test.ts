import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resultLines, textReport } from '../../../src-main/core/report/text-report.ts'
import { plainStyle } from '../../../src-main/core/report/text-style.ts'
import { characters, wrapText } from '../../../src-main/core/report/wrap-text.ts'
import { arbitraryReport, everyOutcome, reportOf, resultOf, sampleProblem } from '../../support/sample-report.ts'

describe('a rung as text', () => {
  it('shows cause, evidence, remedy, who and code of a failure', () => {
    const lines = resultLines(resultOf({ status: 'fail', problem: sampleProblem() }), { ...plainStyle, width: 74 })

    expect(lines).toEqual([
      'Failed             The rung holds                                    12 ms',
      '                   The certificate is for another name',
      '    What happened  You connect to 10.0.0.5, and the certificate is for',
      '                   dc1.corp.example.',
      '    How we know    Names on the certificate: dc1.corp.example',
      '    What to do     Enter one of the names on the certificate as the host.',
      '    Who            You, in this application',
      '    Seen at        your directory',
      '    Code           certificate.name-mismatch'
    ])
  })

  it('says what a blocked rung waits for, without a time', () => {
    expect(resultLines(resultOf({ status: 'blocked', by: 'a', because: 'The name resolves' }), plainStyle)).toEqual([
      'Waits              The rung holds',
      '                   Waits for: The name resolves'
    ])
  })

  it('says what would prove a rung that cannot be proved here', () => {
    expect(resultLines(resultOf({ status: 'not-provable-here', because: 'Asked from here.', next: 'Let it sync.' }), plainStyle)).toEqual([
      `Not provable here  The rung holds${' '.repeat(62)}12 ms`,
      '                   Asked from here.',
      '    Would prove it Let it sync.'
    ])
  })
})

describe('the text report', () => {
  it('begins with what was checked, when, and the one sentence', () => {
    expect(textReport(reportOf(everyOutcome), { version: '1.2.3' }).split('\n').slice(0, 12)).toEqual([
      'Directory dc1.corp.example, port 636',
      '    Backup hosts   dc2.corp.example',
      '    Security       LDAPS (encrypted from the first byte)',
      '    Server type    Active Directory',
      '    Account        reader@corp.example',
      '    Base DN        DC=corp,DC=example',
      '    User name      sAMAccountName',
      '',
      'Checked 2026-11-21 20:05:12 UTC with Entra Setup Assistant 1.2.3.',
      '',
      '2 things to fix, the first: the certificate is for another name.',
      '1 proved, 1 warning, 1 failed, 1 broke, 1 waiting, 1 not provable here, 1 not needed'
    ])
  })

  it('has no character that steers a terminal, whatever the server says', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\u001b[2J\u001b[31m', '\r\u001b]0;title\u0007', '\u202eevil', '\u009b31m')
    )
    fc.assert(
      fc.property(arbitraryReport(hostile), (report) => {
        // eslint-disable-next-line no-control-regex -- control characters are what is looked for
        expect(textReport(report, { version: '1' })).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
      }),
      { numRuns: 60 }
    )
  })
})

describe('wrapping', () => {
  it('loses no word, and keeps within the width unless one word is wider', () => {
    const words = fc.array(
      fc.string({ minLength: 1, maxLength: 30 }).filter((word) => !word.includes(' ')),
      { minLength: 1, maxLength: 20 }
    )
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 40 }), (given, width) => {
        const lines = wrapText(given.join(' '), width)

        expect(lines.join(' ')).toBe(given.join(' '))
        for (const line of lines) expect(characters(line) <= width || !line.includes(' ')).toBe(true)
      })
    )
  })
})
