export type Connection = 'fine' | 'lost' | 'signed-out';
