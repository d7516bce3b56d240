/**
 * How late something was, as an ISO 8601 duration in days, hours, minutes and seconds: `PT5M`, `P38DT9H`. A day is 24 h
 * (the zone has no daylight saving). For limits in days it runs from the first late instant, 00:00 after the last day.
 */
export function isoDuration(ms: number): string {
  const total = Math.floor(ms / 1000);
  const days = Math.floor(total / 86_400);
  const hours = Math.floor((total % 86_400) / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  // Divided once: a sum of whole and part would be written PT1.1179999999999999S.
  const seconds = (ms % 60_000) / 1000;
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`;
  return `P${days ? `${days}D` : ''}${time ? `T${time}` : ''}${!days && !time ? 'T0S' : ''}`;
}
