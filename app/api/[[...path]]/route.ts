import { ApiError } from '@/lib/errors';
import { handleRoute } from '@/lib/http/handle-route';

const notFound = handleRoute(async () => {
  throw new ApiError('not_found', { message: 'There is no such route.' });
});

export {
  notFound as DELETE,
  notFound as GET,
  notFound as OPTIONS,
  notFound as PATCH,
  notFound as POST,
  notFound as PUT,
};
