import { entry } from './entry.ts'

const COPY_AGAIN =
  'In Entra ID open the application, then Single sign-on, and copy “App Federation Metadata Url” from the box of the SAML certificates.'

/** What an address shows before anybody asks it. */
export const samlAddressProblems = {
  'saml.metadata.address-unreadable': entry<{ typed: string }>({
    title: 'This is no web address',
    who: 'you',
    origin: 'this-computer',
    cause: ({ typed }) => `The text ${typed} cannot be read as an address. Nothing was asked.`,
    remedy: () => `Paste one whole address that begins with https. ${COPY_AGAIN}`
  }),
  'saml.metadata.address-not-https': entry<{ scheme: string }>({
    title: 'The metadata address is not https',
    who: 'you',
    origin: 'this-computer',
    cause: ({ scheme }) =>
      `The address begins with ${scheme}. On the way, anybody could replace the keys in the answer by their own and sign in as anyone. Nothing was asked.`,
    remedy: () => `Use the https address, without a name and password in it. ${COPY_AGAIN}`
  }),
  'saml.metadata.address-not-microsoft': entry<{ host: string }>({
    title: 'The metadata address is not Microsoft’s',
    who: 'you',
    origin: 'this-computer',
    cause: ({ host }) => `The host ${host} is no sign-in host of a known Microsoft cloud. Whoever answers there decides who can sign in.`,
    remedy: () => `${COPY_AGAIN} If the address is meant to be another one, say so when you inspect it.`
  }),
  'saml.metadata.other-page': entry<{ page: string }>({
    title: 'This address is not the one of the metadata',
    who: 'you',
    origin: 'this-computer',
    cause: ({ page }) => `The address belongs to Microsoft, but it is ${page}.`,
    remedy: () => COPY_AGAIN
  }),
  'saml.metadata.shared-tenant': entry<{ name: string }>({
    title: 'The address names no tenant',
    who: 'you',
    origin: 'this-computer',
    cause: ({ name }) =>
      `The address has ${name} where the tenant belongs. That is for applications of many tenants, and its metadata leaves the tenant open.`,
    remedy: () => `Use the address with your own tenant id. ${COPY_AGAIN}`
  }),
  'saml.metadata.tenant-placeholder': entry<{ where: string; text: string }>({
    title: 'A placeholder stands where the tenant belongs',
    who: 'you',
    origin: 'this-computer',
    cause: ({ where, text }) => `In ${where} stands ${text}. It was never replaced by a tenant id, so no sign-in could fit.`,
    remedy: () => `Use the address with your own tenant id instead of “common” or an example of the documentation. ${COPY_AGAIN}`
  }),
  'saml.metadata.no-app-id': entry<{ corrected: string }>({
    title: 'The address lists the tenant’s keys, not the application’s',
    who: 'you',
    origin: 'microsoft',
    cause: () =>
      'The address has no application id (appid). It answers with keys of the whole tenant; an application that has a signing certificate of its own signs with another key, and every sign-in would be refused.',
    remedy: ({ corrected }) =>
      corrected === '' ? COPY_AGAIN : `Inspect this address instead: ${corrected} (the same with the application id).`
  }),
  'saml.metadata.app-id-differs': entry<{ found: string; because: string }>({
    title: 'The address belongs to another application',
    who: 'you',
    origin: 'this-computer',
    cause: ({ found, because }) => `The address names the application ${found}: ${because}. Each application has its own keys.`,
    remedy: () => `Compare with “Application ID” on the overview of the application in Entra ID. ${COPY_AGAIN}`
  })
}
