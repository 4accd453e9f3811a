import { config } from 'zod';

// zod would try whether it may write functions from text, which our policy refuses, with a complaint on the console.
config({ jitless: true });
