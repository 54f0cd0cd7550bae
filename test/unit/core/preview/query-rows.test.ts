import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Preview, runPreview } from '../../../../src-main/core/preview/run-preview.ts'
import { foldForSearch } from '../../../../src-main/core/preview/fold-for-search.ts'
import type { SortKey } from '../../../../src-main/core/preview/sort-rows.ts'
import { type PlainPerson, plainRules, plainSite, plainSnapshot } from '../../../support/plain-snapshot.ts'

const words = ['anna', 'ANNA', 'Müller', 'muller', 'Zoë', 'bo', 'ek', 'North', '李娜', '']
const people: fc.Arbitrary<readonly PlainPerson[]> = fc.array(
  fc
    .tuple(fc.constantFrom(...words), fc.constantFrom(...words), fc.constantFrom(...words), fc.constantFrom(0, 1, 2))
    .map(([username, first, last, state]) => ({
      username,
      displayName: `${first} ${last}`,
      mail: last === '' ? '' : `${first}@${last}.example`,
      state
    })),
  { maxLength: 30 }
)
const keys: fc.Arbitrary<readonly SortKey[]> = fc.array(
  fc.record({ column: fc.constantFrom('outcome', 'username', 'name', 'mail', 'dn', 'reason'), descending: fc.boolean() }),
  { maxLength: 3 }
)

describe('the rows of a table', () => {
  it('are found by every word, in user name, name, mail, DN or reason, without regard to capitals and accents', () => {
    const typed = fc.array(fc.constantFrom('an', 'MULLER', 'müll', 'zoe', 'example', 'disabled', 'ou=people', '李', 'x'), { maxLength: 3 })
    fc.assert(
      fc.property(people, typed, (everybody, parts) => {
        const preview = previewOf(everybody)
        const found = preview.rows({ search: parts.join(' '), offset: 0, limit: 1000 }).rows.map(({ row }) => row)
        const expected = allRows(preview).filter((row) => {
          const { username, name, mail, dn, reason, reasonText, warnings } = preview.row(row)
          const text = foldForSearch([username, name, mail, dn].join('\t'))
          const reasons = foldForSearch(` ${reason} ${reasonText} ${warnings.join(' ')} ${warnings.length > 0 ? WARNINGS : ''}`)
          return parts.every((part) => text.includes(foldForSearch(part)) || reasons.includes(` ${foldForSearch(part)}`))
        })
        expect(found).toEqual(expected)
      }),
      { numRuns: 1000 }
    )
  })

  it('are sorted by several keys, and equals keep their order', () => {
    fc.assert(
      fc.property(people, keys, (everybody, sort) => {
        const preview = previewOf(everybody)
        const sorted = [...preview.table.indexes({ sort })]
        const value = (row: number, { column }: SortKey): string | number => {
          if (column === 'outcome') return preview.outcomes[row] ?? 0
          if (column === 'reason') return preview.reasons[row] ?? 0
          return foldForSearch(preview.row(row)[column])
        }
        const expected = allRows(preview).sort((one, other) => {
          for (const key of sort) {
            const [a, b] = [value(one, key), value(other, key)]
            if (a !== b) return (a < b ? -1 : 1) * (key.descending === true ? -1 : 1)
          }
          return one - other
        })
        expect(sorted).toEqual(expected)
      }),
      { numRuns: 1000 }
    )
  })

  it('come in pages that fit together, whatever is asked in between', () => {
    fc.assert(
      fc.property(people, keys, fc.integer({ min: 1, max: 7 }), (everybody, sort, limit) => {
        const preview = previewOf(everybody)
        const question = { search: 'an', sort }
        const all = [...preview.table.indexes(question)]
        const paged: number[] = []
        for (let offset = 0; offset <= all.length; offset += limit) {
          paged.push(...preview.rows({ ...question, offset, limit }).rows.map(({ row }) => row))
          preview.rows({ offset: 0, limit: 1 })
        }
        expect(paged).toEqual(all)
      }),
      { numRuns: 300 }
    )
  })

  it('are filtered by outcome, reason, warning and group at once', () => {
    const everybody = [{ username: 'anna' }, { username: 'bo', mail: 'bo@x.example' }, { username: 'cy', state: 1 }]
    const preview = runPreview(
      plainSnapshot(everybody, [{ name: 'Staff', people: [0, 2] }]),
      plainSite([{ username: 'bo', email: 'bo@x.example' }, { username: 'di' }]),
      plainRules(),
      { now: new Date(0) }
    )
    const found = (filter: Parameters<Preview['rows']>[0]['filter']): readonly string[] =>
      preview.rows({ ...(filter === undefined ? {} : { filter }), offset: 0, limit: 9 }).rows.map(({ username }) => username)
    expect(found({ outcomes: ['create', 'disable'] })).toEqual(['anna', 'di'])
    expect(found({ reasons: ['disabled-in-directory'] })).toEqual(['cy'])
    expect(found({ warnings: ['mail-missing'] })).toEqual(['anna'])
    expect(found({ group: 0 })).toEqual(['anna', 'cy'])
    expect(found({ outcomes: ['disable'], group: 0 })).toEqual([])
    expect(found({ outcomes: [], reasons: [] })).toEqual(['anna', 'bo', 'cy', 'di'])
  })

  it('are the same whether their texts were worked out ahead or not', () => {
    const everybody = Array.from({ length: 9000 }, (_, index) => ({ username: `user${String(index)}` }))
    const preview = previewOf(everybody)
    const ahead = previewOf(everybody)
    let slices = 0
    while (ahead.table.prepare()) slices += 1
    expect(slices).toBe(9)
    for (const search of ['user1023', 'user1024', 'user4095', 'user4096', 'user8999', 'user8192', 'user89', 'user5 people'])
      expect([...ahead.table.indexes({ search })]).toEqual([...preview.table.indexes({ search })])
    const fresh = (search: string): readonly number[] => [...previewOf(everybody).table.indexes({ search })]
    for (const search of [
      'u',
      'us',
      'user4',
      'user40',
      'user409',
      'user409 ',
      'user409 4',
      'user409 40',
      'user40',
      'user',
      'ser1',
      'ser11 o',
      'ser11 ou'
    ])
      expect([...preview.table.indexes({ search })]).toEqual(fresh(search))
    expect([...preview.table.indexes({ search: 'user409' })]).toEqual([409, 4090, 4091, 4092, 4093, 4094, 4095, 4096, 4097, 4098, 4099])
  })
})

const WARNINGS = 'The directory has no mail address for this person. The account has expired in the directory.'

function previewOf(people: readonly PlainPerson[]): Preview {
  return runPreview(plainSnapshot(people), undefined, plainRules(), { now: new Date(0) })
}

function allRows({ rowCount }: Preview): number[] {
  return Array.from({ length: rowCount }, (_, row) => row)
}
