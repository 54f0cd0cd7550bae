import { type Endpoint, found } from '../answer.ts'

/** `GET /api_key`: which key this is. Any key may ask. */
export const apiKeyEndpoint: Endpoint = {
  method: 'GET',
  path: '/api_key',
  allowed: 'every-key',
  answer({ caller: { key }, state }) {
    const owner = key.userId === null ? `Site-wide API key for ${state.site.subdomain}` : `API key of user ${key.userId}`
    return found({
      id: key.id,
      descriptive_label: `${owner} (key ID #${key.id})`,
      description: null,
      created_at: key.createdAt,
      expires_at: key.expiresAt,
      // The service gives the whole key back: whoever reads this answer must not keep it.
      key: key.key,
      aws_style_credentials: false,
      aws_access_key_id: null,
      aws_secret_key: null,
      last_use_at: null,
      name: key.name,
      path: null,
      permission_set: key.permissionSet,
      platform: null,
      url: `https://${state.site.subdomain}.files.com/`,
      user_id: key.userId,
      workspace_id: key.workspaceId
    })
  }
}
