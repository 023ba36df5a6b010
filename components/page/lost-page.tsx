'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Component, type ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { PlainPage } from './plain-page';

/** Stands in for a page of the studio whose scripts could not be fetched: the frame stays, and any other error goes on its way. */
export function LostPage({ children }: { children: ReactNode }) {
  return <Boundary path={usePathname()}>{children}</Boundary>;
}

interface Props {
  path: string;
  children: ReactNode;
}

interface State {
  lost: boolean;
  /** The page that was lost; another one is another try. */
  path: string | undefined;
}

class Boundary extends Component<Props, State> {
  override state: State = { lost: false, path: undefined };

  static getDerivedStateFromError(error: Error): State {
    if (error.name !== 'ChunkLoadError') throw error;
    return { lost: true, path: undefined };
  }

  static getDerivedStateFromProps({ path }: Props, state: State): State {
    return { lost: state.lost && (state.path ?? path) === path, path };
  }

  override render() {
    return this.state.lost ? <LostPageWords inFrame /> : this.props.children;
  }
}

export function LostPageWords({ inFrame = false }: { inFrame?: boolean }) {
  const t = useTranslations('app');
  return (
    <PlainPage title={t('lostTitle')} text={t('lostText')} inFrame={inFrame}>
      <button type="button" onClick={() => location.reload()} className={buttonClass({ variant: 'primary' })}>
        {t('reload')}
      </button>
    </PlainPage>
  );
}
