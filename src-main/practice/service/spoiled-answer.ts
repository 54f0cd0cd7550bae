import type { ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'
import type { SpoilingFault } from './service-faults.ts'

/** What somebody between client and service shows instead of an answer. */
export function sendPage(response: ServerResponse, fault: Extract<SpoilingFault, { kind: 'html-page' }>): void {
  if (fault.page === 'captive-redirect') {
    response.writeHead(fault.status ?? 302, { Location: 'http://login.portal.example/welcome', 'Content-Type': 'text/html' }).end('')
    return
  }
  const [status, title, text] =
    fault.page === 'proxy'
      ? [502, 'Proxy error', 'The proxy proxy1.practice.example could not reach the server.']
      : [200, 'Guest network', 'Accept the terms of use to go online.']
  response
    .writeHead(fault.status ?? status, { 'Content-Type': 'text/html; charset=utf-8' })
    .end(`<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`)
}

/** An error of the machinery: nothing of it has the documented form, so nothing says whether the request took effect. */
export function sendServerError(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain' }).end('Something went wrong.\n')
}

/** The first half of the document, sent as if it were all of it. */
export function sendHalf(response: ServerResponse, answer: Answer): void {
  const text = JSON.stringify(answer.body ?? {})
  response
    .writeHead(answer.status, { ...answer.headers, 'Content-Type': 'application/json; charset=utf-8' })
    .end(text.slice(0, Math.ceil(text.length / 2)))
}

export function sendAnswer(response: ServerResponse, answer: Answer): void {
  if (answer.body === undefined) response.writeHead(answer.status, answer.headers).end()
  else
    response
      .writeHead(answer.status, { ...answer.headers, 'Content-Type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(answer.body))
}
