/** What holds for every route. Paragraphs, with `code`. */
export const INTRODUCTION = `Darkroom makes pictures in the background: a request is saved as database rows and answered at once, and the rows tell how far it is.

Sign in with the cookies of the page, or send \`Authorization: Bearer <Supabase access token>\`. Writes with cookies must come from the same site (\`Sec-Fetch-Site: same-origin\` or a matching \`Origin\`), or they get 403. A token comes from \`POST <SUPABASE_URL>/auth/v1/token?grant_type=password\` with the header \`apikey: <publishable key>\` and \`{"email", "password"}\`.

A refusal is \`{"error": {"code", "message", "details"?, "requestId"}}\`. Codes never change their meaning; messages are for people. Things of other accounts, and malformed ids in a path, are answered like things that do not exist: 404.

A route answers methods that it does not serve with 405 and \`Allow\`, OPTIONS with 204 and \`Allow\`, and HEAD like GET without the body. Other paths under \`/api\` are 404.

Times are ISO 8601 in UTC by the database's clock; ids are UUIDs; a field that is not required is absent, and null only where its type says so. Bodies are JSON of at most 64 KB unless it says otherwise, and unknown fields in them are refused. Unknown query parameters are ignored.

Lists are paged: send \`nextCursor\` back as \`cursor\` until it is null.`;
