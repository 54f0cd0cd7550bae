import { z } from 'zod'
import { maskScimJson } from '../../../core/scim/log/mask-scim-json.ts'
import type { FilesReader } from '../../../core/service/files-service.ts'
import type { ServiceCaller } from '../create-caller.ts'
import { newestFirst, untilOlderThan } from '../newest-first.ts'
import { listShape, optionalText } from '../shape.ts'

/** `GET /scim_logs`. Requests and answers go on without the values of passwords and tokens, and not beyond a length that somebody reads. */
export function scimLogsEndpoint(caller: ServiceCaller): Pick<FilesReader, 'scimLogs'> {
  return {
    scimLogs: (since, signal) => untilOlderThan(caller.pages('scim_logs', newestFirst(undefined), scimLogsShape, signal), since)
  }
}

const scimLogSchema = z.object({
  id: z.number(),
  created_at: optionalText,
  request_method: optionalText,
  request_path: optionalText,
  // Documented as a text.
  http_response_code: z.union([z.string(), z.number()]).nullish(),
  user_agent: optionalText,
  // Documented as texts; whatever else comes is no reason to have no log.
  request_json: z.unknown().optional(),
  response_json: z.unknown().optional()
})

const scimLogsShape = listShape(scimLogSchema, (log) => ({
  id: log.id,
  createdAt: log.created_at ?? '',
  requestMethod: log.request_method ?? '',
  requestPath: log.request_path ?? '',
  responseCode: statusOf(log.http_response_code),
  requestJson: jsonText(log.request_json),
  responseJson: jsonText(log.response_json),
  userAgent: log.user_agent?.slice(0, MOST_USER_AGENT)
}))

const MOST_USER_AGENT = 300

function statusOf(code: string | number | null | undefined): number | undefined {
  const status = Number(code ?? NaN)
  return Number.isInteger(status) ? status : undefined
}

function jsonText(json: unknown): string | undefined {
  if (json === undefined || json === null || json === '') return undefined
  return maskScimJson(typeof json === 'string' ? json : JSON.stringify(json))
}
