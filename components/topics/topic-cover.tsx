/** The first picture of a topic; a quiet drawing until it has one. */
export function TopicCover({ url }: { url: string | null }) {
  const shape = 'size-6.5 shrink-0 rounded-md bg-raised';
  if (url) {
    // biome-ignore lint/performance/noImgElement: a private thumbnail of our own
    return <img src={url} alt="" loading="lazy" className={`${shape} object-cover`} />;
  }
  return (
    <svg viewBox="0 0 26 26" aria-hidden="true" className={`${shape} text-muted`}>
      <circle cx="17" cy="9" r="3" fill="currentColor" opacity="0.55" />
      <path d="M0 18 Q7 10 12 16 T26 14 V26 H0 Z" fill="currentColor" opacity="0.3" />
      <path d="M0 22 Q8 16 15 21 T26 20 V26 H0 Z" fill="currentColor" opacity="0.35" />
    </svg>
  );
}
