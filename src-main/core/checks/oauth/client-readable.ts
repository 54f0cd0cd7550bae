import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { clientFindings } from '../../oauth/form/client-findings.ts'
import { shownText } from '../../oauth/shown-text.ts'
import { type Check, failed, passed } from '../check.ts'
import type { OauthProbes } from './probes.ts'

export const clientReadable: Check<OauthProbes> = {
  id: 'oauth.client-readable',
  title: 'The client id can be one',
  origin: 'this-computer',
  async run({ form, authority }) {
    const evidence = seen('Client id entered', shownText(form.clientId))
    if (authority !== undefined)
      return form.clientId === '' || /\s/.test(form.clientId)
        ? failed(problem('oauth.client.unusable', { because: 'It is empty, or there is white space in it.' }, [evidence]))
        : passed('It is one piece; each provider has a form of its own.', [evidence])
    const wrong = clientFindings(form).find(({ severity }) => severity === 'error')
    switch (wrong?.mistake) {
      case 'same-ids':
        return failed(problem('oauth.ids.same', { id: form.clientId }, [evidence]))
      case 'swapped-ids':
        return failed(
          problem('oauth.ids.swapped', { because: wrong.text }, [evidence, seen('Tenant id entered', shownText(form.tenantId))])
        )
      case 'secret-id':
      case undefined:
        return wrong === undefined
          ? passed('It has the form of an id, and is another one than that of the tenant.', [evidence])
          : failed(problem('oauth.client.unusable', { because: wrong.text }, [evidence]))
    }
  }
}
