import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mapGroups } from '../../../src-main/app/operations/map-groups.ts'
import { readStateOf } from '../../../src-main/core/plan/read-state.ts'
import { wantedFromProfile } from '../../../src-main/core/plan/wanted.ts'
import { host, sampleProfile, sampleSiteFacts } from '../core/plan/sample-site.ts'

const idOf = (number: number): string => `aaaaaaaa-0000-4000-8000-${String(number).padStart(12, '0')}`

const name = fc.oneof(
  fc.constantFrom('Sales', 'SALES', 'Sales, EMEA', 'x'.repeat(256), 'Two\nlines', 'Hid\u200bden', '7', ' ', '/Slash', idOf(3)),
  fc.string({ unit: 'binary', maxLength: 12 })
)

it('a mapping never has a name for a group that no plan takes: one bad line would stop all the others', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(6), name)), fc.array(fc.oneof(fc.nat(6).map(idOf), name), { maxLength: 8 }), (lines, names) => {
      const groups = names.map((one, index) => ({ id: index + 1, name: one, usernames: undefined }))
      const rows = lines.map(([number, to]) => [idOf(number), to])

      const mapping = mapGroups({ header: ['id', 'displayName'], rows }, groups)

      expect(mapping.ok).toBe(true)
      if (!mapping.ok) return
      const state = readStateOf({ site: sampleSiteFacts(), host, strategies: [], users: [], groups })
      const wanted = wantedFromProfile(sampleProfile({ groups: mapping.value.groups }), state)
      expect(wanted.ok ? undefined : wanted.error.cause).toBeUndefined()
    })
  )
})

it('a name with a comma is left out with the reason', () => {
  const mapping = mapGroups({ header: ['id', 'name'], rows: [[idOf(1), 'Sales, EMEA']] }, [{ id: 1, name: idOf(1), usernames: undefined }])

  expect(mapping.ok && mapping.value.rows[0]?.problem?.cause).toContain('“Sales, EMEA” is none that it can have. A comma separates names')
})
