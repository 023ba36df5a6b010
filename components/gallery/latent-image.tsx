/** Light on the tray before the picture is there: no two neighbours alike. */
const GLOWS = [
  'radial-gradient(90% 80% at 35% 35%, color-mix(in oklab, var(--accent-text) 16%, transparent), transparent 70%), radial-gradient(80% 90% at 80% 85%, color-mix(in oklab, oklch(0.6 0.05 130) 20%, transparent), transparent 70%)',
  'radial-gradient(80% 90% at 70% 25%, color-mix(in oklab, oklch(0.6 0.05 110) 22%, transparent), transparent 70%), radial-gradient(90% 80% at 15% 80%, color-mix(in oklab, var(--accent-text) 13%, transparent), transparent 70%)',
  'radial-gradient(90% 90% at 50% 15%, color-mix(in oklab, var(--accent-text) 18%, transparent), transparent 65%), radial-gradient(90% 70% at 85% 90%, color-mix(in oklab, oklch(0.5 0.04 30) 26%, transparent), transparent 70%)',
  'radial-gradient(90% 80% at 20% 20%, color-mix(in oklab, oklch(0.55 0.04 250) 20%, transparent), transparent 70%), radial-gradient(80% 90% at 75% 75%, color-mix(in oklab, var(--accent-text) 15%, transparent), transparent 70%)',
] as const;

export function LatentImage({ index }: { index: number }) {
  return (
    <div aria-hidden className="absolute inset-0 bg-raised/60">
      <div
        className="absolute inset-0 animate-safelight"
        style={{ backgroundImage: GLOWS[index % GLOWS.length] }}
      />
    </div>
  );
}
