import type { Problem } from '../errors.ts'
import type { HelpText } from '../model/help-text.ts'
import type { Result } from '../result.ts'

export interface ClockPort {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds from an arbitrary start, never going back. */
  monotonicMs(): number
}

/** Runs the work once whatever waits now has had its turn. */
export type LaterPort = (work: () => void) => void

export interface LogPort {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}

export interface HelpPort {
  /** `undefined` for a code without help. */
  read(code: string): HelpText | undefined
}

export interface LinkPort {
  /** Opens an https page of the service in the person's browser. */
  open(url: string): Promise<Result<null, Problem>>
}

/** SHA-256 of the text in UTF-8, 64 lower-case hexadecimal digits. */
export type DigestPort = (text: string) => string
