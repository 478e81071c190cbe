import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alarmStates, runbookOf } from '../../lib/operations/app/alarms.ts';
import { wirings } from '../../lib/wirings.ts';

const alarms = wirings.flatMap((wiring) => wiring.alarms ?? []);
const everywhere = wirings.flatMap(({ alarms: shared = [], cloudAlarms = [] }) => [...shared, ...cloudAlarms]);
const calm = { deadLetters: [{ waiting: 0 }], queues: [{ waiting: 3 }], recentSum: () => 0, recentMax: () => 0 };

describe('alarms', () => {
  it('are declared', () => expect(alarms.length).toBeGreaterThan(5));

  it('have names of their own', () => expect(new Set(everywhere.map(({ name }) => name)).size).toBe(everywhere.length));

  it.each(everywhere)('$name has a runbook that says what it means and what to do, on a laptop and in AWS', (alarm) => {
    expect(existsSync(runbookOf(alarm))).toBe(true);
    const text = readFileSync(runbookOf(alarm), 'utf8');
    expect(text.startsWith(`# ${alarm.name}\n`)).toBe(true);
    const parts = [...text.matchAll(/^\*\*(.+?)\.\*\*/gm)].map(([, part]) => part);
    expect(parts).toEqual(['Symptom', 'Impact', 'First query', 'In AWS', 'Safe action', 'Escalation']);
  });

  it('are silent when nothing is wrong', () => {
    expect(alarmStates(alarms, calm).map((alarm) => alarm.state)).toEqual(alarms.map(() => 'ok'));
  });

  it('ring at their threshold and not below', () => {
    const ringing = (figures: Parameters<typeof alarmStates>[1]) =>
      alarmStates(alarms, figures)
        .filter((alarm) => alarm.state === 'ringing')
        .map((alarm) => alarm.name);
    expect(ringing({ ...calm, deadLetters: [{ waiting: 0 }, { waiting: 1 }] })).toEqual(['dead-letters']);
    expect(ringing({ ...calm, queues: [{ waiting: 999 }] })).toEqual([]);
    expect(ringing({ ...calm, queues: [{ waiting: 1_000 }] })).toEqual(['queue-backlog']);
    expect(ringing({ ...calm, recentSum: (metric) => (metric === 'WorkflowsEscalated' ? 1 : 0) })).toEqual(['workflow-broke-off']);
    // One half-hour and three times a quarter of an hour are not the same.
    expect(ringing({ ...calm, recentMax: (metric) => (metric === 'ChannelLagSeconds' ? 1_799 : 0) })).toEqual([]);
    expect(ringing({ ...calm, recentMax: (metric) => (metric === 'ChannelLagSeconds' ? 1_800 : 0) })).toEqual(['channel-behind']);
  });

  it('say that they do not know when the figures are kept elsewhere', () => {
    const { recentSum: _elsewhere, recentMax: _thereToo, ...figures } = calm;
    for (const name of ['requests-failed', 'channel-behind'])
      expect(alarmStates(alarms, figures).find((alarm) => alarm.name === name)?.state).toBe('unknown');
  });
});
