import { entryMessage, resultMessage } from '../../support/stub-ldap-server.ts'
import { startScriptedDirectory } from '../../integration/ldap/bulk/scripted-directory.ts'
import { startDelayingProxy } from './delaying-proxy.ts'
import type { Goal } from './goal.ts'
import { readDirectory } from './read-directory.ts'

const ROUND_TRIP_MS = 40
const GROUPS = 16
/** As domain controllers have it. */
const VALUES_A_READ = 1500
const MEMBERS = VALUES_A_READ * 5

/** Groups whose members come in parts, over a line of 40 ms: all waiting reads at once, or one after the other. */
export async function rangesGoals(pairs: number): Promise<readonly Goal[]> {
  await using stub = await startScriptedDirectory(({ id, of, request }, connection) => {
    const part = (first: number): Buffer => {
      const last = first + VALUES_A_READ >= MEMBERS ? '*' : String(first + VALUES_A_READ - 1)
      const count = Math.min(VALUES_A_READ, MEMBERS - first)
      const values = Array.from({ length: count }, (_, index) => `CN=${String(first + index)},DC=corp,DC=example`)
      return entryMessage(id, request.base, { [`member;range=${String(first)}-${last}`]: values })
    }
    if (of === 'groups') {
      const groups = Array.from({ length: GROUPS }, (_, group) =>
        entryMessage(id, `CN=g${String(group)}`, { [`member;range=0-0`]: ['CN=0,DC=corp,DC=example'] })
      )
      connection.send(...groups, resultMessage(id, 'search'))
      return 'answered'
    }
    if (of !== 'range') return undefined
    connection.send(part(Number(/;range=(\d+)-\*$/.exec(request.attributes[0] ?? '')?.[1])), resultMessage(id, 'search'))
    return 'answered'
  })
  await using proxy = await startDelayingProxy(stub, ROUND_TRIP_MS)
  const readMs = async (rangesInFlight: number): Promise<number> => {
    const read = await readDirectory({ settings: settingsFor(proxy.port), password: 'secret', connections: 1, rangesInFlight })
    if (read.builder.members !== GROUPS * MEMBERS) throw new Error(`${String(read.builder.members)} members came`)
    return read.readMs
  }
  await readMs(16)
  const ratios: number[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    const oneByOne = await readMs(1)
    ratios.push((await readMs(16)) / oneByOne)
  }
  return [{ name: '40 ms round trip: ranged reads in flight / one by one', unit: 'x', accept: 0.25, aim: 0.15, measured: ratios }]
}

function settingsFor(port: number): Parameters<typeof readDirectory>[0]['settings'] {
  return {
    host: '127.0.0.1',
    backupHosts: [],
    port,
    security: 'none',
    serverType: 'openldap',
    username: 'cn=reader',
    baseDn: 'dc=corp,dc=example',
    usernameField: 'uid',
    domain: '',
    allowCleartext: true,
    timeoutMs: 30_000
  }
}
