import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportableReport } from '../../../src-main/core/report/exportable-report.ts'
import { escaped } from '../../../src-main/core/report/escaped.ts'
import { htmlReport } from '../../../src-main/core/report/html-report.ts'
import { arbitraryReport, everyOutcome, reportOf } from '../../support/sample-report.ts'

const about = { version: '1.2.3', createdAt: '2026-11-21T20:06:00.000Z' }

describe('the HTML report', () => {
  it('lets no text of a server become markup', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='x",
        '</style><b>',
        '<!-- ',
        ']]>',
        '&lt;b&gt;',
        '\u0000<b'
      )
    )
    fc.assert(
      fc.property(arbitraryReport(hostile), (report) => {
        const tags = tagsOf(htmlReport(report, about))
        const tagsOfHarmless = tagsOf(htmlReport(harmless(report), about))

        expect(tags).toEqual(tagsOfHarmless)
      })
    )
  })

  it('shows every text, only escaped', () => {
    const html = htmlReport(reportOf([{ status: 'skip', because: `5 < 6 & "x" isn't` }]), about)

    expect(html).toContain('<p>5 &lt; 6 &amp; &quot;x&quot; isn&#39;t</p>')
    expect(escaped('\u001b[31mred\u202e')).toBe(String.raw`\x1b[31mred\u202e`)
  })

  it('has no script and loads nothing', () => {
    const html = htmlReport(reportOf(everyOutcome), about)

    expect(html).toMatch(/http-equiv="Content-Security-Policy" content="default-src 'none'/)
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|https?:/i)
  })

  it('tells when it was made, by which version, and everything about a failure', () => {
    const html = htmlReport(reportOf(everyOutcome), about)

    for (const text of [
      'Directory check of dc1.corp.example',
      'Checked 2026-11-21 20:05:12 UTC in 1234 ms; this report was made 2026-11-21 20:06:00 UTC by Entra Setup Assistant 1.2.3.',
      '2 things to fix, the first: the certificate is for another name.',
      'You connect to 10.0.0.5, and the certificate is for dc1.corp.example.',
      'Names on the certificate',
      'Enter one of the names on the certificate as the host.',
      'You, in this application',
      'certificate.name-mismatch',
      'Waits for: The rung holds',
      'What would prove it:',
      'Passwords are never part of a report.'
    ]) {
      expect(html).toContain(text)
    }
  })

  it('has a word for every status besides the colour, and headings without a gap', () => {
    const html = htmlReport(reportOf(everyOutcome), about)

    for (const word of ['Proved', 'Warning', 'Failed', 'Waits', 'Not needed', 'Not provable here', 'Broke'])
      expect(html).toContain(`</span>${word}</span>`)
    const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level))
    expect(levels[0]).toBe(1)
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
  })
})

/** The same report with its texts replaced by letters. */
function harmless(report: Parameters<typeof htmlReport>[0]): Parameters<typeof htmlReport>[0] {
  return exportableReport(report, () => 'x')
}

function tagsOf(html: string): readonly string[] {
  return html.match(/<[^>]*>/g) ?? []
}
