import { expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { openService, sendJson, SITE, startAwkwardService } from './awkward-service.ts'

/** A site has some 170 settings; a body with any other one of them must not leave, whoever made it. */
it.each([['non_sso_users_allowed'], ['name'], ['LDAP_HOST'], ['xldap_host'], ['__proto__ldap_']])(
  'throws for the field %s of the site, and sends nothing',
  async (name) => {
    await using server = await startAwkwardService((response) => sendJson(response, 200, SITE))
    const service = openService(server.address)

    await expect((async () => service.updateSite({ ldap_host: 'dc1.corp.example', [name]: 'x' }, neverCancelled))()).rejects.toThrow(
      TypeError
    )

    expect(server.requests).toEqual([])
  }
)
