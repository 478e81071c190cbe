/**
 * What kind of domain an e-mail address is of. `company` is a domain of its own: a company's, a school's, or a person's.
 * `relay` is a marketplace's address, behind which anybody may stand.
 */
export const emailKinds = ['free-mail', 'disposable', 'relay', 'company'] as const;
export type EmailKind = (typeof emailKinds)[number];

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

// Providers of mailboxes, by what is commonly known of them. A list like this is never complete: who is missing counts as a
// company, whose own history then speaks for it.
const freeMailNames = words('gmail googlemail yahoo ymail rocketmail hotmail outlook live msn aol icloud gmx yandex proton protonmail');
const freeMailDomains = words(`
  me.com mac.com privaterelay.appleid.com pm.me mail.com email.com zoho.com fastmail.com fastmail.fm hey.com tutanota.com tuta.com tuta.io
  hushmail.com web.de t-online.de freenet.de arcor.de online.de posteo.de mailbox.org orange.fr wanadoo.fr free.fr laposte.net sfr.fr
  neuf.fr bbox.fr libero.it virgilio.it tiscali.it alice.it tin.it telefonica.net terra.es comcast.net verizon.net att.net sbcglobal.net
  bellsouth.net cox.net charter.net earthlink.net frontier.com juno.com optonline.net windstream.net btinternet.com btopenworld.com
  sky.com talktalk.net virginmedia.com ntlworld.com blueyonder.co.uk bigpond.com bigpond.net.au optusnet.com.au xtra.co.nz rogers.com
  shaw.ca sympatico.ca telus.net videotron.ca bell.net mail.ru bk.ru inbox.ru list.ru rambler.ru ukr.net qq.com 163.com 126.com sina.com
  foxmail.com naver.com daum.net hanmail.net rediffmail.com uol.com.br bol.com.br terra.com.br ig.com.br seznam.cz centrum.cz wp.pl o2.pl
  onet.pl interia.pl ziggo.nl kpnmail.nl planet.nl home.nl xs4all.nl hetnet.nl bluewin.ch hispeed.ch telenet.be skynet.be chello.at aon.at
`);
const disposableNames = words(`
  mailinator guerrillamail guerrillamailblock 10minutemail 10minutesmail temp-mail tempmail tempmailo yopmail trashmail trash-mail
  throwawaymail getnada maildrop dispostable fakeinbox mintemail mohmal emailondeck moakt spamgourmet mailnesia tempail burnermail
  mail-temp wegwerfmail wegwerfemail sharklasers minutemail tempinbox fakemail discardmail spambog spam4 mailcatch inboxkitten
`);
const disposableDomains = words(
  'grr.la discard.email tempr.email mytemp.email nada.email einrot.com mail.tm dropmail.me cock.li inboxbear.com',
);
const relayPattern = /(^|\.)(marketplace\.amazon\.[a-z.]{2,6}|relay\.walmart\.com|members\.ebay\.[a-z.]{2,6}|customer\.etsy\.com)$/;

/** The domain of an address in lower case; undefined where there is none. */
export const emailDomainOf = (email: string): string | undefined => {
  const domain = email.trim().toLowerCase().split('@').at(-1) ?? '';
  return email.includes('@') && /^[^\s@.]+(\.[^\s@.]+)+$/.test(domain) ? domain : undefined;
};

/** @param domain in lower case, as {@link emailDomainOf} gives it */
export const emailKindOf = (domain: string): EmailKind => {
  if (relayPattern.test(domain)) return 'relay';
  const labels = domain.split('.');
  // The name before a public suffix of one or two short labels: `yahoo` of yahoo.com and of yahoo.co.uk.
  const name = labels.at(-2) !== undefined && labels.length > 2 && (labels.at(-2) ?? '').length <= 3 ? labels.at(-3) : labels.at(-2);
  if (disposableDomains.has(domain) || disposableNames.has(name ?? '')) return 'disposable';
  return freeMailDomains.has(domain) || freeMailNames.has(name ?? '') ? 'free-mail' : 'company';
};
