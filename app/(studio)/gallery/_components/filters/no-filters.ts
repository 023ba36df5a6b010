import { type GalleryFilters, readFilters } from './gallery-filters';

/** Everything, newest first. */
export const NO_FILTERS: GalleryFilters = readFilters({});
