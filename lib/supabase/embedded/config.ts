import type { EmbeddedOptions } from './options';

/** The config.toml of the embedded project; JSON strings are valid TOML strings. */
export function embeddedConfig({ port, databaseUrl, ...keys }: EmbeddedOptions): string {
  const database = databaseUrl ? ['postgres', databaseUrl] : ['pglite', 'file:./database'];
  return `project_id = "darkroom"

[api]
port = ${port}

[db]
driver = ${JSON.stringify(database[0])}
url = ${JSON.stringify(database[1])}

[storage]
enabled = true
file_size_limit = "50MiB"

[auth]
enabled = true
jwt_secret = ${JSON.stringify(keys.jwtSecret)}
publishable_key = ${JSON.stringify(keys.publishableKey)}
secret_key = ${JSON.stringify(keys.secretKey)}
minimum_password_length = 8

[auth.email]
enable_confirmations = false
`;
}
