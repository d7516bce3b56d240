/** Imported first by every program: the machine's zone must not decide what a local time in the code means. */
process.env['TZ'] = 'UTC';
