import { isPrivateAddress } from '../checks/private-address.ts'
import { seen, type EvidenceItem } from '../evidence.ts'
import type { FetchedMetadata } from './saml-ports.ts'

/** How we know what was fetched: who answered, by which way, how much. An address inside the own network is no Microsoft host, and is named. */
export function fetchEvidence(fetched: FetchedMetadata): readonly [EvidenceItem, ...EvidenceItem[]] {
  const { finalUrl, redirects, contentType, bytes, addresses = [], durationMs } = fetched
  const own = addresses.filter(isPrivateAddress)
  return [
    seen('Answered', finalUrl),
    ...(redirects.length === 0 ? [] : [seen('Redirected from', redirects.join(', then '))]),
    ...(own.length === 0 ? [] : [seen('Address inside your own network', own.join(', '))]),
    seen('Content type', contentType ?? 'not said'),
    seen('Size', bytesText(bytes.byteLength)),
    seen('Took', `${String(durationMs)} ms`)
  ]
}

/** 1 byte, 512 bytes, 23 kB, 10 MB. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${String(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`
  return bytes < 1_048_576 ? `${String(Math.round(bytes / 1024))} kB` : `${String(Math.round(bytes / 1_048_576))} MB`
}
