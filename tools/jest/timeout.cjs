// Generous: a test waits for conditions, never for a time; a loaded machine must not fail it.
jest.setTimeout(60_000);
