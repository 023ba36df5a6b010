/** What a button opens: `search` is a list that is found by typing into a field above it. */
export type PopupKind = 'menu' | 'dialog' | 'listbox' | 'search';
