import type { NoAnswerReason, Sent } from '../../core/service/service-failure.ts'

/** What a code of the network means. `sent` is `no` only when the request cannot have left: nothing was connected or trusted yet. */
export interface NetworkMeaning {
  readonly reason: NoAnswerReason
  readonly sent: Sent
  readonly text: string
}

/** Codes of Node's sockets, of its fetch (undici), and of Chromium's network, which Electron writes as `net::ERR_...`. Not those of TLS libraries. */
export function networkMeaning(code: string): NetworkMeaning | undefined {
  return nodeCodes[code] ?? chromiumCodes[code] ?? chromiumFamilies.find(({ start }) => code.startsWith(start))?.meaning
}

const nameUnknown = meaning('name-unknown', 'no', 'the name is unknown')
const nameServer = meaning('name-unknown', 'no', 'the name server did not answer properly')
const refused = meaning('refused', 'no', 'the connection was refused')
const unreachable = meaning('unreachable', 'no', 'the address cannot be reached')
const noNetwork = meaning('unreachable', 'no', 'this computer is not connected to a network')
const notPermitted = meaning('unreachable', 'no', 'this computer does not permit the connection')
const connectTimeout = meaning('timeout', 'no', 'the connection did not come about in time')
const timeout = meaning('timeout', 'maybe', 'no answer came in time')
const reset = meaning('reset', 'maybe', 'the connection was closed before an answer came')
const proxyRefused = meaning('proxy-refused', 'no', 'the proxy did not open a connection')

function meaning(reason: NoAnswerReason, sent: Sent, text: string): NetworkMeaning {
  return { reason, sent, text }
}

const nodeCodes: Readonly<Record<string, NetworkMeaning>> = {
  ENOTFOUND: nameUnknown,
  ENODATA: nameUnknown,
  EAI_AGAIN: nameServer,
  EAI_FAIL: nameServer,
  ECONNREFUSED: refused,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EHOSTDOWN: unreachable,
  ENETDOWN: noNetwork,
  EADDRNOTAVAIL: unreachable,
  EAFNOSUPPORT: unreachable,
  EACCES: notPermitted,
  EPERM: notPermitted,
  // Also a kept connection on which the answers of TCP stopped coming.
  ETIMEDOUT: timeout,
  ECONNRESET: reset,
  ECONNABORTED: reset,
  EPIPE: reset,
  UND_ERR_SOCKET: reset,
  UND_ERR_CLOSED: reset,
  UND_ERR_CONNECT_TIMEOUT: connectTimeout,
  UND_ERR_HEADERS_TIMEOUT: timeout,
  UND_ERR_BODY_TIMEOUT: timeout,
  ERR_PROXY_TUNNEL: proxyRefused,
  ERR_PROXY_INVALID_CONFIG: proxyRefused
}

const chromiumCodes: Readonly<Record<string, NetworkMeaning>> = {
  ERR_SSL_VERSION_OR_CIPHER_MISMATCH: meaning('tls', 'no', 'no TLS version or cipher is known to both sides'),
  ERR_NAME_NOT_RESOLVED: nameUnknown,
  ERR_NAME_RESOLUTION_FAILED: nameServer,
  ERR_DNS_TIMED_OUT: nameServer,
  ERR_CONNECTION_REFUSED: refused,
  ERR_CONNECTION_FAILED: unreachable,
  ERR_ADDRESS_UNREACHABLE: unreachable,
  ERR_ADDRESS_INVALID: unreachable,
  ERR_INTERNET_DISCONNECTED: noNetwork,
  ERR_NETWORK_ACCESS_DENIED: notPermitted,
  ERR_BLOCKED_BY_ADMINISTRATOR: notPermitted,
  ERR_CONNECTION_TIMED_OUT: connectTimeout,
  ERR_TIMED_OUT: timeout,
  ERR_NETWORK_CHANGED: reset,
  ERR_NETWORK_IO_SUSPENDED: reset,
  ERR_EMPTY_RESPONSE: reset,
  ERR_SOCKET_NOT_CONNECTED: reset,
  ERR_CONNECTION_RESET: reset,
  ERR_CONNECTION_CLOSED: reset,
  ERR_CONNECTION_ABORTED: reset
}

const chromiumFamilies: readonly { readonly start: string; readonly meaning: NetworkMeaning }[] = [
  { start: 'ERR_PROXY_', meaning: proxyRefused },
  { start: 'ERR_TUNNEL_', meaning: proxyRefused },
  { start: 'ERR_SOCKS_', meaning: proxyRefused },
  { start: 'ERR_NO_SUPPORTED_PROXIES', meaning: proxyRefused },
  { start: 'ERR_MANDATORY_PROXY_', meaning: proxyRefused },
  { start: 'ERR_PAC_', meaning: proxyRefused },
  { start: 'ERR_CERT_', meaning: meaning('tls', 'no', 'the certificate was refused') },
  { start: 'ERR_HTTP2_', meaning: reset },
  { start: 'ERR_QUIC_', meaning: reset }
]
