// Preloaded into processes of Next, which don't notice that their parent died: the closed channel tells them.
process.once('disconnect', () => process.exit(1));
