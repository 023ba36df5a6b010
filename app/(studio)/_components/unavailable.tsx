import { useTranslations } from 'next-intl';
import { PlainPage } from '@/components/page/plain-page';
import { buttonClass } from '@/components/ui/button-class';

/** Instead of the studio while the account service can't be reached. */
export function Unavailable() {
  const t = useTranslations('app');
  return (
    <PlainPage title={t('unavailableTitle')} text={t('unavailableText')}>
      {/* biome-ignore lint/a11y/useValidAnchor: this very page, with all that its address says */}
      <a href="" className={buttonClass({ variant: 'primary' })}>
        {t('tryAgain')}
      </a>
    </PlainPage>
  );
}
