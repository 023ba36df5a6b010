import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button-class';

/** Instead of the gallery, where an address names a picture that is gone or belongs to another account: which of them is not told. */
export function LostPicture() {
  const t = useTranslations('gallery');
  return (
    <div className="mx-auto flex max-w-[100rem] flex-col items-start gap-2 px-3 py-10 sm:py-16 lg:px-8">
      <h1 className="font-semibold text-xl tracking-tight">{t('lost.title')}</h1>
      <p className="mb-3 max-w-xl text-pretty text-[0.9375rem] text-muted leading-relaxed">
        {t('lost.text')}
      </p>
      <Link href="/gallery" className={buttonClass({ variant: 'primary' })}>
        {t('lost.action')}
      </Link>
    </div>
  );
}
