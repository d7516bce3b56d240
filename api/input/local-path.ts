/** An address on this host to go on to, or `/`: never another host, never a scheme. */
export function localPath(value: string | undefined): string {
  if (value === undefined || !value.startsWith('/') || /^\/[/\\]/.test(value) || /[\u0000-\u001f\\]/.test(value)) return '/';
  return value;
}
