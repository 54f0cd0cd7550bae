/**
 * Why a call to the service gave no answer we can use. `tries` is there when a read was sent more than once; a write never is. One union for all endpoints; `service-problem.ts` turns it into words.
 */
export type ServiceFailure =
  /** Nothing of the service was reached: name, connection, TLS or deadline. `sent` says whether the request may have arrived. */
  | {
      readonly kind: 'no-answer'
      readonly reason: NoAnswerReason
      readonly text: string
      readonly sent: Sent
      readonly timeoutMs?: number
      readonly tries?: number
    }
  /** Something answered, but not as the service does: a proxy, a sign-in page of the network, half a document, another product. */
  | {
      readonly kind: 'foreign-answer'
      readonly reason: 'html-page' | 'captive-portal' | 'proxy' | 'broken-json' | 'wrong-shape' | 'redirect'
      readonly status: number
      /** What showed it: the field that did not fit, the title of the page, where it redirects. Never the body. */
      readonly text: string
      readonly tries?: number
    }
  /** The service refused in its documented form. `type` is `family/name`. */
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly type: string
      /** The service's own sentence, redacted. */
      readonly message: string
      /** `field: what is wrong`, from `errors` and `model-errors`. */
      readonly details: readonly string[]
      readonly retryAfterSeconds?: number
      readonly tries?: number
    }

/** `key-unusable`: the key has characters that no header can carry, so nothing was sent. */
export type NoAnswerReason = 'name-unknown' | 'refused' | 'reset' | 'timeout' | 'unreachable' | 'tls' | 'proxy-refused' | 'key-unusable'

/** `no`: the service cannot have seen the request. `maybe`: it may have arrived and taken effect. */
export type Sent = 'no' | 'maybe'
