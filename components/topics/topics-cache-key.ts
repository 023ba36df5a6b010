import { unstable_serialize } from 'swr/infinite';
import { topicsKey } from './topics-key';

/** Where SWR keeps the whole list of topics. */
export const TOPICS_CACHE_KEY = unstable_serialize(topicsKey);
