import type { DirectoryService } from '../directory/directory-service.ts'
import type { Entry } from '../directory/entry.ts'
import { success } from '../protocol/outcome.ts'
import { writeExtendedResult } from '../protocol/write-answer.ts'

export const START_TLS = '1.3.6.1.4.1.1466.20037'
const WHO_AM_I = '1.3.6.1.4.1.4203.1.11.3'

/** Extended operations, except StartTLS, which belongs to the connection. */
export function answerExtended(messageId: number, name: string, service: DirectoryService, who: Entry | undefined): Buffer {
  if (name === WHO_AM_I) return writeExtendedResult(messageId, success, { value: service.whoAmI(who) })
  return writeExtendedResult(messageId, service.words.unknownExtendedOperation, {})
}
