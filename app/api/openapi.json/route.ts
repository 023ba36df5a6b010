import { handleRoute } from '@/lib/http/handle-route';
import { otherMethods } from '@/lib/http/other-methods';
import { apiDocument } from '@/lib/openapi/api-document';

export const dynamic = 'force-dynamic';

const document = apiDocument();

export const GET = handleRoute(async () =>
  Response.json(document, { headers: { 'Cache-Control': 'public, max-age=3600' } }),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
