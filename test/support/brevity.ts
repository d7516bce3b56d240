// Levels without services: anything slower than this hangs, or is at the wrong level. PDF and browser tests set their own.
jest.setTimeout(20_000);
