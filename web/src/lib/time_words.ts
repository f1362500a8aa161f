const MINUTE = 60; // seconds
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Made once: making one takes longer than ten thousand uses.
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const TO_THE_SECOND = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const THIS_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const ANY_YEAR = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** When something was, in words; both in seconds since 1970. */
export function ago(then: number, now = Date.now() / 1000): string {
  const passed = now - then;
  if (passed < MINUTE) return 'just now';
  if (passed < HOUR) return count(Math.floor(passed / MINUTE), 'minute');
  const days = calendarDays(then, now);
  if (days === 0) return count(Math.floor(passed / HOUR), 'hour');
  if (days === 1) return 'yesterday';
  if (days < 7) return count(days, 'day');
  return date(then, new Date(now * 1000).getFullYear() === new Date(then * 1000).getFullYear());
}

/** The time of a take: "14:05", with the day unless it is today. */
export function clock(then: number, now = Date.now() / 1000): string {
  return withDay(TIME, then, now);
}

/** "14:05:32": takes of one minute are told apart. */
export function exactClock(then: number, now = Date.now() / 1000): string {
  return withDay(TO_THE_SECOND, then, now);
}

function withDay(format: Intl.DateTimeFormat, then: number, now: number): string {
  const time = format.format(then * 1000);
  const days = calendarDays(then, now);
  if (days === 0) return time;
  if (days === 1) return `yesterday, ${time}`;
  return `${date(then, days < 300)}, ${time}`;
}

/** "1 photo", "3 photos". */
export function plural(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}

function count(number: number, unit: string): string {
  return `${plural(number, unit)} ago`;
}

function calendarDays(then: number, now: number): number {
  const midnight = (seconds: number) => new Date(seconds * 1000).setHours(0, 0, 0, 0) / 1000;
  return Math.round((midnight(now) - midnight(then)) / DAY);
}

function date(then: number, thisYear: boolean): string {
  return (thisYear ? THIS_YEAR : ANY_YEAR).format(then * 1000);
}
