import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { createFilesService, type FilesServiceOptions } from '../../../src-main/adapters/files-api/create-files-service.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import type { FilesService } from '../../../src-main/core/service/files-service.ts'
import type { SiteAddress } from '../../../src-main/core/service/site-address.ts'

export const KEY = 'k3y-Of-The-Site-5d2f9b71c0'

export interface HeardRequest {
  readonly method: string
  /** Without the prefix that all share. */
  readonly path: string
  readonly query: URLSearchParams
  readonly key: string | undefined
  readonly body: string
  readonly atMs: number
}

export interface AwkwardService extends AsyncDisposable {
  readonly address: SiteAddress
  readonly requests: readonly HeardRequest[]
  /** Requests whose connection is open and whose answer is not over. */
  pending(): number
}

export type Answer = (response: ServerResponse, request: HeardRequest, socket: Socket) => void

/** A server that answers each request as told, and counts what it heard. */
export async function startAwkwardService(answer: Answer): Promise<AwkwardService> {
  const requests: HeardRequest[] = []
  let pending = 0
  const server = createServer((request, response) => {
    readBody(request).then(
      (body) => {
        const heard = heardRequest(request, body)
        requests.push(heard)
        pending += 1
        response.on('close', () => (pending -= 1))
        answer(response, heard, request.socket)
      },
      // The client went away while it was sending.
      () => undefined
    )
  })
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: addressOf(server.address()),
    requests,
    pending: () => pending,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

/** Bytes instead of HTTP. */
export async function startRawServer(onSocket: (socket: Socket) => void): Promise<AsyncDisposable & { readonly port: number }> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    onSocket(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: portOf(server.address()),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

/** Pauses of a millisecond: nothing here is far away. */
export function openService(address: SiteAddress, options: FilesServiceOptions = {}, key = KEY): FilesService {
  return createFilesService({ firstPauseMs: 1, ...options }).open(address, new Secret(key))
}

export function addressAt(port: number, scheme: 'http' | 'https' = 'http'): SiteAddress {
  return { origin: `${scheme}://127.0.0.1:${String(port)}`, host: `127.0.0.1:${String(port)}` }
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

export const SITE = {
  id: 1,
  name: 'Practice',
  subdomain: 'practice',
  ldap_enabled: true,
  ldap_host: 'dc1.practice.example',
  ldap_port: 636
}

/** Waits until the claim holds; the test's own time limit ends a wait for ever. */
export async function until(claim: () => boolean): Promise<void> {
  while (!claim()) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** Every write the client knows. */
export const WRITES: readonly (readonly [string, (service: FilesService) => Promise<unknown>])[] = [
  ['updateSite', (service) => service.updateSite({ ldap_host: 'dc2.practice.example' }, neverCancelled)],
  ['createStrategy', (service) => service.createStrategy({ provider: 'azure', label: 'New' }, neverCancelled)],
  ['updateStrategy', (service) => service.updateStrategy(7, { provision_users: true }, neverCancelled)],
  ['updateUser', (service) => service.updateUser(9, { authentication_method: 'sso' }, neverCancelled)],
  ['startSync', (service) => service.startSync(7, neverCancelled)],
  ['createExternalEvent', (service) => service.createExternalEvent('success', 'a record', neverCancelled)],
  ['probeStrategyWrites', (service) => service.probeStrategyWrites(7, neverCancelled)]
]

async function readBody(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const piece of request.setEncoding('utf8')) body += String(piece)
  return body
}

function heardRequest(request: IncomingMessage, body: string): HeardRequest {
  const url = new URL(request.url ?? '', 'http://service.example')
  const key = request.headers['x-filesapi-key']
  return {
    method: request.method ?? '',
    path: url.pathname.replace('/api/rest/v1', ''),
    query: url.searchParams,
    key: typeof key === 'string' ? key : undefined,
    body,
    atMs: performance.now()
  }
}

function addressOf(address: AddressInfo | string | null): SiteAddress {
  return addressAt(portOf(address))
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('The server does not listen')
  return address.port
}
