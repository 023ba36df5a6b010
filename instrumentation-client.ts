import { watched } from '@/components/page/watch-requests';

window.fetch = watched(window.fetch);
