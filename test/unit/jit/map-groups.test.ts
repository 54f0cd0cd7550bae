import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mapGroups } from '../../../src-main/app/operations/map-groups.ts'
import { comparableObjectId, isObjectId } from '../../../src-main/core/jit/is-object-id.ts'
import type { GroupMapping } from '../../../src-main/core/jit/jit-views.ts'
import type { GroupFacts } from '../../../src-main/core/service/service-facts.ts'

const A = 'aaaaaaaa-0000-4000-8000-000000000001'
const B = 'bbbbbbbb-0000-4000-8000-000000000002'
const C = 'cccccccc-0000-4000-8000-000000000003'

function group(id: number, name: string): GroupFacts {
  return { id, name, usernames: undefined }
}

function mapped(lines: readonly string[], groups: readonly GroupFacts[]): GroupMapping {
  const [header = [], ...rows] = lines.map((line) => line.split(','))
  const mapping = mapGroups({ header, rows }, groups)
  if (!mapping.ok) throw new Error(mapping.error.cause)
  return mapping.value
}

const codes = ({ rows }: GroupMapping) => rows.map(({ problem }) => problem?.code)

describe('an object id', () => {
  it.each([
    [A, true],
    [A.toUpperCase(), true],
    [` {${A}} `, true],
    [`${A}0`, false],
    ['Sales', false],
    ['', false],
    [A.replaceAll('-', ''), false]
  ])('%s: %s', (text, expected) => {
    expect(isObjectId(text)).toBe(expected)
    expect(comparableObjectId(text) !== undefined).toBe(expected)
  })
})

describe('names for groups', () => {
  it('come from the export of Entra ID, whatever stands beside them', () => {
    const mapping = mapped(
      ['displayName,id,groupType,mail', `Engineering,${A.toUpperCase()},Security,`, `Sales,${B},Microsoft 365,sales@corp.example`],
      [group(4, A), group(5, B), group(6, 'Finance')]
    )

    expect(mapping.headline).toBe('All 2 groups that are called by an id can be renamed.')
    expect(mapping.groups).toEqual([
      { id: 4, name: A, newName: 'Engineering' },
      { id: 5, name: B, newName: 'Sales' }
    ])
    expect(mapping.unused).toBe(0)
  })

  it.each([
    ['id,name'],
    ['Object ID,Display Name'],
    ['ObjectId,DisplayName'],
    ['\ufeffobject_id,group name'],
    ['GroupId,newName'],
    ['Objekt-ID,Anzeigename'],
    ['Object Id,Nom d’affichage'],
    ['ID de objeto,Nombre para mostrar'],
    ['whatever,Gruppenname']
  ])('are found by the header “%s”', (header) => {
    expect(mapped([header, `${A},Sales`], [group(1, A)]).groups).toEqual([{ id: 1, name: A, newName: 'Sales' }])
  })

  it('have their ids in the column that holds ids, whatever its name', () => {
    const rows = ['17,Sales,x,' + A, '18,HR,y,' + B]

    expect(mapped(['id,name,mail,Objektkennung', ...rows], [group(1, A), group(2, B)]).groups.map(({ newName }) => newName)).toEqual([
      'Sales',
      'HR'
    ])
    // Two such columns: which one is meant nobody can tell.
    expect(mapGroups({ header: ['name', 'x', 'y'], rows: [['Sales', A, B]] }, [group(1, A)])).toMatchObject({ ok: false })
  })

  it('say so when the site has one group twice, its id written in two ways', () => {
    const { rows } = mapped(['id,name', `${A},Sales`], [group(1, A), group(2, A.toUpperCase())])

    expect(rows.map(({ problem }) => problem?.cause)).toEqual([
      expect.stringMatching(/one id.*written/),
      expect.stringMatching(/one id.*written/)
    ])
  })

  it('are not guessed: a display name goes before a name', () => {
    expect(mapped(['name,displayName,id,objectId', `short,Long name,17,${A}`], [group(1, A)]).groups[0]?.newName).toBe('Long name')
  })

  it.each([
    ['id,mail', 'a column “displayName” or “name”'],
    ['mail,name', 'a column “id” or “objectId”'],
    ['a,b', 'a column “id” or “objectId” and a column “displayName” or “name”']
  ])('need their columns: %s', (header, missing) => {
    const mapping = mapGroups({ header: header.split(','), rows: [] }, [])
    expect(mapping).toMatchObject({ ok: false, error: { code: 'jit.mapping.columns-missing' } })
    expect(mapping.ok ? '' : mapping.error.cause).toContain(`needs ${missing}.`)
  })

  it.each<[string, readonly string[], readonly GroupFacts[], readonly (string | undefined)[]]>([
    ['there is none', [], [group(1, A)], ['jit.mapping.no-name']],
    ['it is empty', [`${A},  `], [group(1, A)], ['jit.mapping.no-name']],
    ['it is an id again', [`${A},${A}`], [group(1, A)], ['jit.mapping.no-name']],
    ['there are two', [`${A},Sales`, `${A},Vendas`], [group(1, A)], ['jit.mapping.two-names']],
    ['it stands there twice', [`${A},Sales`, `{${A}}, Sales `], [group(1, A)], [undefined]],
    ['an empty line comes first', [`${A},`, `${A},Sales`], [group(1, A)], [undefined]],
    [
      'two ids have it',
      [`${A},Sales`, `${B},Sales`, `${C},HR`],
      [group(1, A), group(2, B), group(3, C)],
      ['jit.mapping.same-name', 'jit.mapping.same-name', undefined]
    ],
    [
      'two ids have it but for capitals',
      [`${A},Sales`, `${B},SALES`],
      [group(1, A), group(2, B)],
      ['jit.mapping.same-name', 'jit.mapping.same-name']
    ],
    [
      'two groups have one id',
      [`${A},Sales`],
      [group(1, A), group(2, A.toUpperCase())],
      ['jit.mapping.same-name', 'jit.mapping.same-name']
    ],
    ['another group has it', [`${A},sales`], [group(1, A), group(2, 'Sales')], ['jit.mapping.name-taken']],
    ['another id of the file has it, but no group of the site', [`${A},Sales`, `${B},Sales`], [group(1, A)], [undefined]],
    ['accents are written otherwise', [`${A},Cafe\u0301`], [group(1, A), group(2, 'Café')], ['jit.mapping.name-taken']]
  ])('are judged when %s', (_case, lines, groups, expected) => {
    expect(codes(mapped(['id,name', ...lines], groups))).toEqual(expected)
  })

  it('tell how many lines are of no use', () => {
    expect(mapped(['id,name', `${A},Sales`, `${B},HR`, 'no id,X'], [group(1, A), group(2, 'Plain')])).toMatchObject({
      unused: 2,
      headline: 'The group that is called by an id can be renamed.'
    })
    expect(mapped(['id,name', `${A},Sales`], [group(2, 'Plain')])).toMatchObject({
      rows: [],
      groups: [],
      headline: 'No group of the site is called by an id; there is nothing to rename.'
    })
    expect(mapped(['id,name', `${A},Sales`], [group(1, A), group(2, B)]).headline).toBe(
      '1 of 2 groups that are called by an id can be renamed.'
    )
    expect(mapped(['id,name'], [group(1, A), group(2, B)]).headline).toBe('None of the 2 groups that are called by an id can be renamed.')
  })

  it('never make two groups of one name, and leave no group without a row', () => {
    const name = fc.constantFrom('Sales', 'SALES', 'sales ', 'HR', '', 'Café', 'Cafe\u0301', A)
    const line = fc.tuple(fc.constantFrom(A, B, C, 'x'), name)
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.array(fc.constantFrom('HR', 'Sales', 'Other'), { maxLength: 2 }), (lines, plain) => {
        const groups = [group(1, A), group(2, B), group(3, C), ...plain.map((one, index) => group(10 + index, one))]
        const mapping = mapGroups({ header: ['id', 'name'], rows: lines }, groups)
        if (!mapping.ok) throw new Error('columns')
        const { rows, groups: renamed } = mapping.value

        expect(rows.map(({ groupId }) => groupId)).toEqual([1, 2, 3])
        expect(renamed.map(({ id }) => id)).toEqual(rows.filter(({ problem }) => problem === undefined).map(({ groupId }) => groupId))
        const after = groups.map(({ id, name: before }) => renamed.find((one) => one.id === id)?.newName ?? before)
        const staying = new Set(plain.map((one) => one.toLowerCase())).size
        const folded = new Set(after.map((one) => one.normalize('NFC').toLowerCase().trim()))
        expect(folded.size).toBe(3 + staying)
        for (const { newName } of renamed) expect(newName.trim()).not.toBe('')
      })
    )
  })
})
