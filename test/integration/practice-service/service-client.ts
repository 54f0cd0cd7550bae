import { request } from 'node:http'
import type { PracticeService } from '../../../src-main/practice/service/start-practice-service.ts'

export interface Told {
  readonly status: number
  readonly headers: Headers
  /** The JSON of the answer, or its text when it is none. */
  readonly body: unknown
}

export interface Asking {
  /** Default: the site administrator's; `''` sends none. */
  readonly key?: string
  /** Sent as JSON. */
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/** A client without any cleverness: one request, and what came back. Redirects are not followed. */
export async function ask(service: PracticeService, method: string, path: string, { key, body, signal }: Asking = {}): Promise<Told> {
  const keyText = key ?? service.keys.siteAdmin
  const response = await fetch(`${service.origin}/api/rest/v1${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(keyText === '' ? {} : { 'X-FilesAPI-Key': keyText }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' })
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal })
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: parsed(text) }
}

/** `STATUS type`, or only the status of a success. */
export async function verdict(service: PracticeService, method: string, path: string, asking: Asking = {}): Promise<string> {
  const told = await ask(service, method, path, asking)
  const { type } = record(told.body)
  return typeof type === 'string' && told.status >= 400 ? `${told.status} ${type}` : String(told.status)
}

/** Reads every page. */
export async function readAll(
  service: PracticeService,
  path: string,
  perPage: number
): Promise<{ readonly records: readonly Fields[]; readonly pages: number }> {
  const records: Fields[] = []
  for (let pages = 1, cursor = ''; ; pages += 1) {
    const told = await ask(service, 'GET', `${path}${path.includes('?') ? '&' : '?'}per_page=${perPage}&cursor=${cursor}`)
    records.push(...list(told.body))
    cursor = told.headers.get('X-Files-Cursor-Next') ?? ''
    if (cursor === '') return { records, pages }
  }
}

/** How a request ended that may get no answer. */
export function fate(service: PracticeService, method: string, path: string, body?: unknown): Promise<string> {
  return new Promise((resolve) => {
    const sent = request(`${service.origin}/api/rest/v1${path}`, {
      method,
      headers: { 'X-FilesAPI-Key': service.keys.siteAdmin, 'Content-Type': 'application/json' }
    })
    sent.once('response', (response) => {
      response.resume()
      resolve(String(response.statusCode))
    })
    sent.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

export type Fields = Readonly<Record<string, unknown>>

export function record(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value))
}

export function list(value: unknown): readonly Fields[] {
  if (!Array.isArray(value)) throw new TypeError(`No list: ${JSON.stringify(value)}`)
  return value.map(record)
}

export function picked(value: unknown, ...names: readonly string[]): Fields {
  const fields = record(value)
  return Object.fromEntries(names.map((name) => [name, fields[name]]))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
