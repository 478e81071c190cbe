import { Text } from '@mantine/core';
import { useSyncExternalStore } from 'react';

const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const sameDay = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' });

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A span as people say it: `3 h 20 min`. @param seconds 0 or more */
export const spanText = (seconds: number): string => {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return hours % 24 === 0 ? `${Math.floor(hours / 24)} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
};

/** An instant in the viewer's zone and language. */
export const instantText = (at: string): string => absolute.format(new Date(at));
export const dayText = (at: string): string => day.format(new Date(at));

/** Sentences of the API name instants as machines write them; here they stand like every other time. */
export const withReadableTimes = (sentence: string): string => sentence.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, instantText);

/** A day of the calendar, whatever the zone. @param date such as `2026-11-22` */
export const dateText = (date: string): string => dayText(`${date}T12:00:00`);

export const zoneName = Intl.DateTimeFormat().resolvedOptions().timeZone;

const agoText = (at: string, now: number): string => {
  const seconds = Math.round((new Date(at).getTime() - now) / 1_000);
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? units[3];
  return relative.format(Math.trunc(seconds / size), unit);
};

const renewedEveryMs = 10_000;
const watchers = new Set<() => void>();
let present = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for however many times a page shows: a long list has thousands. */
const watchClock = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    present = Date.now();
    for (const told of watchers) told();
  }, renewedEveryMs);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};

/** The present, renewed as often as is worth showing. */
export const useNow = (): number => {
  const now = useSyncExternalStore(watchClock, () => present);
  // What came after the last renewal is not in the future for that.
  return Math.max(now, Date.now());
};

type TimeProps = { readonly at: string | null | undefined; readonly relative?: boolean; readonly full?: boolean };

/** When something was. The exact time in the viewer's zone and in UTC stands behind it. */
export const Time = ({ at, relative: ago = false, full = false }: TimeProps) => {
  const now = useNow();
  if (!at) return <span className="muted">–</span>;
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const text = ago ? agoText(at, now) : full || !isToday ? instantText(at) : sameDay.format(new Date(at));
  return (
    <time dateTime={at} className="nowrap" title={`${instantText(at)} ${zoneName} · ${at}`}>
      {text}
    </time>
  );
};

/** How long something has lasted. */
export const Age = ({ since, late = false }: { readonly since: string; readonly late?: boolean }) => {
  const now = useNow();
  const seconds = Math.max(0, (now - new Date(since).getTime()) / 1_000);
  return (
    <Text span inherit className="nowrap" title={`since ${instantText(since)} ${zoneName}`} {...(late ? { c: 'red', fw: 600 } : {})}>
      {spanText(seconds)}
    </Text>
  );
};
