/**
 * Whose address it is, for limits by address: of IPv6 a network of 64 bits is what one customer has at least
 * (RFC 6177), who would else be as many clients as they like.
 */
import { isIPv6 } from 'node:net';

const groupsOfNetwork = 4;
const groupsOfAddress = 8;
const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** The first 64 bits of an IPv6 address, which say the network; any other address as it is. */
export function addressGroup(address: string): string {
  const ipv4 = mapped.exec(address)?.[1];
  if (ipv4 !== undefined) return ipv4;
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return address;
  // One way to write each: lower case, no zeros in front, no dots.
  const { hostname } = new URL(`http://[${plain}]`);
  const [before = '', after = ''] = hostname.slice(1, -1).split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const [head, tail] = [groups(before), groups(after)];
  const zeros = Array<string>(groupsOfAddress - head.length - tail.length).fill('0');
  const network = [...head, ...zeros, ...tail].slice(0, groupsOfNetwork);
  return `${network.join(':')}::/64`;
}
