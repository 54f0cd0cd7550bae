import type { WireError } from './wire.ts'

/** As much of whatever was thrown as tells what it means, with every text redacted. */
export function errorToWire(thrown: unknown, redactText: (text: string) => string, depth = 0): WireError {
  if (!(thrown instanceof Error)) return { name: 'Error', message: redactText(String(thrown)), code: '', stack: '', cause: undefined }
  const { name, message, stack = '', cause } = thrown
  return {
    name,
    message: redactText(message),
    code: 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '',
    stack: redactText(stack),
    cause: cause instanceof Error && depth < DEEPEST_CAUSE ? errorToWire(cause, redactText, depth + 1) : undefined
  }
}

/** Errors that are their own cause exist. */
const DEEPEST_CAUSE = 8

export function errorFromWire({ name, message, code, stack, cause }: WireError): Error {
  const options = cause === undefined ? {} : { cause: errorFromWire(cause) }
  if (name === 'AbortError') return new DOMException(message, 'AbortError')
  const error = name === 'TypeError' ? new TypeError(message, options) : Object.assign(new Error(message, options), { name })
  // The place where it happened is on the other side.
  if (stack !== '') error.stack = stack
  return code === '' ? error : Object.assign(error, { code })
}
