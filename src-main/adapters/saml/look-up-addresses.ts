import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'

/** The addresses that this computer knows for a name; none when it knows none, for instance because only the proxy can look names up. Never rejects. */
export async function lookUpAddresses(host: string): Promise<readonly string[]> {
  const name = host.replace(/^\[(.*)\]$/, '$1')
  if (isIP(name) !== 0) return [name]
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address)
  } catch (error) {
    if (error instanceof Error) return []
    throw error
  }
}
