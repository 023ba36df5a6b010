import type { Metadata } from 'next';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { LostPicture } from '@/app/(studio)/gallery/_components/address/lost-picture';
import {
  filtersToQuery,
  queryString,
  readFilters,
} from '@/app/(studio)/gallery/_components/filters/gallery-filters';
import { Gallery } from '@/app/(studio)/gallery/_components/gallery';
import { PAGE_SIZE } from '@/app/(studio)/gallery/_components/list/picture-list';
import { pageUser } from '@/lib/auth/page-user';
import { userClient } from '@/lib/auth/user-client';
import { listGallery } from '@/lib/gallery/gallery';
import { readPictures } from '@/lib/generation/read-pictures';
import { readId } from '@/lib/schema/ids';

type Props = PageProps<'/gallery/[[...picture]]'>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('gallery');
  return { title: t('title') };
}

/**
 * All pictures of all topics, and over them the one that the address names. The first paint holds the first page of just
 * what the address asks for.
 */
export default async function GalleryPage({ params, searchParams }: Props) {
  const user = await pageUser();
  // A layout renders beside its page, not before it: it says what is wrong, and nothing is asked here.
  if (!user || user === 'unavailable') return null;
  const t = await getTranslations('gallery');
  const filters = readFilters(await searchParams);
  const query = filtersToQuery(filters, await getTimeZone());
  const client = await userClient();
  const path = (await params).picture ?? [];
  const id = path.length === 1 ? readId(path[0]) : undefined;
  const [page, found] = await Promise.all([
    listGallery(client, { ...query, limit: PAGE_SIZE }),
    id ? readPictures(client, [id]) : [],
  ]);
  const picture = found.find(({ images }) => images.length > 0);
  if (path.length > 0 && !picture) return <LostPicture />;
  return (
    <>
      <h1 className="sr-only">{t('title')}</h1>
      <Gallery query={queryString(query)} page={page} picture={picture} />
    </>
  );
}
