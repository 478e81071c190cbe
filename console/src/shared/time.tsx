import { Text, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';

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

export const zoneName = Intl.DateTimeFormat().resolvedOptions().timeZone;

const agoText = (at: string, now: number): string => {
  const seconds = Math.round((new Date(at).getTime() - now) / 1_000);
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? units[3];
  return relative.format(Math.trunc(seconds / size), unit);
};

/** The present, renewed as often as is worth showing. */
export const useNow = (everyMs = 10_000): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
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
    <Tooltip label={`${instantText(at)} ${zoneName} · ${at}`}>
      <time dateTime={at} className="nowrap">
        {text}
      </time>
    </Tooltip>
  );
};

/** How long something has lasted. */
export const Age = ({ since, late = false }: { readonly since: string; readonly late?: boolean }) => {
  const now = useNow();
  const seconds = Math.max(0, (now - new Date(since).getTime()) / 1_000);
  return (
    <Tooltip label={`since ${instantText(since)} ${zoneName}`}>
      <Text span inherit className="nowrap" {...(late ? { c: 'red', fw: 600 } : {})}>
        {spanText(seconds)}
      </Text>
    </Tooltip>
  );
};
