-- A picture's row changes once, when its bytes are stored, and grows to three times its size. With room for that in its page, and
-- nothing indexed of what changes, no index is written then: half of what a completion writes to the log with a million pictures.
-- A picture that somebody brings back from their disk is looked for by its hash among their own, which takes 10 ms with 10,000.
drop index public.generated_images_by_hash;
alter table public.generated_images set (fillfactor = 30);
