import { describe, expect, it } from 'vitest'
import { judgeSwitchedOff } from '../../../../src-main/core/service/judge-switched-off.ts'
import type { ExternalEventFacts } from '../../../../src-main/core/service/service-facts.ts'

const OFF = { what: 'LDAP provisioning of “Entra ID”', label: 'Entra ID' }

function event(status: string, body: string, eventType = 'ldap_sync'): ExternalEventFacts {
  return { id: 1, eventType, status, body, createdAt: '2026-11-20T10:00:00Z' }
}

describe('what is off', () => {
  it.each<[string, boolean, readonly ExternalEventFacts[], string | undefined]>([
    [
      'was switched off by the service, which says so',
      false,
      [event('failure', 'Sync of Entra ID failed 5 times and has been disabled.')],
      'service.sync.switched-off'
    ],
    [
      'was off after a failure, which is all that is known',
      false,
      [event('failure', 'Sync of Entra ID failed: timeout')],
      'service.sync.off-after-failure'
    ],
    ['is not explained by the event of something else', false, [event('failure', 'Sync of Okta has been disabled.')], undefined],
    ['is explained by the only sync that there is', true, [event('failure', 'Cannot connect')], 'service.sync.off-after-failure'],
    ['is not explained by another kind of event', true, [event('failure', 'Cannot connect', 'remote_mount')], undefined],
    [
      'is not explained when the last sync went well',
      false,
      [event('success', 'Entra ID done'), event('failure', 'Entra ID disabled')],
      undefined
    ],
    [
      'is explained by what came before it was skipped',
      false,
      [event('skipped', 'Entra ID is off'), event('failure', 'Entra ID disabled')],
      'service.sync.switched-off'
    ],
    [
      'is not explained by what programs wrote',
      true,
      [event('failure', 'Entra ID disabled', 'client_log'), event('failure', 'Entra Setup Assistant: Entra ID disabled')],
      undefined
    ],
    ['is not explained without events', true, [], undefined]
  ])('%s', (_what, isTheOnlyOne, events, code) => {
    expect(judgeSwitchedOff(OFF, isTheOnlyOne, events)?.code).toBe(code)
  })
})
