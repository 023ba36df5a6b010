import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button-class';
import { PlainPage } from '@/components/ui/plain-page';

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
