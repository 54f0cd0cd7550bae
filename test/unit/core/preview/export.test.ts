import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { previewHeadline } from '../../../../src-main/app/preview/preview-headline.ts'
import { APPLICATION_NAME } from '../../../../src-main/core/report/check-document.ts'
import { csvCell, csvPreview } from '../../../../src-main/core/preview/export/csv-preview.ts'
import { htmlPreview } from '../../../../src-main/core/preview/export/html-preview.ts'
import { jsonPreview, ndjsonPreview } from '../../../../src-main/core/preview/export/json-preview.ts'
import { exportTexts, type ExportedPreview, type PreviewWriter } from '../../../../src-main/core/preview/export/preview-writer.ts'
import type { PreviewRow } from '../../../../src-main/core/preview/preview-result.ts'
import { plainRules } from '../../../support/plain-snapshot.ts'

const anna: PreviewRow = {
  row: 0,
  outcome: 'update',
  username: 'anna@corp.test',
  name: 'Anna "A" Ångström',
  mail: 'anna@corp.test',
  dn: 'cn=Ångström\\, Anna,dc=test',
  reason: 'fields-differ',
  reasonText: 'The mail address differs.',
  changes: [{ field: 'email', before: 'old@x.test', after: 'anna@corp.test' }],
  groupsGained: ['Sales', 'R&D'],
  groupsLost: [],
  warnings: ['case-differs']
}

const preview: ExportedPreview = {
  about: {
    version: '1.2.3',
    createdAt: '2026-11-22T10:00:00.000Z',
    runId: 'run-1',
    readAt: '2026-11-22T09:59:00.000Z',
    directory: 'dc1.corp.test',
    site: 'acme.files.com'
  },
  summary: {
    counts: { create: 1, update: 2, disable: 3, delete: 4, unchanged: 12_345, 'left-out': 6 },
    reasons: { same: 12_345 },
    warnings: { 'case-differs': 4321 },
    people: 20_000,
    peopleInScope: 19_500,
    users: 19_000,
    groups: { total: 50, provisioned: 40, created: 3, lostMembers: 2, gainedMembers: 1 },
    effectiveMemberships: 657_948,
    safety: { kind: 'safe', evidence: [] },
    isComplete: true,
    assumptions: ['Nested groups count.']
  },
  headline: '20,000 people in the directory: the sync would create 1.',
  rules: plainRules({ usernameField: 'sAMAccountName', requiredGroups: 'Sales, R&D', whenGone: 'delete' })
}

const { version: _version, ...aboutWithoutVersion } = preview.about

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', "'", ';', ',', '\t', '\r', '\n', ' ', 'a', '＝', '<', '&') })
)
const row: fc.Arbitrary<PreviewRow> = fc.record({
  row: fc.nat(),
  outcome: fc.constantFrom('create', 'update', 'disable', 'delete', 'unchanged', 'left-out'),
  username: text,
  name: text,
  mail: text,
  dn: text,
  reason: fc.constantFrom('new-person', 'same', 'no-username'),
  reasonText: text,
  changes: fc.array(fc.record({ field: fc.constantFrom('email', 'name'), before: text, after: text }), { maxLength: 2 }),
  groupsGained: fc.array(text, { maxLength: 3 }),
  groupsLost: fc.array(text, { maxLength: 3 }),
  warnings: fc.subarray(['expired', 'locked'])
})

describe('the CSV', () => {
  it('has a byte order mark, a line of headings, and CR LF', () => {
    expect(written(csvPreview(), [anna])).toBe(
      '\ufeff"outcome","username","name","mail","reason","reason_text","changes","groups_gained","groups_lost","warnings","dn"\r\n' +
        '"update","anna@corp.test","Anna ""A"" Ångström","anna@corp.test","fields-differ","The mail address differs.",' +
        '"email: old@x.test → anna@corp.test","Sales\nR&D","","case-differs","cn=Ångström\\, Anna,dc=test"\r\n'
    )
  })

  it.each([
    ['=HYPERLINK("http://x.test")', `"'=HYPERLINK(""http://x.test"")"`],
    ['+49 30 1', `"'+49 30 1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t'=1"`],
    ['\r=1', `"'\r'=1"`],
    ['＝1', `"'＝1"`],
    [' =1', `"' =1"`],
    ['a;=1', `"a;'=1"`],
    ['a;"=1', `"a;'""=1"`],
    ['a-b=c@d', '"a-b=c@d"'],
    ['', '""']
  ])('neutralises what a spreadsheet would calculate: %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell)
  })

  it('can be read back cell by cell, and none is a formula, whatever the directory holds', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        const [, ...lines] = parsedCsv(written(csvPreview(), rows).slice(1), ',')

        expect(lines.map((cells) => cells.length)).toEqual(rows.map(() => 11))
        expect(lines.map(([outcome, username]) => [outcome, withoutGuards(username ?? '')])).toEqual(
          rows.map(({ outcome, username }) => [outcome, withoutGuards(username)])
        )
        for (const cell of lines.flat()) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/)
      })
    )
  })

  it('has no formula either for a spreadsheet that splits at semicolons', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 3 }), (rows) => {
        for (const cell of parsedCsv(written(csvPreview(), rows).slice(1), ';').flat()) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/)
      })
    )
  })
})

describe('the JSON', () => {
  it('is one document with all rows as they are', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 7 }), (rows) => {
        const document: unknown = JSON.parse(written(jsonPreview(preview), rows, 2))

        expect(document).toEqual({
          schemaVersion: 1,
          command: 'preview',
          application: { name: APPLICATION_NAME, version: '1.2.3' },
          about: aboutWithoutVersion,
          summary: preview.summary,
          headline: preview.headline,
          rules: JSON.parse(JSON.stringify(preview.rules)) as unknown,
          rows
        })
      })
    )
  })

  it('goes one object a line, and ends with the number of rows', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 7 }), (rows) => {
        const lines = written(ndjsonPreview(preview), rows, 3).trimEnd().split('\n')

        expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
          expect.objectContaining({ type: 'preview', summary: preview.summary }),
          ...rows.map((each) => ({ type: 'row', ...each })),
          { type: 'end', rows: rows.length }
        ])
      })
    )
  })
})

describe('the HTML', () => {
  it('tells outcome, numbers, settings, assumptions and the people, in words and not in codes', () => {
    const html = written(htmlPreview(preview), [anna])

    for (const words of [
      'Sync preview: dc1.corp.test to acme.files.com',
      '<p class="headline healthy">20,000 people in the directory: the sync would create 1.</p>',
      '<th scope="row">User name</th><td>sAMAccountName</td>',
      '<th scope="row">Only users in</th><td>Sales, R&amp;D</td>',
      '<th scope="row">Who is gone</th><td>is deleted</td>',
      'in capitals or accents only.</th><td>4,321</td>',
      'Spelled differently',
      '12,345',
      'Nested groups count.',
      'Anna &quot;A&quot; Ångström',
      'Email: <del>old@x.test</del> → <ins>anna@corp.test</ins>',
      'Gains Sales, R&amp;D',
      '2026-11-22 09:59:00 UTC'
    ])
      expect(html).toContain(words)
    expect(html).not.toContain('case-differs')
  })

  it('says first when the reading is incomplete', () => {
    const summary = { ...preview.summary, isComplete: false }
    const html = written(htmlPreview({ ...preview, summary, headline: previewHeadline(summary, true) }), [])

    expect(html).toContain('<p class="headline warnings">Incomplete, somebody is missing here')
    expect(html).not.toContain('lose their access')
  })

  it('stops at its limit and says how many are left out', () => {
    const html = written(
      htmlPreview(preview, 3),
      Array.from({ length: 1500 }, () => anna)
    )

    expect(html.match(/<tr class="changes">/g)).toHaveLength(3)
    expect(html).toContain('1,497 more rows are not on this page.')
  })

  it('loads nothing, runs nothing, and whatever stands in the directory stays text', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 3 }), (rows) => {
        const html = written(htmlPreview(preview), [...rows, { ...anna, name: '<script>alert(1)</script>', dn: '" onload="x' }])
        const tags = [...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, tag = '']) => tag)

        expect(html).not.toMatch(/<script|<img|<iframe|<link|\son[a-z]+="|https?:/i)
        expect(tags.filter((tag) => !KNOWN_TAGS.includes(tag))).toEqual([])
      }),
      { numRuns: 50 }
    )
  })
})

describe('a large export', () => {
  it.each([
    ['CSV', () => csvPreview()],
    ['JSON', () => jsonPreview(preview)],
    ['NDJSON', () => ndjsonPreview(preview)],
    ['HTML', () => htmlPreview(preview)]
  ])('of 100,000 rows is made in pieces: %s', (_format, make: () => PreviewWriter) => {
    let largest = 0
    let total = 0
    for (const piece of exportTexts(make(), manyRows(100_000))) {
      largest = Math.max(largest, piece.length)
      total += piece.length
    }

    expect(largest).toBeLessThan(500_000)
    expect(total).toBeGreaterThan(3_000_000)
  })
})

const KNOWN_TAGS =
  'html head meta title style body main header h1 h2 h3 p section table thead tbody tr th td ul li br b span del ins footer div code'.split(
    ' '
  )

function* manyRows(count: number): Generator<PreviewRow, void> {
  for (let index = 0; index < count; index += 1) yield { ...anna, row: index, username: `u${index}` }
}

function written(writer: PreviewWriter, rows: readonly PreviewRow[], pageSize?: number): string {
  return [...exportTexts(writer, rows, pageSize)].join('')
}

/** Apostrophes may have come or been there: what counts is the rest. */
function withoutGuards(value: string): string {
  return value.replaceAll("'", '')
}

/** As spreadsheets read it: quotes begin a cell only at its beginning; what follows them belongs to it. */
function parsedCsv(content: string, separator: string): readonly (readonly string[])[] {
  const lines: string[][] = []
  let cells: string[] = []
  let cell = ''
  let at = 0
  while (at < content.length) {
    if (content[at] === '"' && cell === '') {
      at += 1
      while (at < content.length) {
        if (content[at] === '"' && content[at + 1] !== '"') break
        cell += content[at] === '"' ? '"' : (content[at] ?? '')
        at += content[at] === '"' ? 2 : 1
      }
      at += 1
    }
    while (at < content.length && content[at] !== separator && !content.startsWith('\r\n', at)) {
      cell += content[at] ?? ''
      at += 1
    }
    cells.push(cell)
    cell = ''
    if (content.startsWith('\r\n', at)) {
      lines.push(cells)
      cells = []
      at += 2
    } else at += 1
  }
  return lines
}
