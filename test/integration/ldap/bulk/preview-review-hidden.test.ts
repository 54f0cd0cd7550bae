import { describe, expect, it } from 'vitest'
import { startSlapd } from '../../../support/slapd.ts'
import { readInBulk } from './read-in-bulk.ts'

const base = 'dc=corp,dc=example,dc=test'

describe('people of whom the reader may not search the uid, while something else names them', () => {
  it('are read all the same, however many connections share the work', async () => {
    const person = (uid: string, where: string): string =>
      [`dn: cn=${uid},${where}`, 'objectClass: inetOrgPerson', `uid: ${uid}`, `cn: ${uid}`, 'sn: Test', `mail: ${uid}@x.test`].join('\n')
    const letters = Array.from('abcdefghij')
    const shown = Array.from({ length: 1500 }, (_, n) =>
      person(`${letters[n % 10] ?? ''}${letters[(n * 7) % 10] ?? ''}${String(n)}`, `ou=people,${base}`)
    )
    const hidden = Array.from({ length: 40 }, (_, n) => person(`hidden${String(n)}`, `ou=hidden,${base}`))
    await using slapd = await startSlapd({
      ldif: [...shown, `dn: ou=hidden,${base}\nobjectClass: organizationalUnit\nou: hidden`, ...hidden].join('\n\n'),
      accessRules: [
        'access to attrs=userPassword by anonymous auth by * none',
        `access to dn.children="ou=hidden,${base}" attrs=uid by * none`,
        'access to * by * read'
      ].join('\n'),
      logging: 'off'
    })
    const people = { filter: '(objectClass=person)', attributes: ['mail', 'uid', 'cn'] }
    const counts: unknown[] = []
    for (const connections of [1, 2, 4] as const) {
      const { result } = await readInBulk({
        settings: { host: slapd.host, port: slapd.port, security: 'none' },
        request: { connections, people }
      })
      counts.push(result.ok ? [result.value.people, result.value.end.kind] : result)
    }
    expect(counts).toEqual([1, 2, 4].map(() => [1540, 'complete']))
  })
})
