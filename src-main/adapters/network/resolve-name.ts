import { lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import type { CancelSignal } from '../../core/cancel.ts'
import type { NameAnswer } from '../../core/model/directory-facts.ts'
import { parseHost } from '../transport/host-name.ts'
import { errorCode } from '../transport/network-errors.ts'
import { startDeadline, timedOut, waitFor } from '../transport/wait-for.ts'

/**
 * The addresses of a host, asked for as every program on this computer does (hosts file included). An address is its own answer.
 * The operating system's question cannot be taken back: after the deadline its answer is dropped.
 */
export async function resolveName(
  host: string,
  timeoutMs: number,
  signal: CancelSignal,
  lookup: LookupFunction = systemLookup
): Promise<NameAnswer> {
  const parsed = parseHost(host)
  if (parsed.kind === 'address') return resolved([parsed.address], true)
  // The system takes an empty name for this computer.
  if (parsed.name === '') return { kind: 'failed', code: 'not-found', text: 'no host was given' }
  const answer = await waitFor<readonly string[] | Error>(startDeadline(timeoutMs), signal, (settle) => {
    lookup(parsed.name, { all: true, order: 'verbatim' }, (error, addresses) => {
      if (error !== null) settle(error)
      else settle(typeof addresses === 'string' ? [addresses] : addresses.map(({ address }) => address))
    })
    return () => undefined
  })
  if (answer === timedOut) return { kind: 'failed', code: 'timed-out', text: `no answer within ${timeoutMs} ms` }
  return answer instanceof Error ? failed(answer) : resolved(answer, false)
}

function resolved(addresses: readonly string[], isLiteral: boolean): NameAnswer {
  // A name with several kinds of service gives each address several times.
  const unique = [...new Set(addresses)]
  if (unique.length === 0) return { kind: 'failed', code: 'not-found', text: 'the name has no address' }
  return {
    kind: 'resolved',
    ipv4: unique.filter((address) => !address.includes(':')),
    ipv6: unique.filter((address) => address.includes(':')),
    isLiteral
  }
}

function failed(error: Error): NameAnswer {
  const code = errorCode(error)
  const isKnownMissing = code === 'ENOTFOUND' || code === 'ENODATA' || code === 'EAI_NODATA' || code === 'EAI_NONAME'
  return {
    kind: 'failed',
    code: isKnownMissing ? 'not-found' : 'temporary',
    text: code === '' ? error.message : `${code}: ${textOf[code] ?? error.message}`
  }
}

const textOf: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name is unknown',
  ENODATA: 'the name has no address',
  EAI_AGAIN: 'the name server did not answer properly'
}
