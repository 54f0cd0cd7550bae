import { z } from 'zod'
import type { FilesService } from '../../../core/service/files-service.ts'
import type { ExternalEventFacts } from '../../../core/service/service-facts.ts'
import type { ServiceCaller } from '../create-caller.ts'
import { newestFirst } from '../newest-first.ts'
import { listShape, optionalText, shape } from '../shape.ts'

/** `/external_events`: the hourly sync writes here, and so does this application's change record. */
export function externalEventsEndpoint(caller: ServiceCaller): Pick<FilesService, 'externalEvents' | 'createExternalEvent'> {
  return {
    externalEvents: (since, signal) => caller.pages('external_events', newestFirst(since), listShape(eventSchema, eventFacts), signal),
    createExternalEvent: (status, body, signal) =>
      caller.send('POST', 'external_events', { status, body }, shape(eventSchema, eventFacts), signal)
  }
}

const eventSchema = z.object({
  id: z.number(),
  event_type: optionalText,
  status: optionalText,
  body: optionalText,
  created_at: optionalText
})

function eventFacts(event: z.output<typeof eventSchema>): ExternalEventFacts {
  return {
    id: event.id,
    eventType: event.event_type ?? '',
    status: event.status ?? '',
    body: event.body ?? '',
    createdAt: event.created_at ?? ''
  }
}
