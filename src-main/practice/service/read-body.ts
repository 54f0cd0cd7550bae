import type { IncomingMessage } from 'node:http'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { Answer } from './answer.ts'
import { refusal } from './error-answer.ts'
import type { StoredRecord, StoredValue } from './stored-records.ts'

/** The fields of a JSON object; a request without a body has none. */
export async function readBody(request: IncomingMessage): Promise<Result<StoredRecord, Answer>> {
  const chunks: Buffer[] = []
  let size = 0
  // Read to the end even when it is too much: an answer to a half-sent request would reach nobody.
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size <= MOST_BYTES) chunks.push(chunk)
  }
  if (size === 0) return succeed({})
  if (size > MOST_BYTES) return fail(refusal('bad-request/request-params-invalid', 'The request is too large.'))
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/json\b/i.test(type)) return fail(refusal('bad-request/unsupported-media-type', 'Send JSON.'))
  const parsed = parseJson(Buffer.concat(chunks).toString('utf8'))
  return isRecord(parsed) ? succeed(parsed) : fail(refusal('bad-request/request-params-invalid', 'The body is not a JSON object.'))
}

/** A metadata document of a megabyte, escaped. */
const MOST_BYTES = 4_194_304

function parseJson(text: string): StoredValue {
  try {
    // What JSON.parse gives is a StoredValue by definition.
    return JSON.parse(text) as StoredValue
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isRecord(value: StoredValue): value is StoredRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
