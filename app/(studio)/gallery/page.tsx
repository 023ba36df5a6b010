import type { Metadata } from 'next';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { pageUser } from '@/lib/auth/page-user';
import { userClient } from '@/lib/auth/user-client';
import { listGallery } from '@/lib/gallery/gallery';
import { filtersToQuery, queryString, readFilters } from './_components/filters/gallery-filters';
import { Gallery } from './_components/gallery';
import { PAGE_SIZE } from './_components/list/picture-list';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('gallery');
  return { title: t('title') };
}

/** All pictures of all topics. The first paint holds the first page of just what the address asks for. */
export default async function GalleryPage({ searchParams }: Props) {
  const user = await pageUser();
  // A layout renders beside its page, not before it: it says what is wrong, and nothing is asked here.
  if (!user || user === 'unavailable') return null;
  const t = await getTranslations('gallery');
  const filters = readFilters(await searchParams);
  const query = filtersToQuery(filters, await getTimeZone());
  const page = await listGallery(await userClient(), { ...query, limit: PAGE_SIZE });
  return (
    <>
      <h1 className="sr-only">{t('title')}</h1>
      <Gallery query={queryString(query)} page={page} />
    </>
  );
}
