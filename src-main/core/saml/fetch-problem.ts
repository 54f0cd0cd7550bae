import { problem, type Problem } from '../errors.ts'
import { type EvidenceItem, seen } from '../evidence.ts'
import { assertNever } from '../result.ts'
import { bytesText } from './fetch-evidence.ts'
import type { MetadataFetchFailure } from './saml-ports.ts'

/** Metadata that could not be fetched, in words. */
export function fetchProblem(failure: MetadataFetchFailure): Problem {
  switch (failure.kind) {
    case 'not-https':
      return problem('saml.fetch.not-https', { address: failure.url === '' ? '(empty)' : failure.url }, [seen('Address', failure.url)])
    case 'credentials':
      return problem('saml.fetch.credentials', { host: failure.host }, [host(failure.host)])
    case 'name-unknown':
      return problem('saml.fetch.name-unknown', { host: failure.host }, [host(failure.host)])
    case 'unreachable':
      return problem('saml.fetch.unreachable', { host: failure.host, text: failure.text }, [
        host(failure.host),
        seen('Connection', failure.text)
      ])
    case 'timeout':
      return problem('saml.fetch.timed-out', { host: failure.host, timeoutMs: failure.timeoutMs }, [
        host(failure.host),
        seen('Waited', `${String(failure.timeoutMs)} ms`)
      ])
    case 'tls':
      return problem('saml.fetch.tls', { host: failure.host, text: failure.text }, [host(failure.host), seen('TLS', failure.text)])
    case 'status':
      return problem('saml.fetch.status', { host: failure.host, status: failure.status, text: failure.text }, [
        host(failure.host),
        seen('HTTP status', failure.status),
        ...(failure.text === '' ? [] : [seen('It says', failure.text)])
      ])
    case 'too-large':
      return problem('saml.fetch.too-large', { host: failure.host, most: bytesText(failure.mostBytes) }, [
        host(failure.host),
        seen('Read', `more than ${bytesText(failure.mostBytes)}`)
      ])
    case 'too-many-redirects':
      return problem('saml.fetch.too-many-redirects', { host: failure.host, most: String(failure.most) }, [
        host(failure.host),
        seen('Redirects followed', failure.most)
      ])
    case 'redirected-away':
      return problem('saml.fetch.redirected-away', { host: failure.host, to: failure.to }, [
        host(failure.host),
        seen('Sent on to', failure.to)
      ])
    case 'broke-off': {
      const received = receivedText(failure.receivedBytes)
      return problem('saml.fetch.broke-off', { host: failure.host, received }, [host(failure.host), seen('Received', received)])
    }
    default:
      return assertNever(failure)
  }
}

function host(name: string): EvidenceItem {
  return seen('Host', name)
}

function receivedText(bytes: number | undefined): string {
  return bytes === undefined ? 'no answer had begun' : `${bytesText(bytes)} of it had come`
}
