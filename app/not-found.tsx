import { useTranslations } from 'next-intl';
import { PlainPage } from '@/components/page/plain-page';
import { buttonClass } from '@/components/ui/button-class';

export default function NotFound() {
  const t = useTranslations('app');
  return (
    <PlainPage title={t('notFoundTitle')} text={t('notFoundText')}>
      <a href="/image-generator" className={buttonClass({ variant: 'primary' })}>
        {t('backToStudio')}
      </a>
    </PlainPage>
  );
}
