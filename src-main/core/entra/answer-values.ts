import { type Problem, problem } from '../errors.ts'
import { printableText } from '../report/printable-text.ts'
import { fail, type Result, succeed } from '../result.ts'
import type { AnswerHeading } from './answers-format.ts'
import { entraStepIds } from './entra-guide.ts'

/** Each answer as it should be; an empty one stays empty. The problem is `entra.answers.wrong-value` and quotes nothing. */

const LONGEST_LINE = 2000

export function lineOf(text: string, where: AnswerHeading): Result<string, Problem> {
  if (text.includes('\n')) return wrongAnswer(where, 'it has more than one line')
  return text.length > LONGEST_LINE ? wrongAnswer(where, 'it is too long') : succeed(printableText(text))
}

/** A mail program breaks long addresses and puts brackets around them. */
export function addressOf(text: string): Result<string, Problem> {
  const where = 'app federation metadata url'
  const url = text.replace(/\s+/g, '').replace(/^<(.*)>$/, '$1')
  if (url === '') return succeed('')
  if (url.length > LONGEST_LINE) return wrongAnswer(where, 'it is too long for an address')
  if (/^http:/i.test(url)) return wrongAnswer(where, 'it begins with http, and metadata is read over https only')
  if (!/^https:\/\/[^/?#@\s\\]+\//i.test(url) || printableText(url) !== url) return wrongAnswer(where, 'it is no https address')
  return succeed(url)
}

export function idOf(text: string, where: AnswerHeading): Result<string, Problem> {
  const id = text
    .replace(/^\{(.*)\}$/s, '$1')
    .replace(/\s+/g, '')
    .toLowerCase()
  if (id === '') return succeed('')
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    ? succeed(id)
    : wrongAnswer(where, 'it is not 32 hexadecimal digits in five groups, as in 12345678-90ab-cdef-1234-567890abcdef')
}

/** What the document says is judged when it is inspected. */
export function xmlOf(text: string): Result<string, Problem> {
  return text === '' || text.startsWith('<')
    ? succeed(text)
    : wrongAnswer('federation metadata xml', 'it does not begin with <, as an XML document does')
}

export function certificateOf(text: string): Result<string, Problem> {
  if (text === '' || /^-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----$/.test(text)) return succeed(text)
  return wrongAnswer('certificate (base64)', 'it is not one certificate from BEGIN CERTIFICATE to END CERTIFICATE')
}

export function doneOf(text: string): Result<readonly string[], Problem> {
  const done: string[] = []
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const parts = /^\s*[([]\s*([^\s)\]]*)\s*[)\]]\s*([a-z-]+)\s*(?::.*)?$/i.exec(line)
    const id = entraStepIds.find((each) => each === parts?.[2]?.toLowerCase())
    if (id === undefined) return wrongAnswer('done', 'a line names no step of the page')
    if (parts?.[1] !== '' && !done.includes(id)) done.push(id)
  }
  return succeed(done)
}

export function wrongAnswer(where: AnswerHeading, reason: string): Result<never, Problem> {
  return fail(problem('entra.answers.wrong-value', { where, reason }))
}
