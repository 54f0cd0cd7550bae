import { describe, expect, it } from 'vitest'
import { readBase } from '../../../../src-main/app/probes/read-base.ts'
import { fail, succeed } from '../../../../src-main/core/result.ts'
import { resultFailure, rootDse } from '../../core/checks/fake-probes.ts'
import { entry, fakeSession, readAnswer, searchAnswer, silence } from '../../core/directory/fake-session.ts'

const tree = [
  entry('DC=corp,DC=example', { objectClass: ['top', 'domain'] }),
  entry('OU=Staff,DC=corp,DC=example', { objectClass: 'organizationalUnit' })
]
const units = ['OU=a', 'OU=b', 'OU=c', 'OU=d', 'OU=e', 'OU=f', 'OU=g', 'OU=h', 'OU=i'].map((name) => entry(`${name},DC=corp,DC=example`))

describe('readBase', () => {
  it('finds the base as the server writes it', async () => {
    expect(await readBase(fakeSession({ read: readAnswer(tree) }), 'ou=staff,dc=corp,dc=example', rootDse)).toEqual({
      kind: 'found',
      dn: 'OU=Staff,DC=corp,DC=example',
      objectClasses: ['organizationalUnit']
    })
  })

  it('takes a success without an entry for a base that is hidden', async () => {
    expect(await readBase(fakeSession({ read: async () => succeed(undefined) }), 'DC=corp,DC=example', rootDse)).toEqual({ kind: 'hidden' })
  })

  it('takes the nearest parent from the server when it names one', async () => {
    const failure = resultFailure(32, { matchedDn: 'DC=corp,DC=example' })
    const session = fakeSession({ read: async () => fail(failure), search: searchAnswer([]) })

    expect(await readBase(session, 'OU=Staf,DC=corp,DC=example', rootDse)).toEqual({
      kind: 'missing',
      nearest: 'DC=corp,DC=example',
      childrenOfNearest: [],
      failure
    })
  })

  it('walks up by itself when the server does not, and shows what is there', async () => {
    const session = fakeSession({ read: readAnswer(tree), search: searchAnswer(units) })

    expect(await readBase(session, 'OU=x,OU=y,OU=Staff,DC=corp,DC=example', rootDse)).toMatchObject({
      kind: 'missing',
      nearest: 'OU=Staff,DC=corp,DC=example',
      childrenOfNearest: units.slice(0, 8).map(({ dn }) => dn)
    })
  })

  it('does not walk up outside of what the server holds', async () => {
    const asked: string[] = []
    const session = fakeSession({
      read: async (dn) => {
        asked.push(dn)
        return fail(resultFailure(32))
      }
    })

    expect(await readBase(session, 'OU=x,DC=other,DC=example', rootDse)).toMatchObject({ kind: 'missing', childrenOfNearest: [] })
    expect(asked).toEqual(['OU=x,DC=other,DC=example'])
  })

  it('comes to an end on a name that is endless', async () => {
    let asked = 0
    const session = fakeSession({
      read: async () => {
        asked += 1
        return fail(resultFailure(32))
      }
    })

    await readBase(session, `${'OU=x,'.repeat(500)}DC=corp,DC=example`, rootDse)

    expect(asked).toBeLessThan(30)
  })

  it.each([[resultFailure(10)], [resultFailure(34)], [silence]])('hands over why it could not be read: %o', async (failure) => {
    expect(await readBase(fakeSession({ read: async () => fail(failure) }), 'DC=corp', rootDse)).toEqual({ kind: 'cut', failure })
  })
})
