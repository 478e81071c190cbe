import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readRiskFacts, type RiskSource } from '../../../lib/fraud/app/signals/read-risk-facts.ts';
import { billingMatch } from '../../../lib/fraud/domain/signals/billing-match.ts';
import { emailDomainOf, emailKindOf } from '../../../lib/fraud/domain/signals/email-domain.ts';
import { isIpAddress, networkOf } from '../../../lib/fraud/domain/signals/network.ts';
import { postalArea } from '../../../lib/fraud/domain/signals/postal-areas.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';

describe('the network of an address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    [' 8.8.8.8 ', '8.8.8.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:0DB8:00a1:ff::1', '2001:db8:a1::/48'],
    ['2001:db8::', '2001:db8:0::/48'],
    ['2a00:1450:4001:82a:0:0:0:200e', '2a00:1450:4001::/48'],
  ])('%s is %s', (address, network) => expect(networkOf(address)).toBe(network));
  it.each([
    '10.1.2.3',
    '192.168.0.9',
    '172.20.1.1',
    '100.64.3.2',
    '127.0.0.1',
    '169.254.1.1',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
    'fe80::1',
    'fd00::7',
  ])('%s joins nothing, because every house has it', (address) => expect(networkOf(address)).toBeUndefined());
  it.each([
    '203.0.113',
    '203.0.113.256',
    '203.0.113.7.1',
    'a:b',
    '2001:db8::1::2',
    '2001:db8:1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8::',
    'localhost',
    '',
  ])('%j is none', (text) => {
    expect(networkOf(text)).toBeUndefined();
    expect(isIpAddress(text)).toBe(false);
  });
  it('is no matter for what an address is', () => {
    for (const address of ['10.1.2.3', '::1', '::ffff:10.0.0.1', 'FE80::1', '203.0.113.7']) expect(isIpAddress(address)).toBe(true);
  });
});

describe('the domain of an e-mail', () => {
  it.each([
    ['ada@gmail.com', 'free-mail'],
    ['ada@yahoo.co.uk', 'free-mail'],
    ['ada@T-Online.de', 'free-mail'],
    ['x1@mailinator.com', 'disposable'],
    ['x1@yopmail.fr', 'disposable'],
    ['kd83@marketplace.amazon.co.uk', 'relay'],
    ['abc@relay.walmart.com', 'relay'],
    ['ada@northgate.example.com', 'company'],
    ['gmail@pens.example', 'company'],
    ['ada@gmail.pens.example', 'company'],
  ])('of %s is %s', (email, kind) => expect(emailKindOf(emailDomainOf(email) ?? '')).toBe(kind));
  it.each(['nobody', '', 'ada@', 'ada@localhost', 'ada@.com'])('of %j is none', (email) => expect(emailDomainOf(email)).toBeUndefined());
});

const address = (country: string | null, region: string | null, postalCode: string | null) => ({ country, region, postalCode });
const nowhere = () => undefined;

describe('two addresses', () => {
  it('are compared by country, region and the beginning of the postal code', () => {
    const one = address('US', 'US-NY', '10001');
    expect(billingMatch(one, address('US', 'ny', '10027-1234'), () => 11.6)).toEqual({
      sameCountry: true,
      sameRegion: true,
      samePostal: true,
      km: 12,
    });
    expect(billingMatch(one, address('US', 'CA', '94105'), nowhere)).toEqual({
      sameCountry: true,
      sameRegion: false,
      samePostal: false,
      km: null,
    });
  });
  it('of two countries differ in everything, and one that is not known says nothing', () => {
    expect(billingMatch(address('US', 'NY', '10001'), address('DE', 'NY', '10001'), nowhere)).toMatchObject({
      sameCountry: false,
      sameRegion: false,
      samePostal: false,
    });
    expect(billingMatch(address('US', null, '10001'), address('US', 'NY', ' '), nowhere)).toMatchObject({
      sameRegion: null,
      samePostal: null,
    });
    expect(billingMatch(null, address('US', 'NY', '10001'), nowhere)).toBeUndefined();
  });
});

describe('the area of a postal code', () => {
  it('is about where it is, in the United States alone', () => {
    expect(postalArea('US', '10001')).toEqual({ latitude: expect.closeTo(40.8, 0), longitude: expect.closeTo(-74, 0) });
    expect(postalArea('US', '94105')).toEqual({ latitude: expect.closeTo(37.8, 0), longitude: expect.closeTo(-122.4, 0) });
    expect(postalArea('US', '000')).toBeUndefined();
    expect(postalArea('DE', '10115')).toBeUndefined();
  });
});

const keys = { mac: async (purpose: string, value: string) => createHmac('sha256', purpose).update(value).digest('hex') };
const source = (changes: Partial<RiskSource> = {}): RiskSource => ({
  email: 'Ada@Northgate.example.com',
  ip: '203.0.113.7',
  deviceId: '0123456789abcdef0123456789abcdef',
  billingAddress: address('US', 'NY', '10001'),
  shippingAddress: address('US', 'CA', '94105'),
  ...changes,
});
const factsOf = (changes: Partial<RiskSource> = {}, tenant = 'main') => readRiskFacts(keys, TenantId(tenant), source(changes));

describe('the facts of an order', () => {
  it('are tokens and comparisons, and nothing that they were made of', async () => {
    const facts = await factsOf();
    expect(facts).toEqual({
      emailKind: 'company',
      emailDomain: expect.stringMatching(/^[0-9a-f]{16}$/),
      network: expect.stringMatching(/^[0-9a-f]{16}$/),
      device: expect.stringMatching(/^[0-9a-f]{16}$/),
      // New York to San Francisco: 4,130 km as the crow flies.
      billing: { sameCountry: true, sameRegion: false, samePostal: false, km: expect.closeTo(4_130, -2) },
    });
    const text = JSON.stringify(facts).toLowerCase();
    for (const personal of ['ada', 'northgate', '203.0', '01234567', '10001', '94105']) expect(text).not.toContain(personal);
  });
  it('are the same for neighbours of a network, and others for another tenant', async () => {
    const [one, neighbour, stranger, rival] = await Promise.all([
      factsOf(),
      factsOf({ ip: '203.0.113.200' }),
      factsOf({ ip: '203.0.114.7' }),
      factsOf({}, 'rival'),
    ]);
    expect(neighbour).toEqual(one);
    expect(stranger?.network).not.toBe(one?.network);
    for (const name of ['network', 'device', 'emailDomain'] as const) expect(rival?.[name]).not.toBe(one?.[name]);
  });
  it('join nobody by a domain that strangers share', async () => {
    expect(await factsOf({ email: 'ada@gmail.com' })).toMatchObject({ emailKind: 'free-mail' });
    expect(await factsOf({ email: 'ada@gmail.com' })).not.toHaveProperty('emailDomain');
    expect(await factsOf({ email: 'x@mailinator.com' })).toHaveProperty('emailDomain');
  });
  it('place a country where nothing more is known, and leave out what nobody knows', async () => {
    const abroad = await factsOf({ billingAddress: address('FR', null, '75001'), shippingAddress: address('DE', null, null) });
    expect(abroad?.billing).toMatchObject({ sameCountry: false, km: expect.closeTo(740, -2) });
    expect(await factsOf({ email: null, ip: '10.0.0.1', deviceId: ' ', billingAddress: null })).toBeUndefined();
  });
});
