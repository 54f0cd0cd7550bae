/** What the service remembers of a request: never a value of its body or headers. */
export interface SeenRequest {
  readonly method: string
  /** As it was asked for, with `/api/rest/v1`. */
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  /** Names of the fields of the body. */
  bodyFields: readonly string[]
  /** By the clock of the service, in milliseconds since 1970. */
  readonly at: number
  /** 0 until there is an answer: for ever when the connection was cut or the request hangs. */
  status: number
}
