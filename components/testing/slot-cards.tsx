import { GenerationCard } from '@/components/pictures/cards/generation-card';
import { useRows } from '@/components/pictures/feed/use-rows';
import { gridShape } from '@/components/pictures/grid-shape';

/** The cards as the feed has them, so that a new version takes the slot. */
export function SlotCards() {
  return useRows().flatMap((row) =>
    row.slots.map(({ position, versions }) => (
      <GenerationCard
        key={position}
        versions={versions}
        number={position + 1}
        total={4}
        shape={gridShape('1:1', 4)}
        leads={false}
      />
    )),
  );
}
