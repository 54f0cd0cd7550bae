import type { EntraCloud } from './entra-cloud.ts'

/** The Entra admin center of a cloud: the newer of the two places to click. Source: learn.microsoft.com/entra/fundamentals/faq */
export function adminCenterUrl({ id }: EntraCloud): string {
  return adminCenters[id]
}

const adminCenters: Readonly<Record<EntraCloud['id'], string>> = {
  global: 'https://entra.microsoft.com',
  'us-government': 'https://entra.microsoft.us',
  china: 'https://entra.microsoftonline.cn'
}
