import { describe, expect, it } from 'vitest'
import { openFaultDesk } from '../../support/fault-desk.ts'
import { entryMessage, resultMessage } from '../../support/stub-ldap-server.ts'
import { peoplePage, startScriptedDirectory } from '../ldap/bulk/scripted-directory.ts'
import { expectIncomplete, lenient } from './expect-incomplete.ts'

const busy = 51

describe('a directory that sends the members of a group in parts', () => {
  const total = 3700

  async function readRanged(partOf: (first: number) => Readonly<Record<string, readonly string[]>> | 'busy') {
    await using stub = await startScriptedDirectory(({ id, of, request }, connection) => {
      if (of === 'people') connection.send(...peoplePage(id, 0, total))
      else if (of === 'groups')
        connection.send(entryMessage(id, 'cn=big,dc=x', { cn: ['Big'], ...partIn(0, total) }), resultMessage(id, 'search'))
      else if (of === 'range') {
        const part = partOf(Number(/;range=(\d+)-/.exec(request.attributes[0] ?? '')?.[1]))
        if (part === 'busy') connection.send(resultMessage(id, 'search', { code: busy }))
        else connection.send(entryMessage(id, 'cn=big,dc=x', part), resultMessage(id, 'search'))
      } else return undefined
      return 'answered'
    })
    const faulty = await openFaultDesk()
    const read = await faulty.read(stub, { rules: { ...lenient, requiredGroups: 'Big' } })
    if (!read.ok) throw new TypeError(read.error.code)
    return { faulty, view: read.value }
  }

  /** 1,500 at a time, as Windows servers do. */
  function partIn(first: number, all: number): Readonly<Record<string, readonly string[]>> {
    const last = Math.min(first + 1499, all - 1)
    const range = `member;range=${String(first)}-${last === all - 1 ? '*' : String(last)}`
    return { [range]: Array.from({ length: last - first + 1 }, (_, index) => `uid=${String(first + index)},dc=x`) }
  }

  it('is followed to the end, so that everybody is in the required group', async () => {
    const { faulty, view } = await readRanged((first) => partIn(first, total))
    await using _ = faulty
    expect(view.summary).toMatchObject({ isComplete: true, counts: { create: total, 'left-out': 0 } })
  })

  it('is incomplete when the last part does not come', async () => {
    const { faulty, view } = await readRanged((first) => (first < 3000 ? partIn(first, total) : 'busy'))
    await using _ = faulty
    expect(view.reading.end).toEqual({
      kind: 'cut',
      where: 'members',
      because: 'The rest of member of cn=big,dc=x, from value 3001 on, was not read: the server answered busy (51).'
    })
    await expectIncomplete(faulty.desk, view)
  })
})
